import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import {
  type Initialiser,
  Linear,
  Logistic,
  type OutputClass,
  OutputLayer,
  type OutputLayerOptions,
  RandomState,
  Sigmoid,
  Softmax,
} from "../../src/index.js";
import { byText } from "../by-text.js";
import { INPUT, WEIGHTS } from "./trained-layer.js";

const TARGETS = new Matrix([
  [0, 1, 0],
  [0.5, 0.25, 0.25],
]);
const SHOWN = ["w", "yIn", "u", "yOut", "t", "loss", "delta", "dw", "yBack", "learningRate"];

function snapshot(layer: OutputLayer): unknown {
  return SHOWN.map((name) => {
    const value = Reflect.get(layer, name);
    return Matrix.isMatrix(value) ? value.to2DArray() : value;
  });
}

function trained(output: OutputClass = Softmax): OutputLayer {
  const layer = new OutputLayer(2, 3, output, { initialWeights: WEIGHTS });
  layer.activate(INPUT, TARGETS);
  return layer;
}

const withTarget = (row: number, column: number, value: number): Matrix =>
  TARGETS.clone().set(row, column, value);

/** What takes targets, the input being good. */
const CALLS: Record<string, (layer: OutputLayer, t: Matrix) => unknown> = {
  activate: (layer, t) => layer.activate(INPUT, t),
  propagate: (layer, t) => layer.propagate(t),
};

describe("bad input of OutputLayer", () => {
  test.each(
    byText<[unknown, ErrorConstructor, string]>([
      [new Matrix(2, 3), RangeError, "matrix of 1 or more rows and 2 columns, got a 2x3 matrix"],
      [new Matrix(0, 2), RangeError, "matrix of 1 or more rows and 2 columns, got a 0x2 matrix"],
      [INPUT.to1DArray(), TypeError, "Matrix, got array of length 4"],
      [undefined, TypeError, "Matrix, got undefined"],
    ]),
  )("forward and activate throw at inputs and change nothing: %s", (_, yIn, Kind, text) => {
    const layer = trained();
    const before = snapshot(layer);
    const expected = "expected yIn to be a";
    expect(() => layer.forward(yIn as Matrix)).toThrow(
      new Kind(`OutputLayer.forward: ${expected} ${text}`),
    );
    expect(() => layer.activate(yIn as Matrix, TARGETS)).toThrow(
      new Kind(`OutputLayer.activate: ${expected} ${text}`),
    );
    expect(snapshot(layer)).toEqual(before);
    layer.propagate(TARGETS); // still that of the last good pass
  });

  test.each(
    byText<[OutputClass, unknown, ErrorConstructor, string]>([
      [Softmax, TARGETS.to1DArray(), TypeError, "expected t to be a Matrix, got array of length 6"],
      [Softmax, ["a", "b"], TypeError, "expected t to be a Matrix, got array of length 2"],
      [Softmax, undefined, TypeError, "expected t to be a Matrix, got undefined"],
      [Linear, new Matrix(2, 2), RangeError, "expected t to be a 2x3 matrix, got a 2x2 matrix"],
      [Linear, new Matrix(1, 3), RangeError, "expected t to be a 2x3 matrix, got a 1x3 matrix"],
      [Linear, new Matrix(0, 3), RangeError, "expected t to be a 2x3 matrix, got a 0x3 matrix"],
      [
        Linear,
        withTarget(1, 2, Number.NaN),
        RangeError,
        "expected t to be finite, got NaN in row 1, column 2",
      ],
      [
        Linear,
        withTarget(0, 1, -Infinity),
        RangeError,
        "expected t to be finite, got -Infinity in row 0, column 1",
      ],
      [
        Logistic,
        withTarget(0, 0, 1.5),
        RangeError,
        "expected t to be from 0 to 1, got 1.5 in row 0, column 0",
      ],
      [
        Logistic,
        withTarget(0, 0, Number.NaN),
        RangeError,
        "expected t to be from 0 to 1, got NaN in row 0, column 0",
      ],
      [
        Softmax,
        withTarget(1, 0, -1e-9),
        RangeError,
        "expected t to be from 0 to 1, got -1e-9 in row 1, column 0",
      ],
      [
        Softmax,
        withTarget(1, 0, 0.75),
        RangeError,
        "expected the targets of each row to sum to 1, got a sum of 1.25 in row 1",
      ],
    ]),
  )(
    "activate and propagate throw at targets and change nothing: %s",
    (_, output, t, Kind, text) => {
      for (const [name, call] of Object.entries(CALLS)) {
        const layer = trained(output);
        if (name === "propagate") layer.forward(INPUT);
        const before = snapshot(layer);
        expect(() => call(layer, t as Matrix)).toThrow(new Kind(`OutputLayer.${name}: ${text}`));
        expect(snapshot(layer)).toEqual(before);
      }
    },
  );

  test("propagate before forward throws and changes nothing", () => {
    const layer = new OutputLayer(2, 3, Softmax, { initialWeights: WEIGHTS });
    const before = snapshot(layer);
    const error = new Error("OutputLayer.propagate: expected a forward pass before it, got none");
    expect(() => layer.propagate(TARGETS)).toThrow(error);
    expect(snapshot(layer)).toEqual(before);
    layer.forward(INPUT, "predict");
    expect(() => layer.propagate(TARGETS)).toThrow(error);
    expect([layer.u, layer.t, layer.loss, layer.dw]).toEqual(new Array(4).fill(undefined));
  });

  /** Classes that are no outputs of a 2 × 3 `u`. */
  const given = (parts: object): OutputClass => {
    const Broken = class {
      constructor() {
        Object.assign(
          this,
          { y: new Matrix(2, 3), loss: () => 0, delta: () => new Matrix(2, 3) },
          parts,
        );
      }
    };
    return Broken as unknown as OutputClass;
  };
  const METHODS =
    "to have methods loss and delta, as an output has; outputFrom makes one of an activation";
  test.each(
    byText<[OutputClass, ErrorConstructor, string]>([
      [Sigmoid as unknown as OutputClass, TypeError, `expected Sigmoid ${METHODS}`],
      [given({ delta: undefined }), TypeError, `expected Broken ${METHODS}`],
      [given({ loss: 1 }), TypeError, `expected Broken ${METHODS}`],
      [given({ y: undefined }), TypeError, "expected y of Broken to be a Matrix, got undefined"],
      [given({ y: 1 }), TypeError, "expected y of Broken to be a Matrix, got 1"],
      [
        given({ y: new Matrix(3, 2) }),
        RangeError,
        "expected y of Broken to be a 2x3 matrix, got a 3x2 matrix",
      ],
    ]),
  )(
    "a class that is no output throws in forward and leaves the layer unused: %s",
    (_, output, Kind, text) => {
      const layer = new OutputLayer(2, 3, output, { initialWeights: WEIGHTS });
      const before = snapshot(layer);
      const error = new Kind(`OutputLayer.forward: ${text}`);
      expect(() => layer.forward(INPUT)).toThrow(error);
      expect(() => layer.activate(INPUT, TARGETS)).toThrow(error);
      expect(snapshot(layer)).toEqual(before);
    },
  );

  test.each([
    [(): unknown => undefined, TypeError, "expected delta of Broken to be a Matrix, got undefined"],
    [
      (): unknown => new Matrix(2, 1),
      RangeError,
      "expected delta of Broken to be a 2x3 matrix, got a 2x1 matrix",
    ],
  ] as const)("a delta that is none throws and changes nothing: %o", (delta, Kind, text) => {
    const layer = new OutputLayer(2, 3, given({ delta }), { initialWeights: WEIGHTS });
    layer.forward(INPUT);
    const before = snapshot(layer);
    for (const call of Object.values(CALLS)) {
      expect(() => call(layer, TARGETS)).toThrow(new Kind(`OutputLayer: ${text}`));
      expect(snapshot(layer)).toEqual(before);
    }
  });

  const random = (): RandomState => new RandomState(11);
  test.each(
    byText<[unknown[], ErrorConstructor, string]>([
      [[0, 3], RangeError, "nUpper to be an integer >= 1, got 0"],
      [["2", 3], TypeError, 'nUpper to be a number, got "2" (string)'],
      [[2, 1.5], RangeError, "n to be an integer >= 1, got 1.5"],
      [[2, undefined], TypeError, "n to be a number, got undefined"],
      [[2, 3, "softmax"], TypeError, 'an output class, got "softmax" (string)'],
      [[2, 3, null], TypeError, "an output class, got null"],
      [[2, 3, Math.exp], TypeError, "an output class, got function exp"],
      [[2, 3, new Softmax(TARGETS)], TypeError, "an output class, got Softmax object"],
      [[2, 3, Linear, null], TypeError, "options to be an object, got null"],
      [
        [2, 3, Linear, { rate: 1 }],
        TypeError,
        "the options learningRate, random, initialiser, initialWeights, reduction, got rate",
      ],
      [
        [2, 3, Linear, { reduction: "max" }],
        RangeError,
        'reduction to be "mean" or "sum", got "max" (string)',
      ],
      [
        [2, 3, Linear, { reduction: null }],
        RangeError,
        'reduction to be "mean" or "sum", got null',
      ],
      [
        [2, 3, Linear, { learningRate: "1" }],
        TypeError,
        'learningRate to be a number, got "1" (string)',
      ],
      [
        [2, 3, Linear, { learningRate: Infinity }],
        RangeError,
        "learningRate to be finite, got Infinity",
      ],
      [
        [2, 3, Linear, { random: 11 }],
        TypeError,
        "random to be a RandomState or a function, got 11",
      ],
      [
        [2, 3, Linear, { initialiser: "he" }],
        TypeError,
        'initialiser to be a function, got "he" (string)',
      ],
      [
        [2, 3, Linear, { initialiser: () => new Matrix(3, 2) }],
        RangeError,
        "what the initialiser gives to be a 3x3 matrix, got a 3x2 matrix",
      ],
      [
        [2, 3, Linear, { initialWeights: new Matrix(3, 2) }],
        RangeError,
        "initialWeights to be a 3x3 matrix, got a 3x2 matrix",
      ],
    ]),
  )("the constructor throws and draws nothing: expected %s", (_, args, Kind, text) => {
    const [nUpper, n, output, options] = args as [number, number, OutputClass, OutputLayerOptions];
    const state = random();
    const own = options === null ? options : { random: state, ...options };
    expect(() => new OutputLayer(nUpper, n, output, own)).toThrow(
      new Kind(`OutputLayer: expected ${text}`),
    );
    expect(state.getState()).toEqual(random().getState());
  });

  test("an initialiser of one's own is given the stream and the sizes", () => {
    const seen: unknown[] = [];
    const initialiser: Initialiser = (random, n, nUpper) => {
      seen.push(random, n, nUpper);
      return new Matrix(n, nUpper + 1);
    };
    const state = random();
    new OutputLayer(2, 3, Linear, { initialiser, random: state });
    expect(seen).toEqual([state, 3, 2]);
  });
});
