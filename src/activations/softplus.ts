import type { Matrix } from "ml-matrix";
import type { Fill } from "../elementwise/functions.js";
import type { MatrixInput } from "../matrix-input.js";
import { ElementwiseActivation } from "./elementwise-activation.js";

/**
 * Softplus, a smooth ReLU, elementwise: `y = ln(1 + eˣ)`; `dy = 1 / (1 + e⁻ˣ)`, the logistic function.
 *
 * Exact on both sides, without a threshold from which on y would be x: at 20 y is 20.0000000020612.
 * At -∞: y = 0, dy = 0. At ∞: y = ∞, dy = 1. NaN gives NaN. TypeError unless `x` is a number or a
 * matrix. https://en.wikipedia.org/wiki/Softplus
 */
export class Softplus<X extends number | MatrixInput = Matrix> extends ElementwiseActivation<X> {
  protected static override readonly computes: Fill = softplus;
}

function softplus(x: ArrayLike<number>, y: Float64Array, dy: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    const value = x[i];
    const e = Math.exp(-Math.abs(value)); // cannot overflow
    y[i] = Math.max(value, 0) + Math.log1p(e);
    dy[i] = (value < 0 ? e : 1) / (1 + e);
  }
}
