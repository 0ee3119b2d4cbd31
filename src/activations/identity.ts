import type { Matrix } from "ml-matrix";
import type { Fill } from "../elementwise/functions.js";
import type { MatrixInput } from "../matrix-input.js";
import { ElementwiseActivation } from "./elementwise-activation.js";

/**
 * Identity (恒等関数), elementwise: `y = x`, in a matrix of its own; `dy = 1`, also at ±∞ and NaN.
 *
 * TypeError unless `x` is a number or a matrix. https://en.wikipedia.org/wiki/Identity_function
 */
export class Identity<X extends number | MatrixInput = Matrix> extends ElementwiseActivation<X> {
  protected static override readonly computes: Fill = identity;
}

function identity(x: ArrayLike<number>, y: Float64Array, dy: Float64Array): void {
  y.set(x);
  dy.fill(1);
}
