import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import {
  Adam,
  Dropout,
  type Layer,
  Linear,
  Logistic,
  MiddleLayer,
  Network,
  type NetworkOptions,
  type OutputClass,
  OutputLayer,
  RandomState,
  Scaler,
  Softmax,
  Tanh,
} from "../../src/index.js";
import { byText } from "../by-text.js";

const random = new RandomState(0);
const middle = (nUpper: number, n: number): MiddleLayer =>
  new MiddleLayer(nUpper, n, Tanh, { random });
const output = (nUpper: number, n: number, kind: OutputClass = Softmax): OutputLayer =>
  new OutputLayer(nUpper, n, kind, { random });

/** A layer of one's own, some of whose parts are others. */
const own = (parts: object): unknown => ({
  ...{ nUpper: 2, n: 2, parameters: [], forward: (y: Matrix) => y, propagate: (y: Matrix) => y },
  ...parts,
});

describe("layers that make no network", () => {
  const twice = middle(2, 2);
  const last = output(2, 3);
  const withHole: unknown[] = [middle(2, 2)];
  withHole[2] = last;
  test.each(
    byText<[unknown, ErrorConstructor, string]>([
      [undefined, TypeError, "expected layers to be an array, got undefined"],
      [last, TypeError, "expected layers to be an array, got OutputLayer object"],
      [new Set([last]), TypeError, "expected layers to be an array, got Set object"],
      [[], RangeError, "expected an OutputLayer as the last layer, got no layers"],
      [
        [middle(2, 3)],
        RangeError,
        "expected an OutputLayer as the last layer, got MiddleLayer object",
      ],
      [
        [last, new Dropout(3)],
        RangeError,
        "expected an OutputLayer as the last layer, got Dropout object",
      ],
      [
        [output(2, 2), last],
        RangeError,
        "expected one OutputLayer, at the end, got one as layers[0]",
      ],
      [[last, last], RangeError, "expected one OutputLayer, at the end, got one as layers[0]"],
      [
        [twice, new Dropout(2), twice, last],
        RangeError,
        "expected each layer once, got layers[0] again as layers[2]",
      ],
      [
        [middle(2, 4), last],
        RangeError,
        "expected layers[1] to take the 4 signals of layers[0], got nUpper 2",
      ],
      [
        [middle(2, 2), new Dropout(3), last],
        RangeError,
        "expected layers[1] to take the 2 signals of layers[0], got nUpper 3",
      ],
      [[undefined, last], TypeError, "expected layers[0] to be a layer, got undefined"],
      [withHole, TypeError, "expected layers[1] to be a layer, got undefined"],
      [
        [MiddleLayer, last],
        TypeError,
        "expected layers[0] to be a layer, got function MiddleLayer",
      ],
      [[new Matrix(2, 2), last], TypeError, "expected layers[0] to be a layer, got 2x2 matrix"],
      [
        [own({ propagate: 1 }), last],
        TypeError,
        "expected layers[0] to be a layer, got Object object",
      ],
      [
        [own({ parameters: undefined }), last],
        TypeError,
        "expected layers[0].parameters to be an array, got undefined",
      ],
      [[own({ n: "2" }), last], TypeError, 'expected layers[0].n to be a number, got "2" (string)'],
      [
        [own({ nUpper: 0 }), last],
        RangeError,
        "expected layers[0].nUpper to be an integer >= 1, got 0",
      ],
    ]),
  )("throw: %s", (_, layers, Kind, text) => {
    expect(() => new Network(layers as Layer[])).toThrow(new Kind(`Network: ${text}`));
  });

  test("a layer twice is told before its size, which may not fit either", () => {
    const narrowing = middle(2, 3);
    expect(() => new Network([narrowing, narrowing, output(3, 3)])).toThrow(
      "expected each layer once, got layers[0] again as layers[1]",
    );
  });
});

describe("options that make no network", () => {
  const names = "expected the options optimiser, l2, clipNorm, labels, scaler, random, got";
  const classes = "expected a label for each class of the output layer, which has 3, got";
  test.each(
    byText<[unknown, ErrorConstructor, string]>([
      [null, TypeError, "expected options to be an object, got null"],
      [[new Adam()], TypeError, "expected options to be an object, got array of length 1"],
      [{ learningRate: 0.1 }, TypeError, `${names} learningRate`],
      [new Adam(), TypeError, `${names} beta1`],
      [random, TypeError, `${names} RandomState object`],
      [
        { optimiser: "adam" },
        TypeError,
        'expected optimiser to be an Optimiser, got "adam" (string)',
      ],
      [{ optimiser: Adam }, TypeError, "expected optimiser to be an Optimiser, got function Adam"],
      [{ optimiser: null }, TypeError, "expected optimiser to be an Optimiser, got null"],
      [{ l2: "1" }, TypeError, 'expected l2 to be a number, got "1" (string)'],
      [{ l2: -1 }, RangeError, "expected l2 to be finite and >= 0, got -1"],
      [{ l2: Number.NaN }, RangeError, "expected l2 to be finite and >= 0, got NaN"],
      [{ l2: Infinity }, RangeError, "expected l2 to be finite and >= 0, got Infinity"],
      [{ clipNorm: null }, TypeError, "expected clipNorm to be a number, got null"],
      [{ clipNorm: 0 }, RangeError, "expected clipNorm to be above 0, got 0"],
      [{ clipNorm: Number.NaN }, RangeError, "expected clipNorm to be above 0, got NaN"],
      [{ labels: "abc" }, TypeError, 'expected labels to be an array, got "abc" (string)'],
      [{ labels: ["a", "b"] }, RangeError, `${classes} a, b`],
      [{ labels: ["a", "b", "a"] }, RangeError, `${classes} a, b, a`],
      [{ labels: [] }, RangeError, `${classes} none`],
      [
        { labels: ["a", "b", 3] },
        TypeError,
        "expected labels to be all numbers or all strings, got 3 at 2",
      ],
      [{ labels: [0, 1, Number.NaN] }, RangeError, "expected labels to be no NaN, got NaN at 2"],
      [{ scaler: {} }, TypeError, "expected scaler to be a Scaler, got Object object"],
      [
        { scaler: new Scaler().fit(new Matrix([[1, 2, 3]])) },
        RangeError,
        "expected a scaler of 2 columns, as the first layer takes, got 3",
      ],
      [{ random: 0 }, TypeError, "expected random to be a RandomState, got 0"],
      [
        { random: Math.random },
        TypeError,
        "expected random to be a RandomState, got function random",
      ],
    ]),
  )("throw: %s", (_, options, Kind, text) => {
    expect(() => new Network([output(2, 3)], options as NetworkOptions)).toThrow(
      new Kind(`Network: ${text}`),
    );
  });

  test("a scaler that is not fitted throws", () => {
    expect(() => new Network([output(2, 3)], { scaler: new Scaler() })).toThrow(
      new Error("Scaler.shift: expected fit before it, got none"),
    );
  });

  test("outputs that are no classes have no labels", () => {
    for (const [kind, n] of [
      [Linear, 1],
      [Logistic, 2],
    ] as const) {
      expect(() => new Network([output(2, n, kind)], { labels: ["no", "yes"] })).toThrow(
        new RangeError(
          "Network: expected a label for each class of the output layer, which has 0, got no, yes",
        ),
      );
    }
  });
});
