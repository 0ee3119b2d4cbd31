import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import {
  type ActivationClass,
  MiddleLayer,
  type MiddleLayerOptions,
  RandomState,
  Tanh,
} from "../../src/index.js";
import { byText } from "../by-text.js";
import { BACK, INPUT, snapshot, trained, WEIGHTS } from "./trained-layer.js";

/** Classes that are no activations of a 2 × 3 `u`. */
const given = (parts: unknown): ActivationClass => {
  const Broken = class {
    constructor() {
      Object.assign(this, parts);
    }
  };
  return Broken as unknown as ActivationClass;
};

describe("bad input of MiddleLayer", () => {
  const FORWARD = "MiddleLayer.forward: expected yIn to be a";
  test.each(
    byText<[unknown, ErrorConstructor, string]>([
      [new Matrix(2, 3), RangeError, "matrix of 1 or more rows and 2 columns, got a 2x3 matrix"],
      [new Matrix(0, 2), RangeError, "matrix of 1 or more rows and 2 columns, got a 0x2 matrix"],
      [new Matrix(0, 0), RangeError, "matrix of 1 or more rows and 2 columns, got a 0x0 matrix"],
      [new Matrix(2, 0), RangeError, "matrix of 1 or more rows and 2 columns, got a 2x0 matrix"],
      [[3, 2], TypeError, "Matrix, got array of length 2"],
      [3, TypeError, "Matrix, got 3"],
      ["3", TypeError, 'Matrix, got "3" (string)'],
      [null, TypeError, "Matrix, got null"],
      [undefined, TypeError, "Matrix, got undefined"],
    ]),
  )("forward throws and changes nothing: %s", (_, yIn, Kind, text) => {
    const layer = trained();
    const before = snapshot(layer);
    expect(() => layer.forward(yIn as Matrix)).toThrow(new Kind(`${FORWARD} ${text}`));
    expect(snapshot(layer)).toEqual(before);
    layer.backward(BACK); // still that of the last good pass
  });

  const BACKWARD = "MiddleLayer.backward: expected yB to be a";
  test.each(
    byText<[unknown, ErrorConstructor, string]>([
      [new Matrix(2, 2), RangeError, "2x3 matrix, got a 2x2 matrix"],
      [new Matrix(1, 3), RangeError, "2x3 matrix, got a 1x3 matrix"],
      [new Matrix(3, 2), RangeError, "2x3 matrix, got a 3x2 matrix"],
      [new Matrix(0, 3), RangeError, "2x3 matrix, got a 0x3 matrix"],
      [BACK.to1DArray(), TypeError, "Matrix, got array of length 6"],
      ["1", TypeError, 'Matrix, got "1" (string)'],
      [undefined, TypeError, "Matrix, got undefined"],
    ]),
  )("backward throws and changes nothing: %s", (_, yB, Kind, text) => {
    const layer = trained();
    const before = snapshot(layer);
    expect(() => layer.backward(yB as Matrix)).toThrow(new Kind(`${BACKWARD} ${text}`));
    expect(snapshot(layer)).toEqual(before);
  });

  test.each<[unknown, string]>([
    [null, "expected options to be an object, got null"],
    [0.1, "expected options to be an object, got 0.1"],
    [[0.1], "expected options to be an object, got array of length 1"],
    [
      { rate: 1 },
      "expected the options learningRate, random, initialiser, initialWeights, got rate",
    ],
    [WEIGHTS, "expected the options learningRate, random, initialiser, initialWeights, got data"],
  ])("no options throw: %o", (options, text) => {
    const make = (): unknown => new MiddleLayer(2, 3, Tanh, options as MiddleLayerOptions);
    expect(make).toThrow(new TypeError(`MiddleLayer: ${text}`));
  });

  test("backward before forward throws and changes nothing", () => {
    const layer = new MiddleLayer(2, 3, Tanh);
    const before = snapshot(layer);
    expect(() => layer.backward(BACK)).toThrow(
      new Error("MiddleLayer.backward: expected a forward pass before it, got none"),
    );
    expect(snapshot(layer)).toEqual(before);
  });

  const good = new Matrix(2, 3);
  const SHAPE = "to be a 2x3 matrix, got a";
  test.each<[string, unknown, ErrorConstructor, string]>([
    ["without y", { dy: good }, TypeError, "y of Broken to be a Matrix, got undefined"],
    ["without dy", { y: good }, TypeError, "dy of Broken to be a Matrix, got undefined"],
    ["whose dy is a number", { y: good, dy: 1 }, TypeError, "dy of Broken to be a Matrix, got 1"],
    [
      "whose y has another shape",
      { y: new Matrix(3, 2), dy: good },
      RangeError,
      `y of Broken ${SHAPE} 3x2 matrix`,
    ],
    [
      "whose dy has another shape",
      { y: good, dy: new Matrix(1, 3) },
      RangeError,
      `dy of Broken ${SHAPE} 1x3 matrix`,
    ],
  ])("an activation %s throws in forward and leaves the layer unused", (_, parts, Kind, text) => {
    const layer = new MiddleLayer(2, 3, given(parts));
    const before = snapshot(layer);
    expect(() => layer.forward(INPUT)).toThrow(new Kind(`MiddleLayer.forward: expected ${text}`));
    expect(snapshot(layer)).toEqual(before);
    expect(() => layer.backward(BACK)).toThrow("expected a forward pass before it");
  });

  test("an activation that throws lets its error through and leaves the layer unused", () => {
    class Failing extends Tanh<Matrix> {
      constructor(x: Matrix) {
        super(x);
        throw new Error("not ready");
      }
    }
    const layer = new MiddleLayer(2, 3, Failing);
    const before = snapshot(layer);
    expect(() => layer.forward(INPUT)).toThrow(new Error("not ready"));
    expect(snapshot(layer)).toEqual(before);
  });

  const SIZES = [
    [0, RangeError, "an integer >= 1, got 0"],
    [-1, RangeError, "an integer >= 1, got -1"],
    [1.5, RangeError, "an integer >= 1, got 1.5"],
    [Number.NaN, RangeError, "an integer >= 1, got NaN"],
    [Infinity, RangeError, "an integer >= 1, got Infinity"],
    ["2", TypeError, 'a number, got "2" (string)'],
    [undefined, TypeError, "a number, got undefined"],
    [null, TypeError, "a number, got null"],
  ] as const;
  test.each(SIZES)("sizes of %o throw and draw nothing", (size, Kind, text) => {
    const state = new RandomState(11);
    const [bad, options] = [size as number, { random: state }];
    const nUpper = (): unknown => new MiddleLayer(bad, 3, Tanh, options);
    const n = (): unknown => new MiddleLayer(2, bad, Tanh, options);
    expect(nUpper).toThrow(new Kind(`MiddleLayer: expected nUpper to be ${text}`));
    expect(n).toThrow(new Kind(`MiddleLayer: expected n to be ${text}`));
    expect(state.getState()).toEqual(new RandomState(11).getState());
  });

  test.each([
    [undefined, "undefined"],
    ["tanh", '"tanh" (string)'],
    [{ y: 1, dy: 1 }, "Object object"],
    [Math.tanh, "function tanh"],
    [(x: number) => x, "function"],
  ])("the activation %o throws", (activation, text) => {
    expect(() => new MiddleLayer(2, 3, activation as unknown as ActivationClass)).toThrow(
      new TypeError(`MiddleLayer: expected an activation class, got ${text}`),
    );
  });

  test.each(
    byText<[unknown, ErrorConstructor, string]>([
      [{ learningRate: "0.1" }, TypeError, 'learningRate to be a number, got "0.1" (string)'],
      [{ learningRate: null }, TypeError, "learningRate to be a number, got null"],
      [{ learningRate: Number.NaN }, RangeError, "learningRate to be finite, got NaN"],
      [{ learningRate: Infinity }, RangeError, "learningRate to be finite, got Infinity"],
      [{ random: 11 }, TypeError, "random to be a RandomState or a function, got 11"],
      [{ random: "11" }, TypeError, 'random to be a RandomState or a function, got "11" (string)'],
      [
        { initialWeights: WEIGHTS.to1DArray() },
        TypeError,
        "initialWeights to be a Matrix, got array of length 9",
      ],
      [
        { initialWeights: new Matrix(3, 2) },
        RangeError,
        "initialWeights to be a 3x3 matrix, got a 3x2 matrix",
      ],
      [
        { initialWeights: new Matrix(0, 0) },
        RangeError,
        "initialWeights to be a 3x3 matrix, got a 0x0 matrix",
      ],
    ]),
  )("throws for options: %s", (_, options, Kind, text) => {
    expect(() => new MiddleLayer(2, 3, Tanh, options as MiddleLayerOptions)).toThrow(
      new Kind(`MiddleLayer: expected ${text}`),
    );
  });

  test("a learningRate of NaN throws when it is set, and the old one stays", () => {
    const layer = new MiddleLayer(2, 3, Tanh);
    expect(() => {
      layer.learningRate = Number.NaN;
    }).toThrow(new RangeError("MiddleLayer: expected learningRate to be finite, got NaN"));
    expect(layer.learningRate).toBe(0.01);
  });
});
