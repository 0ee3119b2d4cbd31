import { Matrix } from "ml-matrix";
import { afterAll, describe, expect, test } from "vitest";
import {
  Linear,
  Logistic,
  linalg,
  type Output,
  type OutputClass,
  OutputLayer,
  RandomState,
  Softmax,
} from "../../src/index.js";
import "../all-close.js";
import { fixture } from "../fixtures.js";
import { MATRICES, VIEWS } from "../linalg/matrices.js";
import { normal } from "./trained-layer.js";

type Rows = number[][];
type Parts = "u" | "yOut" | "delta" | "dw" | "yBack" | "w";

/** What test/fixtures/scripts/output_layer.py writes: NumPy's passes, one after the other. */
interface OutputLayerCase {
  readonly output: string;
  readonly reduction: "mean" | "sum";
  readonly learningRate: number;
  readonly w0: Rows;
  readonly steps: readonly (Record<Parts | "yIn" | "t", Rows> & { readonly loss: number })[];
}

const { cases } = fixture<{ cases: OutputLayerCase[] }>("output-layer");
const OUTPUTS: Record<string, OutputClass> = { Linear, Logistic, Softmax };
const PARTS: readonly Parts[] = ["u", "yOut", "delta", "dw", "yBack"];

const build = ({ output, reduction, learningRate, w0 }: OutputLayerCase): OutputLayer =>
  new OutputLayer(w0[0].length - 1, w0.length, OUTPUTS[output], {
    ...{ reduction, learningRate, initialWeights: new Matrix(w0) },
  });

describe.each(["plain", "wasm", "blas"] as const)("OutputLayer by %s", (backend) => {
  afterAll(() => {
    linalg.use("auto");
  });

  test.each(
    cases.map(
      (item) => [`${item.output}, ${item.reduction}, ${item.w0.length} units`, item] as const,
    ),
  )("activate does the article's steps as NumPy does: %s", (_, item) => {
    expect(linalg.use(backend)).toBe(backend);
    const layer = build(item);
    for (const step of item.steps) {
      expect(layer.activate(new Matrix(step.yIn), new Matrix(step.t))).toBe(layer.yBack);
      for (const part of [...PARTS, "w"] as const) {
        expect(layer[part], part).toBeAllClose(new Matrix(step[part]), {
          rtol: 1e-12,
          atol: 1e-14,
        });
      }
      expect(layer.loss).toBeAllClose(step.loss, { rtol: 1e-12, atol: 1e-14 });
      expect(layer.t.to2DArray()).toEqual(step.t);
    }
  });

  test.each(
    cases.map(
      (item) => [`${item.output}, ${item.reduction}, ${item.w0.length} units`, item] as const,
    ),
  )("forward and propagate do the same but correct nothing: %s", (_, item) => {
    linalg.use(backend);
    const [layer, whole] = [build(item), build(item)];
    const [{ yIn, t }] = item.steps;
    whole.activate(new Matrix(yIn), new Matrix(t));
    expect(layer.forward(new Matrix(yIn))).toBe(layer.yOut);
    expect(layer.dw).toBeUndefined();
    expect(layer.propagate(new Matrix(t))).toBe(layer.yBack);
    for (const part of PARTS)
      expect(layer[part].to2DArray(), part).toEqual(whole[part].to2DArray());
    expect([layer.loss, layer.t.to2DArray()]).toEqual([whole.loss, t]);
    expect(layer.w.to2DArray()).toEqual(item.w0);
    expect(layer.parameters[0].gradient.to2DArray()).toEqual(layer.dw.to2DArray());
  });
});

describe("OutputLayer", () => {
  const [x, t] = [normal(1, 5, 2), normal(2, 5, 3)];
  const make = (): OutputLayer => new OutputLayer(2, 3, Linear, { random: new RandomState(3) });

  test("is by default linear, of the article's weights, and has means", () => {
    const layer = new OutputLayer(2, 3, undefined, { random: new RandomState(3) });
    expect([layer.output, layer.reduction, layer.learningRate]).toEqual([Linear, "mean", 0.01]);
    expect(layer.w.to2DArray()).toEqual(new RandomState(3).normal(0, 0.05, [3, 3]).to2DArray());
  });

  test("has nothing of a pass before it, and no gradient after the next forward", () => {
    const layer = make();
    const { u, yOut, yIn, delta, yBack, dw, t: targets, loss } = layer;
    expect([u, yOut, yIn, delta, yBack, dw, targets, loss]).toEqual(new Array(8).fill(undefined));
    layer.activate(x, t);
    expect(layer.dw).toBeInstanceOf(Matrix);
    layer.forward(x);
    expect(layer.dw).toBeUndefined();
  });

  test("computes no yBack where nobody wants it, and does not show an old one", () => {
    const layer = make();
    layer.activate(x, t);
    const other = make();
    other.forward(x);
    layer.forward(x);
    expect(layer.propagate(t, false)).toBeUndefined();
    expect(layer.yBack).toBeUndefined();
    expect(layer.dw).toBeInstanceOf(Matrix);
  });

  test("keeps no hold of what it is given, nor of what it gives", () => {
    const [layer, other] = [make(), make()];
    const [yIn, targets] = [x.clone(), t.clone()];
    layer.forward(yIn).fill(99);
    yIn.fill(99);
    layer.propagate(targets);
    targets.fill(99);
    other.forward(x);
    other.propagate(t);
    expect([layer.delta, layer.dw, layer.t].map((m) => m.to2DArray())).toEqual(
      [other.delta, other.dw, t].map((m) => m.to2DArray()),
    );
  });

  test.each(Object.entries({ ...MATRICES, ...VIEWS }))("takes %s", (_, like) => {
    const [layer, other] = [make(), make()];
    const back = layer.activate(like(x), like(t));
    expect(back.to2DArray()).toEqual(other.activate(x, t).to2DArray());
    expect(layer.w.to2DArray()).toEqual(other.w.to2DArray());
  });

  test("of one's own output that gives its u as y, and works in place, gives the right signals", () => {
    class Doubling implements Output {
      readonly y: Matrix;
      constructor(u: Matrix) {
        this.y = u.mul(2); // in place
      }
      loss(targets: Matrix): number {
        return Matrix.sub(this.y, targets).pow(2).sum() / 4;
      }
      delta(targets: Matrix): Matrix {
        return Matrix.sub(this.y, targets);
      }
    }
    const initialWeights = normal(4, 3, 3);
    const layer = new OutputLayer(2, 3, Doubling, { initialWeights });
    const first = layer.forward(x, "predict");
    const u = Matrix.sub(x, 0).addColumn(Matrix.ones(5, 1)).mmul(initialWeights.transpose());
    layer.forward(normal(9, 5, 2), "predict");
    expect(first).toBeAllClose(Matrix.mul(u, 2));
    layer.activate(x, t);
    expect(layer.u).toBeAllClose(u);
    expect(layer.yOut).toBeAllClose(Matrix.mul(u, 2));
    expect(layer.delta).toBeAllClose(Matrix.mul(u, 2).sub(t).div(5));
  });
});
