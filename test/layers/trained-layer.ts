import { Matrix } from "ml-matrix";
import { MiddleLayer, RandomState, Tanh } from "../../src/index.js";

/** Numbers of the normal distribution, the same for the same seed. */
export const normal = (seed: number, rows: number, columns: number): Matrix =>
  new RandomState(seed).normal(0, 1, [rows, columns]);

/** The input, the reverse signal and weights of a layer of 2 to 3 units. */
export const INPUT: Matrix = new Matrix([
  [3, 2],
  [2, 1],
]);
export const BACK: Matrix = new Matrix([
  [0.1, 0.2, 0.3],
  [0.2, 0.1, 0.1],
]);
export const WEIGHTS: Matrix = normal(1, 3, 3);

/** What a layer shows, copied. */
export function snapshot(layer: MiddleLayer): Record<string, unknown> {
  const { yIn, w, w2, u, yOut, delta, yBack, learningRate } = layer;
  return structuredClone({ yIn, w, w2, u, yOut, delta, yBack, learningRate });
}

/** A layer of 2 to 3 units after one pass of each kind. */
export function trained(): MiddleLayer {
  const layer = new MiddleLayer(2, 3, Tanh, { initialWeights: WEIGHTS });
  layer.forward(INPUT);
  layer.backward(BACK);
  return layer;
}
