import type { Matrix } from "ml-matrix";
import { clamp } from "../elementwise/clamp.js";
import { type Fill, sigmoid, tanh } from "../elementwise/functions.js";
import type { MatrixInput } from "../matrix-input.js";
import { ElementwiseActivation } from "./elementwise-activation.js";

/**
 * Hyperbolic tangent, elementwise: `y = tanh x`; `dy = 1 / cosh² x`.
 *
 * dy keeps its relative precision where y has become ±1 (1.7e-17 at x = 20) and is 0 from about
 * |x| = 355.6 on, where cosh² x overflows; in a matrix of 64 or more elements from 353 on, where it
 * is below 2e-306. NaN gives NaN. TypeError unless `x` is a number or a matrix.
 * https://en.wikipedia.org/wiki/Hyperbolic_functions
 */
export class Tanh<X extends number | MatrixInput = Matrix> extends ElementwiseActivation<X> {
  protected static override readonly computes: Fill = tanh;
}

/**
 * Logistic function, elementwise: `y = 1 / (1 + e⁻ˣ)`; `dy = (1 - y) y`.
 *
 * At 0: y = 0.5, dy = 0.25. y is 0 below about -709 and 1 above about 37; there dy is 0. NaN gives
 * NaN. TypeError unless `x` is a number or a matrix. https://en.wikipedia.org/wiki/Logistic_function
 */
export class Sigmoid<X extends number | MatrixInput = Matrix> extends ElementwiseActivation<X> {
  protected static override readonly computes: Fill = sigmoid;
}

/**
 * Softsign, elementwise: `y = x / (1 + |x|)`; `dy = 1 / (1 + |x|)²`. It nears ±1 far more slowly than
 * tanh.
 *
 * At ±0: y = x, dy = 1. At ±∞: y = ±1, dy = 0. NaN gives NaN. TypeError unless `x` is a number or a
 * matrix. Bergstra, Desjardins, Lamblin and Bengio 2009, https://en.wikipedia.org/wiki/Activation_function
 */
export class Softsign<X extends number | MatrixInput = Matrix> extends ElementwiseActivation<X> {
  protected static override readonly computes: Fill = softsign;
}

function softsign(x: ArrayLike<number>, y: Float64Array, dy: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    const value = clamp(x[i], Number.MAX_VALUE);
    const size = 1 + Math.abs(value);
    y[i] = value / size;
    dy[i] = 1 / size / size; // size² would overflow first
  }
}
