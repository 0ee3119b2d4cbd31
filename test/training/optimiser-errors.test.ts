import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { AdaGrad, Adam, AdamW, Momentum, type Optimiser, RmsProp, Sgd } from "../../src/index.js";

type OptimiserClass = new (learningRate?: number, options?: object) => Optimiser;

const CLASSES: Record<string, OptimiserClass> = { Sgd, Momentum, AdaGrad, RmsProp, Adam, AdamW };
const OPTIONS: Record<string, readonly string[]> = {
  Sgd: ["weightDecay"],
  Momentum: ["momentum", "nesterov", "weightDecay"],
  AdaGrad: ["epsilon", "initialAccumulator", "weightDecay"],
  RmsProp: ["decay", "epsilon", "momentum", "centered", "weightDecay"],
  Adam: ["beta1", "beta2", "epsilon", "amsgrad", "weightDecay"],
  AdamW: ["beta1", "beta2", "epsilon", "amsgrad", "weightDecay"],
};

const FRACTION = "from 0 to below 1";
const SIZE = "finite and >= 0";
/** What each option may be. */
const RANGES: Record<string, string> = {
  ...{ momentum: FRACTION, decay: FRACTION, beta1: FRACTION, beta2: FRACTION },
  ...{ weightDecay: SIZE, epsilon: SIZE, initialAccumulator: SIZE },
};

describe.each(Object.entries(CLASSES))("bad input of %s", (name, Kind) => {
  test.each([
    ["0.1", TypeError, 'a number, got "0.1" (string)'],
    [null, TypeError, "a number, got null"],
    [{ learningRate: 1 }, TypeError, "a number, got Object object"],
    [-0.1, RangeError, "finite and >= 0, got -0.1"],
    [Number.NaN, RangeError, "finite and >= 0, got NaN"],
    [Infinity, RangeError, "finite and >= 0, got Infinity"],
  ] as const)("a learning rate of %o throws, also when it is set", (rate, ErrorKind, text) => {
    const error = new ErrorKind(`${name}: expected learningRate to be ${text}`);
    expect(() => new Kind(rate as number)).toThrow(error);
    const optimiser = new Kind(0.25);
    expect(() => {
      optimiser.learningRate = rate as number;
    }).toThrow(error);
    expect(optimiser.learningRate).toBe(0.25);
  });

  test("a learning rate of 0 and all options left out or undefined are good", () => {
    const options = Object.fromEntries(OPTIONS[name].map((option) => [option, undefined]));
    expect(new Kind(0, options).toJSON()).toEqual({ ...new Kind().toJSON(), learningRate: 0 });
  });

  test.each([
    [null, "expected options to be an object, got null"],
    [0.9, "expected options to be an object, got 0.9"],
    [[0.9], "expected options to be an object, got array of length 1"],
    [{ rho: 0.9 }, `expected the options ${OPTIONS[name].join(", ")}, got rho`],
  ])("no options throw: %o", (options, text) => {
    expect(() => new Kind(0.1, options as object)).toThrow(new TypeError(`${name}: ${text}`));
  });

  test.each(OPTIONS[name])("its option %s throws at what makes no sense", (option) => {
    const fails = (value: unknown, error: Error): void => {
      expect(() => new Kind(0.1, { [option]: value })).toThrow(error);
    };
    const expected = `${name}: expected ${option} to be`;
    const range = RANGES[option];
    if (range === undefined) {
      for (const value of [1, "yes", null])
        fails(
          value,
          new TypeError(
            `${expected} true or false, got ${value === "yes" ? '"yes" (string)' : value}`,
          ),
        );
      return;
    }
    fails("0.5", new TypeError(`${expected} a number, got "0.5" (string)`));
    fails(null, new TypeError(`${expected} a number, got null`));
    for (const value of [-0.5, Number.NaN, Infinity, ...(range === FRACTION ? [1] : [])]) {
      fails(value, new RangeError(`${expected} ${range}, got ${value}`));
    }
  });

  test("a state of other arrays throws, and the old one stays", () => {
    const parameter = {
      name: "w",
      value: new Matrix(2, 3),
      gradient: Matrix.ones(2, 3),
      penalised: 2,
    };
    const optimiser = new Kind(0.1);
    optimiser.step([parameter]);
    const before = structuredClone(optimiser.state(parameter));
    const arrays = [...before.arrays, new Float64Array(6)];
    expect(() => optimiser.setState(parameter, { steps: 9, arrays })).toThrow(
      new RangeError(
        `${name}.setState: expected ${before.arrays.length} arrays of 6 numbers, got arrays of ${arrays.map(() => 6).join(", ")}`,
      ),
    );
    expect(optimiser.state(parameter)).toEqual(before);
  });
});

test("RmsProp divides by no root of less than 0 where gradients do not change", () => {
  const value = new Matrix([[1, 1, 1]]);
  const gradient = new Matrix([[0.1, 0.3, 1 / 3]]);
  const optimiser = new RmsProp(1e-9, { centered: true });
  for (let step = 0; step < 8000; step++) {
    optimiser.step([{ name: "w", value, gradient, penalised: 2 }]);
  }
  for (const weight of value.to1DArray()) {
    expect(weight).toBeLessThan(1);
    expect(weight).toBeGreaterThan(-1e4);
  }
});
