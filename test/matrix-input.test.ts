import { deepStrictEqual } from "node:assert";
import { inspect } from "node:util";
import {
  Matrix,
  MatrixSubView,
  MatrixTransposeView,
  WrapperMatrix1D,
  WrapperMatrix2D,
} from "ml-matrix";
import * as old from "ml-matrix-6.10";
import { describe, expect, test } from "vitest";
import {
  arrayToString,
  confusionChart,
  Dropout,
  decisionChart,
  histogramChart,
  imageChart,
  Logistic,
  labelsOf,
  layerChart,
  type MatrixInput,
  MiddleLayer,
  Network,
  OutputLayer,
  predictionChart,
  RandomState,
  ReLU,
  random,
  regions,
  Scaler,
  Sigmoid,
  Softmax,
  signalChart,
  split,
  weightChangeChart,
  weightChart,
  writeNpy,
} from "../src/index.js";

class OwnMatrix extends Matrix {}

/** The numbers of `rows` in every form that a matrix may have. */
const FORMS: Record<string, (rows: number[][]) => MatrixInput> = {
  "arrays in an array": (rows) => rows,
  "typed arrays in an array": (rows) => rows.map((row) => Float64Array.from(row)),
  "a matrix of ml-matrix 6.10": (rows) => new old.Matrix(rows),
  "a view of ml-matrix 6.10": (rows) =>
    new old.MatrixTransposeView(new old.Matrix(rows).transpose()),
  "a transpose view": (rows) => new MatrixTransposeView(new Matrix(rows).transpose()),
  "a part of a matrix": (rows) =>
    new MatrixSubView(new Matrix(rows), 0, rows.length - 1, 0, rows[0].length - 1),
  "a wrapper of one array": (rows) => new WrapperMatrix1D(rows.flat(), { rows: rows.length }),
  "a wrapper of arrays": (rows) => new WrapperMatrix2D(rows),
  "a matrix of one's own class": (rows) => new OwnMatrix(rows),
};

const W = [[0.1, -0.2, 0.3], [0.4, 0.5, -0.6], [-0.7, 0.8, 0.9]]; // biome-ignore format: one line
const X = [[3, 2], [2, 1]]; // biome-ignore format: one line
const T = [[1, 0, 0], [0, 0, 1]]; // biome-ignore format: one line

/** Everything that takes a matrix, by what it makes of one. */
const CALLS: Record<string, (take: (rows: number[][]) => MatrixInput) => unknown> = {
  "MiddleLayer and its passes": (take) => {
    const layer = new MiddleLayer(2, 3, Sigmoid, { initialWeights: take(W) });
    return [layer.forward(take(X)), layer.backward(take(T)), layer.w, layer.yIn, layer.dw];
  },
  "OutputLayer.activate": (take) => {
    const layer = new OutputLayer(2, 3, Softmax, { initialWeights: take(W) });
    return [
      layer.activate(take(X), take(T)),
      layer.w,
      layer.t,
      layer.test(take(X), take(T)),
      layer.yIn,
    ];
  },
  "OutputLayer.propagate": (take) => {
    const layer = new OutputLayer(2, 3, Logistic, { initialWeights: take(W) });
    return [layer.forward(take(X)), layer.propagate(take(T)), layer.loss, layer.dw];
  },
  "an own activation": (take) => {
    class Own {
      readonly y = take([[1, 2, 3], [4, 5, 6]]); // biome-ignore format: one line
      readonly dy = take([[1, 1, 2], [2, 3, 3]]); // biome-ignore format: one line
    }
    const layer = new MiddleLayer(2, 3, Own, { initialWeights: W });
    return [layer.forward(take(X)), layer.backward(take(T))];
  },
  Dropout: (take) => {
    const layer = new Dropout(2, 0.5, { random: new RandomState(3) });
    return [layer.forward(take(X)), layer.propagate(take(X)), layer.forward(take(X), "predict")];
  },
  "new Sigmoid": (take) => [new Sigmoid(take(W)).y, new Sigmoid(take(W)).dy, new ReLU(take(W)).y],
  "an output by itself": (take) => {
    const [softmax, logistic] = [new Softmax(take(W)), new Logistic(take(T))];
    return [softmax.y, softmax.loss(take(W)), softmax.delta(take(W)), logistic.loss(take(T))];
  },
  "a Network": (take) => {
    const seeded = { random: new RandomState(1) };
    const layers = [new MiddleLayer(2, 4, ReLU, seeded), new OutputLayer(4, 3, Softmax, seeded)];
    const net = new Network(layers, { ...seeded, scaler: new Scaler().fit(take(X)) });
    const validation = { x: take(X), t: take(T) };
    const history = net.fit(take(X), take(T), { epochs: 2, validation });
    return [history, net.predict(take(X)), net.classify(take(X)), net.evaluate(take(X), take(T))];
  },
  Scaler: (take) => {
    const scaler = new Scaler().fit(take(X));
    return [scaler.shift, scaler.transform(take(X)), scaler.inverse(take(X))];
  },
  labelsOf: (take) => labelsOf(take(T), ["a", "b", "c"]),
  arrayToString: (take) => arrayToString(take(W)),
  writeNpy: (take) => writeNpy(take(W)),
  layerChart: (take) => layerChart(take(W)),
  weightChart: (take) => weightChart(take(W)),
  weightChangeChart: (take) => weightChangeChart(take(W), take(W)),
  signalChart: (take) => signalChart({ y: take(X), w: take(W) }),
  imageChart: (take) => [imageChart(take([[1, 2, 3, 4]])), imageChart([take(X), take(X)])],
  histogramChart: (take) => histogramChart({ w: take(W) }),
  predictionChart: (take) => predictionChart(take(W), take(W)),
  confusionChart: (take) => confusionChart(take([[3, 1], [0, 2]])), // biome-ignore format: one line
  decisionChart: (take) => {
    const plane = { xMin: 0, xMax: 4, yMin: 0, yMax: 4, steps: 2 };
    const part = regions(() => take([[0.1, 0.9], [1, 0], [0, 1], [0.5, 0.5]]), plane); // biome-ignore format: one line
    return decisionChart(take(X), [0, 1], part);
  },
};

describe.each(Object.entries(FORMS))("%s", (_, take) => {
  test.each(Object.entries(CALLS))("is to %s what the Matrix is", (_, call) => {
    expect(call(take)).toEqual(call((rows) => new Matrix(rows)));
  });
});

describe("a matrix of ml-matrix 6.10", () => {
  const matrix = new old.Matrix(W);

  test("is permuted and split as the Matrix is", () => {
    const rows = new RandomState(4).permutation(matrix);
    deepStrictEqual(rows, new RandomState(4).permutation(new Matrix(W)));
    const options = { test: 1, random: new RandomState(5) };
    const parts = split(matrix, ["a", "b", "c"], options);
    expect(parts.train[0].rows + parts.test[0].rows).toBe(3);
  });

  test("is shuffled in place", () => {
    const [one, other] = [new old.Matrix(W), new Matrix(W)];
    new RandomState(4).shuffle(one);
    new RandomState(4).shuffle(other);
    expect(one.to2DArray()).toEqual(other.to2DArray());
  });
});

describe("what is no matrix", () => {
  const bad: [unknown, ErrorConstructor, string][] = [
    [[], TypeError, "to be a Matrix, got array of length 0"],
    [[3, 2], TypeError, "to be a Matrix, got array of length 2"],
    [new Float64Array(2), TypeError, "to be a Matrix, got Float64Array object"],
    [[[3, 2], [1]], RangeError, "to have rows of one length, got 1 in row 1 beside 2"], // biome-ignore format: one line
    [[[3, 2], 1], TypeError, "to be rows of numbers, got 1 in row 1"], // biome-ignore format: one line
    [[[3, "2"]], TypeError, 'to be numbers, got "2" (string) in row 0, column 1'],
    [[[3, null]], TypeError, "to be numbers, got null in row 0, column 1"],
    [[[3, 2n]], TypeError, "to be numbers, got 2n (bigint) in row 0, column 1"],
    [[new Array(2)], TypeError, "to be numbers, got undefined in row 0, column 0"],
    [[[[3], [2]]], TypeError, "to be numbers, got array of length 1 in row 0, column 0"], // biome-ignore format: one line
  ];
  const calls: [string, string, (x: MatrixInput) => unknown][] = [
    ["MiddleLayer.forward", "yIn", (x) => new MiddleLayer(2, 3, Sigmoid).forward(x)],
    ["MiddleLayer", "initialWeights", (x) => new MiddleLayer(2, 3, Sigmoid, { initialWeights: x })],
    ["OutputLayer.activate", "yIn", (x) => new OutputLayer(2, 3).activate(x, T)],
    ["Dropout.forward", "yIn", (x) => new Dropout(2).forward(x)],
    ["Scaler.fit", "x", (x) => new Scaler().fit(x)],
    ["Softmax", "u", (x) => new Softmax(x)],
    ["labelsOf", "y", (x) => labelsOf(x, 2)],
    ["Network.predict", "x", (x) => new Network([new OutputLayer(2, 1)]).predict(x)],
    ["weightChart", "w", (x) => weightChart(x)],
  ];
  test.each(calls)("is refused by %s", (call, name, use) => {
    for (const [x, Kind, text] of bad) {
      expect(() => use(x as MatrixInput)).toThrow(new Kind(`${call}: expected ${name} ${text}`));
    }
  });

  test("is refused by an activation", () => {
    expect(() => new Sigmoid([1, 2] as unknown as Matrix)).toThrow(
      new TypeError("Sigmoid: expected x to be a number or a Matrix, got array of length 2"),
    );
    expect(() => new Sigmoid([[1], [2, 3]])).toThrow(
      new RangeError("Sigmoid: expected x to have rows of one length, got 2 in row 1 beside 1"),
    );
  });
});

describe("a result is a Matrix like any other", () => {
  test.each([
    [1, 1],
    [2, 3],
    [7, 9],
    [8, 8],
    [100, 3],
    [3, 100],
    [0, 3],
    [300, 200],
  ])(
    // biome-ignore format: one line
    "of %d x %d",
    (rows, columns) => {
      const result = random.normal(0, 1, [rows, columns]);
      const same = Matrix.zeros(rows, columns);
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < columns; j++) same.set(i, j, result.get(i, j));
      deepStrictEqual(result, same);
      deepStrictEqual(same, result);
      expect(result).toStrictEqual(same);
      deepStrictEqual(structuredClone(result), structuredClone(same));
      expect(JSON.stringify(result)).toBe(JSON.stringify(same));
      expect(inspect(result)).toBe(inspect(same));
      expect(String(result)).toBe(String(same));
      expect(Object.entries(result)).toEqual(Object.entries(same));
      expect(Object.getPrototypeOf(result)).toBe(Matrix.prototype);
    },
  );

  test("of a pass through a layer", () => {
    const layer = new MiddleLayer(20, 30, Sigmoid);
    layer.forward(random.normal(0, 1, [10, 20]));
    layer.backward(random.normal(0, 1, [10, 30]));
    for (const name of ["w", "w2", "yIn", "u", "yOut", "delta", "yBack", "dw"] as const) {
      deepStrictEqual(layer[name], new Matrix(layer[name].to2DArray()), name);
    }
  });

  test("that differs in one number is not equal", () => {
    const result = random.normal(0, 1, [9, 9]);
    const other = new Matrix(result.to2DArray()).set(8, 8, 0);
    expect(() => deepStrictEqual(result, other)).toThrow();
  });
});
