import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { Dropout, type DropoutOptions, RandomState, random } from "../../src/index.js";
import "../all-close.js";
import { byText } from "../by-text.js";
import { MATRICES, VIEWS } from "../linalg/matrices.js";
import { normal } from "./trained-layer.js";

const setup = fc.record({
  seed: fc.nat(1e6),
  samples: fc.integer({ min: 1, max: 20 }),
  n: fc.integer({ min: 1, max: 20 }),
  rate: fc.constantFrom(0.1, 0.25, 0.5, 0.9),
});

describe("Dropout", () => {
  test("drops where a number of its stream is below the rate, and divides the rest by 1 - rate", () => {
    fc.assert(
      fc.property(setup, ({ seed, samples, n, rate }) => {
        const layer = new Dropout(n, rate, { random: new RandomState(seed) });
        const stream = new RandomState(seed);
        for (let pass = 0; pass < 2; pass++) {
          const [x, back] = [normal(seed + 1, samples, n), normal(seed + 2, samples, n)];
          const draws = stream.random([samples, n]).to2DArray();
          const masked = (m: Matrix): number[][] =>
            m
              .to2DArray()
              .map((row, i) =>
                row.map((value, j) => value * (draws[i][j] < rate ? 0 : 1 / (1 - rate))),
              );
          expect(layer.forward(x, pass === 0 ? "alone" : "train").to2DArray()).toEqual(masked(x));
          expect(layer.propagate(back).to2DArray()).toEqual(masked(back));
          expect([layer.yOut, layer.yBack].map((m) => m.to2DArray())).toEqual(
            [x, back].map(masked),
          );
        }
        expect(layer.random.getState()).toEqual(stream.getState());
      }),
    );
  });

  test("keeps the mean over all masks that are equally likely, exactly", () => {
    // A source that gives each of the four quarters to each of four signals once.
    const quarters = [0, 0.25, 0.5, 0.75];
    for (const rate of [0.25, 0.5, 0.75]) {
      let at = 0;
      const layer = new Dropout(1, rate, { random: () => quarters[at++ % 4] });
      expect(layer.forward(new Matrix([[3], [3], [3], [3]])).mean()).toBe(3);
    }
  });

  test("of rate 0 draws nothing and passes all on", () => {
    const stream = new RandomState(1);
    const layer = new Dropout(3, 0, { random: stream });
    const x = normal(1, 4, 3);
    expect(layer.forward(x).to2DArray()).toEqual(x.to2DArray());
    expect(layer.propagate(x).to2DArray()).toEqual(x.to2DArray());
    expect(stream.getState()).toEqual(new RandomState(1).getState());
  });

  test("in prediction draws nothing, passes all on, and leaves the mask on its way back", () => {
    const [layer, twin] = [1, 1].map(
      (seed) => new Dropout(3, 0.5, { random: new RandomState(seed) }),
    );
    const [x, back] = [normal(1, 4, 3), normal(2, 4, 3)];
    layer.forward(x);
    twin.forward(x);
    const other = normal(3, 9, 3);
    const y = layer.forward(other, "predict");
    expect(y.to2DArray()).toEqual(other.to2DArray());
    y.fill(0);
    expect(other.to2DArray()).toEqual(normal(3, 9, 3).to2DArray());
    expect(layer.random.getState()).toEqual(twin.random.getState());
    expect(layer.propagate(back).to2DArray()).toEqual(twin.propagate(back).to2DArray());
  });

  test("drops half by default, by the package's own stream, and has no parameters", () => {
    const layer = new Dropout(3);
    expect([layer.rate, layer.nUpper, layer.n, layer.parameters]).toEqual([0.5, 3, 3, []]);
    expect(layer.random).toBe(random);
    const { yOut, yBack } = layer;
    expect([yOut, yBack]).toEqual([undefined, undefined]);
  });

  test.each(Object.entries({ ...MATRICES, ...VIEWS }))("takes %s", (_, like) => {
    const [layer, twin] = [1, 1].map(
      (seed) => new Dropout(3, 0.5, { random: new RandomState(seed) }),
    );
    const x = normal(1, 4, 3);
    expect(layer.forward(like(x)).to2DArray()).toEqual(twin.forward(x).to2DArray());
    expect(layer.propagate(like(x)).to2DArray()).toEqual(twin.propagate(x).to2DArray());
  });
});

describe("bad input of Dropout", () => {
  test.each(
    byText<[unknown[], ErrorConstructor, string]>([
      [[], TypeError, "n to be a number, got undefined"],
      [[0], RangeError, "n to be an integer >= 1, got 0"],
      [[2.5], RangeError, "n to be an integer >= 1, got 2.5"],
      [["2"], TypeError, 'n to be a number, got "2" (string)'],
      [[2, "0.5"], TypeError, 'rate to be a number, got "0.5" (string)'],
      [[2, null], TypeError, "rate to be a number, got null"],
      [[2, 1], RangeError, "rate to be from 0 to below 1, got 1"],
      [[2, -0.1], RangeError, "rate to be from 0 to below 1, got -0.1"],
      [[2, Number.NaN], RangeError, "rate to be from 0 to below 1, got NaN"],
      [[2, 0.5, null], TypeError, "options to be an object, got null"],
      [[2, 0.5, new RandomState(1)], TypeError, "the options random, got RandomState object"],
      [[2, 0.5, { seed: 1 }], TypeError, "the options random, got seed"],
      [[2, 0.5, { random: 1 }], TypeError, "random to be a RandomState or a function, got 1"],
    ]),
  )("the constructor throws: expected %s", (_, args, Kind, text) => {
    const [n, rate, options] = args as [number, number, DropoutOptions];
    expect(() => new Dropout(n, rate, options)).toThrow(new Kind(`Dropout: expected ${text}`));
  });

  test("passes throw, draw nothing and change nothing", () => {
    const stream = new RandomState(1);
    const layer = new Dropout(2, 0.5, { random: stream });
    expect(() => layer.propagate(new Matrix(1, 2))).toThrow(
      new Error("Dropout.propagate: expected a forward pass before it, got none"),
    );
    layer.forward(normal(1, 3, 2));
    const { yOut } = layer;
    const before = stream.getState();
    for (const yIn of [new Matrix(3, 1), new Matrix(0, 2)]) {
      expect(() => layer.forward(yIn)).toThrow(
        new RangeError(
          `Dropout.forward: expected yIn to be a matrix of 1 or more rows and 2 columns, got a ${yIn.rows}x${yIn.columns} matrix`,
        ),
      );
    }
    expect(() => layer.forward([1, 2] as unknown as Matrix)).toThrow(
      new TypeError("Dropout.forward: expected yIn to be a Matrix, got array of length 2"),
    );
    expect(() => layer.propagate(new Matrix(2, 2))).toThrow(
      new RangeError("Dropout.propagate: expected yB to be a 3x2 matrix, got a 2x2 matrix"),
    );
    expect(layer.yOut).toBe(yOut);
    expect(layer.yBack).toBeUndefined();
    expect(stream.getState()).toEqual(before);
  });
});
