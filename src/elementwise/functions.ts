import { vectorise } from "./vector.js";

/** Writes the values of a function at `x` to `y` and its derivatives to `dy`, in one pass. */
export type Fill = (x: ArrayLike<number>, y: Float64Array, dy: Float64Array) => void;

/** Elements from which vectors win. */
const VECTOR_LENGTH = 64;

/**
 * `y = 1 / (1 + e⁻ˣ)` and `dy = (1 - y) y`, which is exact enough from y: the article's own formula.
 *
 * From 64 elements on, e⁻ˣ comes from a kernel of our own, within 1 ulp of `Math.exp(-x)`. y is 0
 * below -709.78, where e⁻ˣ is infinite.
 */
export function sigmoid(x: ArrayLike<number>, y: Float64Array, dy: Float64Array): void {
  if (x.length >= VECTOR_LENGTH && vectorise("sigmoid", x, y, dy)) return;
  for (let i = 0; i < x.length; i++) {
    const value = 1 / (1 + Math.exp(-x[i]));
    y[i] = value;
    dy[i] = (1 - value) * value;
  }
}

/**
 * `y = tanh x` and `dy = 1 / cosh² x`, not `1 - y²`, which loses all its digits where y is next to 1.
 *
 * From 64 elements on, both come from e^(-2 |x|): y within 3, dy within 8 ulp of `Math.tanh` and
 * `Math.cosh`; dy is 0 beyond |x| = 353, where it is below 2e-306.
 */
export function tanh(x: ArrayLike<number>, y: Float64Array, dy: Float64Array): void {
  if (x.length >= VECTOR_LENGTH && vectorise("tanh", x, y, dy)) return;
  for (let i = 0; i < x.length; i++) {
    y[i] = Math.tanh(x[i]);
    dy[i] = 1 / Math.cosh(x[i]) ** 2;
  }
}

/** `y = x` where x > 0, else 0; `dy` = 1 where x > 0, else 0; NaN gives NaN and 1. */
export function relu(x: ArrayLike<number>, y: Float64Array, dy: Float64Array): void {
  if (x.length >= VECTOR_LENGTH && vectorise("relu", x, y, dy)) return;
  for (let i = 0; i < x.length; i++) {
    const off = x[i] <= 0;
    y[i] = off ? 0 : x[i];
    dy[i] = off ? 0 : 1;
  }
}
