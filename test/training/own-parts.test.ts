import { type AbstractMatrix, Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import {
  Adam,
  type Layer,
  MiddleLayer,
  type Mode,
  Network,
  Optimiser,
  type Output,
  OutputLayer,
  type Parameter,
  RandomState,
  Sgd,
  Softmax,
  Tanh,
} from "../../src/index.js";
import "../all-close.js";
import { clouds, weightsOf } from "./networks.js";

const { x, labels } = clouds();

/**
 * Batch normalisation: each column with the mean and deviation of the batch while it trains, else with
 * those it has kept; two parameters, which L2 spares. Ioffe and Szegedy 2015, https://arxiv.org/abs/1502.03167
 */
class BatchNorm implements Layer {
  readonly nUpper: number;
  readonly parameters: readonly [scale: Parameter, shift: Parameter];
  mean: number[];
  variance: number[];
  #normal = new Matrix(0, 0);
  #deviation: number[] = [];

  constructor(readonly n: number) {
    this.nUpper = n;
    const parameter = (name: string, value: Matrix): Parameter => ({
      ...{ name, value, gradient: Matrix.zeros(1, n), penalised: 0 },
    });
    this.parameters = [
      parameter("scale", Matrix.ones(1, n)),
      parameter("shift", Matrix.zeros(1, n)),
    ];
    this.mean = new Array(n).fill(0);
    this.variance = new Array(n).fill(1);
  }

  forward(yIn: AbstractMatrix, mode: Mode = "alone"): Matrix {
    const [scale, shift] = this.parameters;
    const input = new Matrix(yIn);
    const isTraining = mode !== "predict";
    const mean = isTraining ? input.mean("column") : this.mean;
    const variance = isTraining
      ? input.variance("column", { unbiased: false, mean })
      : this.variance;
    const deviation = variance.map((value) => Math.sqrt(value + 1e-5));
    const normal = input.subRowVector(mean).divRowVector(deviation);
    if (isTraining) {
      [this.#normal, this.#deviation] = [normal, deviation];
      const follow = (kept: number[], seen: number[]): number[] =>
        kept.map((value, j) => 0.9 * value + 0.1 * seen[j]);
      [this.mean, this.variance] = [follow(this.mean, mean), follow(this.variance, variance)];
    }
    return normal.clone().mulRowVector(scale.value).addRowVector(shift.value);
  }

  propagate(yB: AbstractMatrix): Matrix {
    const [scale, shift] = this.parameters;
    const back = new Matrix(yB);
    const [sum, product] = [back.sum("column"), Matrix.mul(back, this.#normal).sum("column")];
    shift.gradient.setRow(0, sum);
    scale.gradient.setRow(0, product);
    const rows = back.rows;
    return Matrix.mul(back, rows)
      .subRowVector(sum)
      .sub(this.#normal.clone().mulRowVector(product))
      .mulRowVector(scale.value)
      .divRowVector(this.#deviation)
      .div(rows);
  }
}

const build = (layer: Layer, optimiser: Optimiser = new Adam(0.05)): Network => {
  const random = new RandomState(0);
  return new Network(
    [
      new MiddleLayer(2, 6, Tanh, { random }),
      layer,
      new MiddleLayer(6, 6, Tanh, { random }),
      new OutputLayer(6, 3, Softmax, { random }),
    ],
    { optimiser, random, l2: 0.01 },
  );
};

describe("a layer of one's own", () => {
  test("such as batch normalisation learns within a network", () => {
    const layer = new BatchNorm(6);
    const net = build(layer);
    const { worst, at } = net.gradientCheck(x, labels);
    expect(worst, at).toBeLessThanOrEqual(1e-7);
    const before = layer.parameters.map(({ value }) => value.to2DArray());
    net.fit(x, labels, { epochs: 30, batchSize: 20 });
    for (const [i, { value }] of layer.parameters.entries()) {
      expect(value.to2DArray()).not.toEqual(before[i]);
    }
    expect(net.evaluate(x, labels).accuracy).toBeGreaterThan(0.95);
    const kept = [layer.mean, layer.variance];
    const y = net.predict(x);
    expect([layer.mean, layer.variance]).toEqual(kept);
    expect(net.predict(x.subMatrix(0, 0, 0, 1))).toBeAllClose(y.subMatrix(0, 0, 0, 2));
  });

  test("may be the first, and is then trained without a reverse signal of its own", () => {
    const random = new RandomState(0);
    const layer = new BatchNorm(2);
    const asked: unknown[] = [];
    const { propagate } = layer;
    layer.propagate = (yB: AbstractMatrix, wantsYBack?: boolean) => {
      asked.push(wantsYBack);
      return propagate.call(layer, yB);
    };
    const layers = [layer, new OutputLayer(2, 3, Softmax, { random })];
    const net = new Network(layers, { optimiser: new Adam(0.1), random });
    expect(net.gradientCheck(x, labels).worst).toBeLessThanOrEqual(1e-7);
    net.fit(x, labels, { epochs: 20 });
    expect(net.evaluate(x, labels).accuracy).toBeGreaterThan(0.9);
    expect(new Set(asked)).toEqual(new Set([false]));
  });

  test("that gives no reverse signal is told, and nothing is corrected", () => {
    const layer = new BatchNorm(6);
    layer.propagate = () => undefined as unknown as Matrix;
    const net = build(layer);
    const weights = weightsOf(net);
    expect(() => net.fit(x, labels)).toThrow(
      new TypeError("MiddleLayer.propagate: expected yB to be a Matrix, got undefined"),
    );
    expect(weightsOf(net)).toEqual(weights);
  });

  test("that gives signals of another shape is told, and nothing is corrected", () => {
    const layer = new BatchNorm(6);
    layer.forward = (yIn) => new Matrix(yIn.rows, 5);
    const net = build(layer);
    const weights = weightsOf(net);
    expect(() => net.fit(x, labels)).toThrow(
      new RangeError(
        "MiddleLayer.forward: expected yIn to be a matrix of 1 or more rows and 6 columns, got a 32x5 matrix",
      ),
    );
    expect(weightsOf(net)).toEqual(weights);
  });

  test("of early stopping has its best parameters back too", () => {
    const layer = new BatchNorm(6);
    const net = build(layer, new Adam(0.5));
    const scales: number[][] = [];
    const options = { epochs: 30, earlyStopping: { patience: 3 }, validation: 0.3 };
    const epochs = net.epochs(x, labels, options);
    let next = epochs.next();
    for (; !next.done; next = epochs.next()) scales.push(layer.parameters[0].value.to1DArray());
    expect(layer.parameters[0].value.to1DArray()).toEqual(scales[next.value.best.epoch - 1]);
  });
});

test("an optimiser of one's own corrects every parameter of every layer by its gradient", () => {
  class SignDescent extends Optimiser {
    constructor(learningRate: number) {
      super("SignDescent", learningRate);
    }
    protected newState(length: number): Float64Array[] {
      return [new Float64Array(length).fill(7)];
    }
    protected correct(
      w: Float64Array,
      gradient: Float64Array,
      [last]: readonly Float64Array[],
      steps: number,
    ): void {
      expect(last.every((value) => value === (steps === 1 ? 7 : steps - 1))).toBe(true);
      last.fill(steps);
      gradient.forEach((slope, i) => {
        w[i] -= this.learningRate * Math.sign(slope);
      });
    }
  }
  const net = build(new BatchNorm(6), new SignDescent(0.25));
  const before = weightsOf(net);
  net.fit(x, labels, { epochs: 1, batchSize: 60 });
  net.parameters.forEach(({ value, gradient }, i) => {
    const wanted = before[i].map((row, j) =>
      row.map((w, k) => w - 0.25 * Math.sign(gradient.get(j, k))),
    );
    expect(value.to2DArray()).toEqual(wanted);
  });
  expect(() => new SignDescent(-1)).toThrow(
    new RangeError("SignDescent: expected learningRate to be finite and >= 0, got -1"),
  );
});

describe("an output of one's own", () => {
  /** Angles: the loss is 1 - cos(y - t), and the classes are the half circles. */
  class Angle implements Output {
    readonly y: Matrix;
    constructor(u: Matrix) {
      this.y = u;
    }
    loss(t: AbstractMatrix): number {
      return Matrix.sub(this.y, t).cos().mul(-1).add(1).sum();
    }
    delta(t: AbstractMatrix): Matrix {
      return Matrix.sub(this.y, t).sin();
    }
    static checkTargets(call: string, t: AbstractMatrix): void {
      if (Math.abs(t.max()) > Math.PI) throw new RangeError(`${call}: expected angles`);
    }
    static classCount(n: number): number | undefined {
      return n === 1 ? 2 : undefined;
    }
    static decide(y: AbstractMatrix): number[] {
      return y.to1DArray().map((angle) => Number(Math.cos(angle) < 0));
    }
  }
  const angles = Matrix.columnVector(labels.map((label) => (label === "left" ? -3 : 1)));

  test("learns, checks its targets, and tells classes apart", () => {
    const random = new RandomState(0);
    const layers = [
      new MiddleLayer(2, 4, Tanh, { random }),
      new OutputLayer(4, 1, Angle, { random, reduction: "sum" }),
    ];
    const net = new Network(layers, { optimiser: new Sgd(0.01), random });
    expect(net.gradientCheck(x, angles).worst).toBeLessThanOrEqual(1e-7);
    const { epochs } = net.fit(x, angles, { epochs: 60 });
    expect(epochs[59].loss).toBeLessThan(epochs[0].loss);
    const found = net.classify(x);
    const right = found.filter((it, i) => it === Number(labels[i] === "left")).length;
    expect(right / 60).toBe(net.evaluate(x, angles).accuracy);
    expect(right).toBeGreaterThan(50);
    expect(() => net.fit(x, Matrix.mul(angles, 9))).toThrow(
      new RangeError("Network.fit: expected angles"),
    );
  });

  test("without checks and classes takes any finite targets, as numbers too", () => {
    class Plain implements Output {
      constructor(readonly y: Matrix) {}
      loss(t: AbstractMatrix): number {
        return Matrix.sub(this.y, t).pow(2).sum() / 2;
      }
      delta(t: AbstractMatrix): Matrix {
        return Matrix.sub(this.y, t);
      }
    }
    const net = new Network([new OutputLayer(2, 1, Plain)], { optimiser: new Sgd(0.1) });
    const t = x.getColumn(0);
    const history = net.fit(x, t, { epochs: 20 });
    expect(history.epochs[19].loss).toBeLessThan(history.epochs[0].loss / 10);
    expect(history.best.accuracy).toBeUndefined();
    expect(() => net.fit(x, [...t.slice(1), Number.NaN])).toThrow(
      new RangeError("Network.fit: expected t to be finite, got NaN in row 59, column 0"),
    );
    expect(() => net.classify(x)).toThrow("expected outputs that are classes, got 1 of Plain");
  });

  test("whose classes do not fit its outputs is told where labels are given", () => {
    class Many extends Softmax {
      static override classCount(n: number): number {
        return n + 1;
      }
    }
    const net = new Network([new OutputLayer(2, 3, Many)]);
    const t = labels.map((label, i) => (i === 0 ? "none" : label));
    expect(() => net.fit(x, t)).toThrow(
      new RangeError("Network.fit: expected t to be a 60x3 matrix, got a 60x4 matrix"),
    );
    expect(net.labels).toBeUndefined();
  });
});
