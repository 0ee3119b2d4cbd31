import { Matrix, MatrixTransposeView } from "ml-matrix";
import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import {
  arrayToString,
  MiddleLayer,
  RandomState,
  ReLU,
  random,
  Sigmoid,
  Tanh,
} from "../../src/index.js";
import "../all-close.js";
import { fixture, matrix, type Packed } from "../fixtures.js";
import { BACK, INPUT, normal, snapshot, trained, WEIGHTS } from "./trained-layer.js";

const ACTIVATIONS = { ReLU, Tanh, Sigmoid };

type StepArrays = "yIn" | "yB" | "u" | "yOut" | "dy" | "delta" | "yBack" | "w";

interface LayerCase {
  seed: number;
  nUpper: number;
  n: number;
  activation: keyof typeof ACTIVATIONS;
  alpha: number;
  w0: Packed;
  strW0: string;
  steps: (Record<StepArrays, Packed> & { str: Record<string, string> })[];
}

const { cases } = fixture<{ cases: LayerCase[] }>("layer");

describe("MiddleLayer", () => {
  test.each(cases.map((c, i) => [i, c.nUpper, c.n, c.activation, c] as const))(
    "NumPy's case %i: %i to %i units, %s",
    (_, nUpper, n, activation, c) => {
      const layer = new MiddleLayer(nUpper, n, ACTIVATIONS[activation], {
        learningRate: c.alpha,
        random: new RandomState(c.seed),
      });
      expect(layer.w).toBeAllClose(matrix(c.w0));
      expect(arrayToString(layer.w)).toBe(c.strW0);
      for (const step of c.steps) {
        layer.forward(matrix(step.yIn));
        layer.backward(matrix(step.yB));
        for (const name of ["u", "yOut", "delta", "yBack", "w"] as const) {
          expect(layer[name], name).toBeAllClose(matrix(step[name]));
          if (name in step.str) expect(arrayToString(layer[name]), name).toBe(step.str[name]);
        }
      }
    },
  );
});

describe("MiddleLayer.forward and backward", () => {
  test("return yOut and yBack, and are undefined on the layer before", () => {
    const layer = new MiddleLayer(2, 3, Tanh);
    const { yIn, u, yOut, delta, yBack } = layer;
    expect([yIn, u, yOut, delta, yBack]).toEqual(Array(5).fill(undefined));
    expect(layer.forward(INPUT)).toBe(layer.yOut);
    expect(layer.backward(BACK)).toBe(layer.yBack);
  });

  test("leave their arguments alone and keep no hold of them", () => {
    const [yIn, yB] = [INPUT.clone(), BACK.clone()];
    const layer = new MiddleLayer(2, 3, Tanh, { initialWeights: WEIGHTS });
    layer.forward(yIn);
    expect(yIn).toEqual(INPUT);
    yIn.fill(99);
    layer.backward(yB);
    expect(yB).toEqual(BACK);
    yB.fill(99);
    expect(snapshot(layer)).toEqual(snapshot(trained()));
  });

  test("take a view as the matrix it shows", () => {
    const layer = new MiddleLayer(2, 3, Tanh, {
      initialWeights: new MatrixTransposeView(WEIGHTS.transpose()),
    });
    layer.forward(new MatrixTransposeView(INPUT.transpose()));
    layer.backward(new MatrixTransposeView(BACK.transpose()));
    expect(snapshot(layer)).toEqual(snapshot(trained()));
  });

  test("a second pass starts from the corrected weights and may have other samples", () => {
    const layer = trained();
    const fresh = new MiddleLayer(2, 3, Tanh, { initialWeights: layer.w });
    const [x, c] = [normal(5, 4, 2), normal(6, 4, 3)];
    for (const each of [layer, fresh]) {
      each.forward(x);
      each.backward(c);
    }
    expect(snapshot(layer)).toEqual(snapshot(fresh));
  });
});

describe("many passes of one layer", () => {
  class Doubled {
    readonly y: Matrix;
    readonly dy: Matrix;
    constructor(x: Matrix) {
      this.y = x.mul(2);
      this.dy = Matrix.ones(x.rows, x.columns).mul(2);
    }
  }

  const layers = [2, 3, 20].flatMap((nUpper) =>
    [ReLU, Tanh, Sigmoid, Doubled].map((activation) => [nUpper, activation] as const),
  );

  test.each(layers)("are each as of a new layer; what they gave stays: %i, %o", (nUpper, kind) => {
    const layer = new MiddleLayer(nUpper, 5, kind, { random: new RandomState(1) });
    const given: Matrix[] = [];
    const kept: Matrix[] = [];
    for (const [i, samples] of [3, 3, 3, 70, 70, 70, 1, 3, 70, 3].entries()) {
      const fresh = new MiddleLayer(nUpper, 5, kind, { initialWeights: layer.w });
      for (const each of [layer, fresh]) {
        each.forward(normal(2 * i, samples, nUpper));
        if (i % 3 !== 1) each.backward(normal(2 * i + 1, samples, 5));
      }
      if (i % 3 === 1) expect(layer.u).toEqual(fresh.u);
      else expect(snapshot(layer)).toEqual(snapshot(fresh));
      const parts = [layer.yIn, layer.u, layer.yOut, layer.delta, layer.yBack];
      given.push(...parts);
      kept.push(...parts.map((part) => part.clone()));
    }
    expect(given).toEqual(kept);
  });

  test("u and delta are one matrix until the next pass, whose changes change no pass", () => {
    const layer = trained();
    expect(layer.u).toBe(layer.u);
    expect(layer.delta).toBe(layer.delta);
    layer.u.fill(99);
    layer.delta.fill(99);
    layer.backward(BACK);
    const other = trained();
    other.backward(BACK);
    expect([layer.w, layer.delta]).toEqual([other.w, other.delta]);
  });
});

describe("yIn and w2 of MiddleLayer", () => {
  test("are the inputs with ones behind, and the weights without the bias, as copies", () => {
    const layer = trained();
    expect(layer.yIn).toEqual(
      new Matrix([
        [3, 2, 1],
        [2, 1, 1],
      ]),
    );
    expect(layer.w2).toEqual(layer.w.subMatrix(0, 2, 0, 1));
    const before = snapshot(layer);
    layer.yIn.fill(99);
    layer.w2.fill(99);
    expect(snapshot(layer)).toEqual(before);
  });
});

describe("options of MiddleLayer", () => {
  test("learningRate is 0.01, scales the correction, and can change between passes", () => {
    const rates = [undefined, 0.01, 0.5, 0, -1];
    const [standard, same, half, none, up] = rates.map((learningRate) => {
      const layer = new MiddleLayer(2, 3, Tanh, { initialWeights: WEIGHTS });
      if (learningRate !== undefined) layer.learningRate = learningRate;
      layer.forward(INPUT);
      layer.backward(BACK);
      return Matrix.sub(layer.w, WEIGHTS);
    });
    expect(new MiddleLayer(2, 3, Tanh).learningRate).toBe(0.01);
    expect(standard).toEqual(same);
    expect(half).toBeAllClose(Matrix.mul(standard, 50));
    expect(none).toEqual(Matrix.zeros(3, 3));
    expect(up).toBeAllClose(Matrix.mul(standard, -100));
  });

  test("random is a RandomState, a uniform source, or by default the package's own", () => {
    const want = new RandomState(11).normal(0, 0.05, [3, 3]);
    expect(new MiddleLayer(2, 3, Tanh, { random: new RandomState(11) }).w).toEqual(want);
    random.seed(11);
    expect(new MiddleLayer(2, 3, Tanh).w).toEqual(want);
    const { w } = new MiddleLayer(2, 3, Tanh, { random: seedrandom("any text") });
    expect(w).toEqual(new RandomState(seedrandom("any text")).normal(0, 0.05, [3, 3]));
  });

  test("one random serves several layers with one stream", () => {
    const shared = new RandomState(11);
    const [a, b] = [1, 2].map(() => new MiddleLayer(2, 3, Tanh, { random: shared }));
    const stream = new RandomState(11);
    expect([a.w, b.w]).toEqual([1, 2].map(() => stream.normal(0, 0.05, [3, 3])));
  });

  test("initialWeights are copied, and nothing is drawn", () => {
    const [weights, state] = [WEIGHTS.clone(), new RandomState(11)];
    const layer = new MiddleLayer(2, 3, Tanh, { initialWeights: weights, random: state });
    expect(layer.w).toEqual(WEIGHTS);
    layer.forward(INPUT);
    layer.backward(BACK);
    expect(weights).toEqual(WEIGHTS);
    expect(state.getState()).toEqual(new RandomState(11).getState());
  });
});

describe("an activation of one's own", () => {
  class Softplus {
    readonly y: Matrix;
    readonly dy: Matrix;
    constructor(x: Matrix) {
      this.y = Matrix.exp(x).add(1).log();
      this.dy = Matrix.exp(Matrix.mul(x, -1)).add(1).pow(-1);
    }
  }

  /** As in a notebook cell: number and matrix in one constructor, `y` handed through. */
  class Linear {
    y: number | Matrix;
    dy: number | Matrix;
    constructor(x: number | Matrix) {
      this.y = x;
      this.dy = typeof x === "number" ? 1 : Matrix.ones(x.rows, x.columns);
    }
  }

  test("works like a built-in one", () => {
    const layer = new MiddleLayer(2, 3, Softplus, { initialWeights: WEIGHTS });
    const yOut = layer.forward(INPUT);
    expect(yOut).toBeAllClose(layer.u.to1DArray().map((u) => Math.log1p(Math.exp(u))));
    layer.backward(BACK);
    expect(layer.delta).toBeAllClose(Matrix.mul(new Sigmoid(layer.u).y, BACK));
  });

  test("that works in place, or keeps what it gave, changes no u, yOut and delta", () => {
    const made: InPlace[] = [];
    class InPlace {
      readonly y: Matrix;
      readonly dy: Matrix;
      constructor(x: Matrix) {
        this.dy = Matrix.mul(x, 2);
        this.y = x.pow(2);
        made.push(this);
      }
    }
    const layer = new MiddleLayer(2, 3, InPlace, { initialWeights: WEIGHTS });
    layer.forward(INPUT);
    const u = layer.yIn.mmul(WEIGHTS.transpose());
    made[0].y.fill(99);
    made[0].dy.fill(99);
    layer.backward(BACK);
    expect(layer.u).toBeAllClose(u);
    expect(layer.yOut).toBeAllClose(Matrix.pow(u, 2));
    expect(layer.delta).toBeAllClose(Matrix.mul(u, 2).mul(BACK));
  });

  test("that hands u through does not make yOut and u one matrix", () => {
    const layer = new MiddleLayer(2, 3, Linear, { initialWeights: WEIGHTS });
    layer.forward(INPUT).fill(99);
    expect(layer.u).toBeAllClose(layer.yIn.mmul(WEIGHTS.transpose()));
  });
});
