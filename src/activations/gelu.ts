import type { Matrix } from "ml-matrix";
import { describe } from "../check.js";
import { clamp } from "../elementwise/clamp.js";
import type { Fill } from "../elementwise/functions.js";
import { millsRatio, normalDensity } from "../elementwise/normal.js";
import { lostInProduct, lostInSum } from "../elementwise/rounding.js";
import type { MatrixInput } from "../matrix-input.js";
import {
  activationClass,
  ElementwiseActivation,
  type ElementwiseActivationClass,
} from "./elementwise-activation.js";
import { Variants } from "./variants.js";

/** How a GELU is computed: `"none"` by the normal distribution itself, `"tanh"` by a formula near it. */
export type GELUApproximation = "none" | "tanh";

/** From here on the normal density is 0, and y is 0 or x. */
const LIMIT = 40;

/**
 * Gaussian error linear unit, elementwise: `y = x Φ(x)`; `dy = Φ(x) + x φ(x)`, with the normal
 * distribution Φ(x) = (1 + erf(x / √2)) / 2 and its density φ. {@link gelu} gives the tanh form.
 *
 * Both keep their digits where they are tiny (at x = -20, y is -5.5e-88), dy but next to its zero,
 * where it is good to 1e-16. The least y is -0.170, at x = -0.752. At -∞: y = 0, dy = 0. At ∞: y = ∞,
 * dy = 1. NaN gives NaN. TypeError unless `x` is a number or a matrix. Hendrycks and Gimpel 2016,
 * https://arxiv.org/abs/1606.08415
 */
export class GELU<X extends number | MatrixInput = Matrix> extends ElementwiseActivation<X> {
  protected static override readonly computes: Fill = byDistribution;
}

/** The GELUs by approximation. */
export const GELUS: Variants<GELUApproximation> = new Variants<GELUApproximation>(
  "none",
  GELU,
  (approximate) => activationClass(`gelu("${approximate}")`, byTanh),
);

/**
 * The class of GELUs: `GELU` for `"none"`; for `"tanh"` that of `y = x (1 + tanh z) / 2` with
 * `z = √(2/π) (x + 0.044715 x³)`, which other programs have used for its speed; it differs by less
 * than 5e-4. TypeError unless `approximate` is text, RangeError for any other.
 */
export function gelu(approximate: GELUApproximation = "none"): ElementwiseActivationClass {
  if (approximate !== "none" && approximate !== "tanh") {
    const WrongError = typeof approximate === "string" ? RangeError : TypeError;
    throw new WrongError(
      `gelu: expected approximate to be "none" or "tanh", got ${describe(approximate)}`,
    );
  }
  return GELUS.of(approximate);
}

function byDistribution(x: ArrayLike<number>, y: Float64Array, dy: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    const value = clamp(x[i], LIMIT);
    const density = normalDensity(value);
    const tail = density * millsRatio(Math.abs(value));
    const distribution = value < 0 ? tail : 1 - tail;
    y[i] = Math.max(x[i], -LIMIT) * distribution;
    dy[i] = distribution + value * density;
  }
}

// 2z = LINEAR x + CUBIC x³ with LINEAR = 2 √(2/π) and CUBIC = 0.044715 LINEAR, and what each lacks.
const LINEAR = 1.5957691216057308;
const LINEAR_LOST = -9.96930880911092e-17;
const CUBIC = 0.07135481627260025;
const CUBIC_LOST = -6.175149918155315e-19;

/** `y = x σ(2z)`, the same as by tanh z but with all its digits; `dy = σ(2z) + x σ(2z) σ(-2z) (2z)′`. */
function byTanh(x: ArrayLike<number>, y: Float64Array, dy: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    const value = clamp(x[i], LIMIT);
    const e = exponentialOfCubic(Math.abs(value));
    const open = 1 / (1 + e);
    const shut = e * open;
    const gate = value < 0 ? shut : open;
    y[i] = Math.max(x[i], -LIMIT) * gate;
    dy[i] = gate + value * open * shut * (LINEAR + 3 * CUBIC * value * value);
  }
}

/** e^(-2z): near 2z = 600 the rounding of 2z alone would change the 13th digit. */
function exponentialOfCubic(x: number): number {
  const square = x * x;
  const cubic = CUBIC * square;
  const factor = LINEAR + cubic;
  const exponent = x * factor;
  const lostInCubic =
    lostInProduct(CUBIC, square, cubic) + CUBIC * lostInProduct(x, x, square) + CUBIC_LOST * square;
  const lostInFactor = lostInSum(LINEAR, cubic, factor) + LINEAR_LOST + lostInCubic;
  const lost = lostInProduct(x, factor, exponent) + x * lostInFactor;
  return Math.exp(-exponent) * (1 - lost);
}
