import type { Matrix } from "ml-matrix";
import { clamp } from "../elementwise/clamp.js";
import type { Fill } from "../elementwise/functions.js";
import type { MatrixInput } from "../matrix-input.js";
import { ElementwiseActivation } from "./elementwise-activation.js";

// Activations that are x times a gate which opens from 0 to 1. Next to its zero dy is the difference of two
// terms, good to 1e-16.

/** e⁻⁸⁰⁰ is 0: from here on y is 0 or x. */
const LIMIT = 800;

/**
 * Sigmoid linear unit (swish), elementwise: `y = x σ(x)`; `dy = σ(x) + x σ(x) σ(-x)`, with the logistic
 * function σ.
 *
 * The least y is -0.278, at x = -1.278. At -∞: y = 0, dy = 0. At ∞: y = ∞, dy = 1. NaN gives NaN.
 * TypeError unless `x` is a number or a matrix. https://en.wikipedia.org/wiki/Swish_function
 */
export class SiLU<X extends number | MatrixInput = Matrix> extends ElementwiseActivation<X> {
  protected static override readonly computes: Fill = silu;
}

/**
 * Mish, elementwise: `y = x tanh(ln(1 + eˣ))`; `dy = y / x + x σ(x) / cosh²(ln(1 + eˣ))`, with the
 * logistic function σ.
 *
 * The least y is -0.309, at x = -1.192. At 0: y = 0, dy = 0.6. At -∞: y = 0, dy = 0. At ∞: y = ∞, dy = 1.
 * NaN gives NaN. TypeError unless `x` is a number or a matrix. Misra 2019, https://arxiv.org/abs/1908.08681
 */
export class Mish<X extends number | MatrixInput = Matrix> extends ElementwiseActivation<X> {
  protected static override readonly computes: Fill = mish;
}

function silu(x: ArrayLike<number>, y: Float64Array, dy: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    const value = clamp(x[i], LIMIT);
    const e = Math.exp(-Math.abs(value));
    const open = 1 / (1 + e);
    const shut = e * open; // 1 - open, with all its digits
    const gate = value < 0 ? shut : open;
    y[i] = Math.max(x[i], -LIMIT) * gate;
    dy[i] = gate + value * open * shut;
  }
}

/** With e = e^-|x|, tanh(ln(1 + eˣ)) is a quotient of polynomials that loses no digits. */
function mish(x: ArrayLike<number>, y: Float64Array, dy: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    const value = clamp(x[i], LIMIT);
    const e = Math.exp(-Math.abs(value));
    const left = value < 0;
    const numerator = left ? e * (e + 2) : 1 + 2 * e;
    const denominator = numerator + (left ? 2 : 2 * e * e);
    const slope = 4 * e * (1 + e) * (left ? 1 : e); // of the gate, times denominator²
    y[i] = Math.max(x[i], -LIMIT) * (numerator / denominator);
    dy[i] = numerator / denominator + (value * slope) / (denominator * denominator);
  }
}
