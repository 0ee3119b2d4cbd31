import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { type ActivationClass, MiddleLayer, Sigmoid, Tanh } from "../../src/index.js";
import "../all-close.js";
import { normal } from "./trained-layer.js";

describe("gradients of MiddleLayer", () => {
  const H = 1e-5;
  const CLOSE = { rtol: 1e-6, atol: 5e-7 };
  const setup = fc.record({
    seed: fc.nat(),
    samples: fc.integer({ min: 1, max: 5 }),
    nUpper: fc.integer({ min: 1, max: 5 }),
    n: fc.integer({ min: 1, max: 5 }),
    learningRate: fc.constantFrom(0.01, 0.5, 3),
    activation: fc.constantFrom<ActivationClass>(Tanh, Sigmoid),
  });

  /** The slope of `loss` by each element of `at`. */
  function slopes(at: Matrix, loss: (at: Matrix) => number): Matrix {
    const shifted = (i: number, j: number, h: number): number => {
      const m = at.clone();
      return loss(m.set(i, j, m.get(i, j) + h));
    };
    const slope = new Matrix(at.rows, at.columns);
    for (let i = 0; i < at.rows; i++) {
      for (let j = 0; j < at.columns; j++) {
        slope.set(i, j, (shifted(i, j, H) - shifted(i, j, -H)) / (2 * H));
      }
    }
    return slope;
  }

  test("backward(c) goes down the slopes of L = sum(yOut ∘ c) by the inputs and by the weights", () => {
    fc.assert(
      fc.property(setup, ({ seed, samples, nUpper, n, learningRate, activation }) => {
        const [x, c] = [normal(seed, samples, nUpper), normal(seed + 1, samples, n)];
        const w = normal(seed + 2, n, nUpper + 1);
        const loss = (inputs: Matrix, initialWeights: Matrix): number =>
          Matrix.mul(
            new MiddleLayer(nUpper, n, activation, { initialWeights }).forward(inputs),
            c,
          ).sum();

        const layer = new MiddleLayer(nUpper, n, activation, { learningRate, initialWeights: w });
        layer.forward(x);
        const yBack = layer.backward(c);
        expect(yBack).toBeAllClose(
          slopes(x, (at) => loss(at, w)),
          CLOSE,
        );
        const step = Matrix.sub(w, layer.w).div(learningRate);
        expect(step).toBeAllClose(
          slopes(w, (at) => loss(x, at)),
          CLOSE,
        );
      }),
    );
  });
});
