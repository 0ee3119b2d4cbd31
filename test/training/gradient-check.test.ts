import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import * as lib from "../../src/index.js";
import {
  type ActivationClass,
  absoluteError,
  Dropout,
  halfSquaredError,
  huberError,
  Identity,
  type Layer,
  Linear,
  Logistic,
  MiddleLayer,
  type Mode,
  Network,
  type OutputClass,
  OutputLayer,
  outputFrom,
  type Parameter,
  RandomState,
  Sigmoid,
  Softmax,
  squaredError,
  Tanh,
} from "../../src/index.js";
import { ALL } from "../activations/classes.js";
import { snapshot, weightsOf } from "./networks.js";

const SAMPLES = 6;
const [IN, HIDDEN, OUT] = [3, 4, 3];

const OUTPUTS: Record<string, OutputClass> = {
  Linear,
  Logistic,
  Softmax,
  "half the squared error of Sigmoid": outputFrom(Sigmoid, halfSquaredError),
  "squared error of Tanh": outputFrom(Tanh, squaredError),
  "Huber's error": outputFrom(Identity, huberError),
  "absolute error": outputFrom(Identity, absoluteError),
};

/** Weights of different sizes and signs, so that total inputs lie on all sides of kinks. */
function network(
  activation: ActivationClass,
  output: OutputClass,
  { reduction = "mean" as "mean" | "sum", seed = 1 } = {},
): Network {
  const random = new RandomState(seed);
  const initialiser = (random: RandomState, n: number, nUpper: number): Matrix =>
    random.normal(0, 1, [n, nUpper + 1]);
  return new Network(
    [
      new MiddleLayer(IN, HIDDEN, activation, { random, initialiser }),
      new Dropout(HIDDEN, 0.5, { random }),
      new MiddleLayer(HIDDEN, HIDDEN, activation, { random, initialiser }),
      new OutputLayer(HIDDEN, OUT, output, { random, initialiser, reduction }),
    ],
    { random, l2: 0.5, clipNorm: 1e-3 },
  );
}

const random = new RandomState(5);
const x = random.normal(0, 1, [SAMPLES, IN]);
/** Rows of probabilities, which every output can learn. */
const t = random.uniform(0.1, 1, [SAMPLES, OUT]);
for (const row of t.to2DArray().keys())
  t.setRow(row, t.getRowVector(row).div(t.getRowVector(row).sum()));

describe.each(ALL)("gradientCheck with %s", (_, activation) => {
  test.each(Object.entries(OUTPUTS))("finds no fault with %s, as mean or sum", (_, output) => {
    for (const reduction of ["mean", "sum"] as const) {
      const { worst, at } = network(activation, output, { reduction }).gradientCheck(x, t);
      expect(worst, at).toBeLessThanOrEqual(1e-7);
      expect(worst).toBeGreaterThanOrEqual(0);
    }
  });

  test("finds a derivative that is wrong by 1e-5, and where", () => {
    const Wrong = class {
      readonly y: Matrix;
      readonly dy: Matrix;
      constructor(u: Matrix) {
        const right = new activation(u);
        [this.y, this.dy] = [right.y, Matrix.add(right.dy, 1e-5)];
      }
    };
    const net = network(activation, Linear);
    const [first, dropout, second, output] = net.layers;
    const wrong = (layer: Layer): MiddleLayer =>
      new MiddleLayer(layer.nUpper, layer.n, Wrong, { initialWeights: (layer as MiddleLayer).w });
    const above = new Network([wrong(first), dropout, second, output]).gradientCheck(x, t);
    expect(above.worst).toBeGreaterThan(1e-7);
    expect(above.at).toMatch(/^layers\[0\]\.w, row \d, column \d$/);
    const below = new Network([first, dropout, wrong(second), output]).gradientCheck(x, t);
    expect(below.worst).toBeGreaterThan(1e-7);
    expect(below.at).toMatch(/^layers\[[02]\]\.w, row \d, column \d$/);
  });
});

/** A layer of a weight for each signal, whose gradient is off by `wrong` in one column. */
class Scaling implements Layer {
  readonly nUpper: number;
  readonly parameters: readonly [Parameter];
  modes: (Mode | undefined)[] = [];
  #yIn = new Matrix(0, 0);

  constructor(
    readonly n: number,
    readonly wrong = 0,
    readonly column = 0,
  ) {
    this.nUpper = n;
    const [value, gradient] = [Matrix.ones(1, n), Matrix.zeros(1, n)];
    this.parameters = [{ name: "scale", value, gradient, penalised: 0 }];
  }

  forward(yIn: Matrix, mode?: Mode): Matrix {
    this.modes.push(mode);
    this.#yIn = yIn;
    return yIn.clone().mulRowVector(this.parameters[0].value);
  }

  propagate(yB: Matrix): Matrix {
    const [{ value, gradient }] = this.parameters;
    gradient.setRow(0, Matrix.mul(yB, this.#yIn).sum("column"));
    gradient.set(0, this.column, gradient.get(0, this.column) + this.wrong);
    return yB.clone().mulRowVector(value);
  }
}

describe("gradientCheck", () => {
  const around = (layer: Layer): Network => {
    const net = network(Tanh, Softmax);
    return new Network([net.layers[0], net.layers[1], layer, net.layers[3]]);
  };

  test("names the one element that is wrong, by the place of its layer in the network", () => {
    expect(around(new Scaling(HIDDEN)).gradientCheck(x, t).worst).toBeLessThanOrEqual(1e-7);
    const { worst, at } = around(new Scaling(HIDDEN, 1e-5, 2)).gradientCheck(x, t);
    expect(worst).toBeGreaterThan(1e-6);
    expect(at).toBe("layers[2].scale, row 0, column 2");
  });

  test("tries as many weights of each parameter as it is told to, from the first on", () => {
    const net = around(new Scaling(HIDDEN, 1e-5, HIDDEN - 1));
    expect(net.gradientCheck(x, t, 1).worst).toBeLessThanOrEqual(1e-7);
    expect(net.gradientCheck(x, t, HIDDEN).worst).toBeGreaterThan(1e-6);
  });

  test("passes as in training, so that what differs there is checked as it learns", () => {
    const layer = new Scaling(HIDDEN);
    around(layer).gradientCheck(x, t);
    expect(new Set(layer.modes)).toEqual(new Set(["train"]));
  });

  test("changes no weight and draws nothing, and leaves the signals of these weights", () => {
    const net = network(Sigmoid, Softmax);
    net.fit(x, t, { epochs: 1 });
    const { layers: _, gradients: __, ...before } = snapshot(net) as Record<string, unknown>;
    const weights = weightsOf(net);
    net.gradientCheck(x, t);
    const after = snapshot(net) as Record<string, unknown>;
    expect(after).toMatchObject(before);
    expect(weightsOf(net)).toEqual(weights);
    net.gradientCheck(x, t, 1);
    expect(snapshot(net)).toEqual(after);
  });

  test("leaves the weights as they were when a layer fails on the way", () => {
    const layer = new Scaling(HIDDEN);
    const net = around(layer);
    const weights = weightsOf(net);
    const { forward } = layer;
    layer.forward = (yIn, mode) => {
      if (layer.modes.length > 20) throw new Error("tired");
      return forward.call(layer, yIn, mode);
    };
    expect(() => net.gradientCheck(x, t)).toThrow("tired");
    expect(weightsOf(net)).toEqual(weights);
  });

  test.each([0, 1])("finds a gradient of NaN, whatever comes behind it: column %i", (column) => {
    const { worst, at } = around(new Scaling(HIDDEN, Number.NaN, column)).gradientCheck(x, t);
    expect(worst).toBe(Infinity);
    expect(at).toBe(`layers[2].scale, row 0, column ${column}`);
  });

  test("takes no offence at kinks that are hit exactly", () => {
    // Dead units: u is 0 in the second layer, whose biases are 0.
    const dead = Matrix.zeros(HIDDEN, IN + 1).setColumn(IN, new Array(HIDDEN).fill(-1));
    for (const first of [dead, Matrix.zeros(HIDDEN, IN + 1)]) {
      for (const activation of [lib.ReLU, lib.LeakyReLU, lib.ELU, lib.SELU]) {
        const second = network(activation, Linear).layers[2] as MiddleLayer;
        second.w.setColumn(HIDDEN, new Array(HIDDEN).fill(0));
        const layers = [
          new MiddleLayer(IN, HIDDEN, lib.ReLU, { initialWeights: first }),
          second,
          network(activation, Linear).output,
        ];
        const { worst, at } = new Network(layers).gradientCheck(x, t);
        expect(worst, at).toBeLessThanOrEqual(1e-7);
      }
    }
  });

  test("is not deceived by the rounding of a loss whose gradients are minute", () => {
    const net = network(Sigmoid, outputFrom(Sigmoid, halfSquaredError));
    for (const { value } of net.parameters) value.mul(30);
    const { worst, at } = net.gradientCheck(x, t);
    expect(worst, at).toBeLessThanOrEqual(1e-7);
  });

  test("finds no fault where the targets are met exactly, nor with labels and a scaler", () => {
    for (const output of [Linear, outputFrom(Identity, absoluteError)]) {
      const net = network(Tanh, output);
      expect(net.gradientCheck(x, net.predict(x)).worst).toBeLessThanOrEqual(1e-7);
    }
    const [inputs, labels] = [Matrix.mul(x, 1000), ["a", "b", "c", "a", "b", "c"]];
    const { layers } = network(Tanh, Softmax);
    const net = new Network(layers, { scaler: new lib.Scaler().fit(inputs) });
    expect(net.gradientCheck(inputs, labels).worst).toBeLessThanOrEqual(1e-7);
    expect(net.labels).toBeUndefined();
  });
});
