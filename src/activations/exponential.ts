import type { Matrix } from "ml-matrix";
import { checkFinite } from "../check.js";
import type { Fill } from "../elementwise/functions.js";
import type { MatrixInput } from "../matrix-input.js";
import {
  activationClass,
  ElementwiseActivation,
  type ElementwiseActivationClass,
} from "./elementwise-activation.js";
import { Variants } from "./variants.js";

const ALPHA = 1;

/**
 * Exponential linear unit, elementwise: `y = x` where x > 0, else `eˣ - 1`; `dy` = 1 where x > 0, else
 * `eˣ`. {@link elu} gives it another alpha.
 *
 * At 0 and -0: y = x, dy = 1. At -∞: y = -1, dy = 0. NaN gives NaN. TypeError unless `x` is a number or
 * a matrix. Clevert, Unterthiner and Hochreiter 2015, https://arxiv.org/abs/1511.07289
 */
export class ELU<X extends number | MatrixInput = Matrix> extends ElementwiseActivation<X> {
  protected static override readonly computes: Fill = exponential(ALPHA);
}

/** The ELUs by alpha. */
export const ELUS: Variants<number> = new Variants<number>(ALPHA, ELU, (alpha) =>
  activationClass(`elu(${alpha})`, exponential(alpha)),
);

/**
 * The class of ELUs that are `alpha (eˣ - 1)` where x <= 0, with the derivative `alpha eˣ`, also at 0:
 * one class for each alpha, `ELU` for 1. TypeError unless `alpha` is a number, RangeError unless it
 * is finite.
 */
export function elu(alpha: number = ALPHA): ElementwiseActivationClass {
  checkFinite("elu", "alpha", alpha);
  return ELUS.of(alpha);
}

/**
 * Scaled exponential linear unit, elementwise: `y = s x` where x > 0, else `s α (eˣ - 1)`; `dy` = s
 * where x > 0, else `s α eˣ`; s = 1.0507009873554805, α = 1.6732632423543772, with which mean 0 and
 * variance 1 stay from layer to layer.
 *
 * At 0 and -0: y = x, dy = s α. At -∞: y = -s α, dy = 0. NaN gives NaN. TypeError unless `x` is a number
 * or a matrix. Klambauer, Unterthiner, Mayr and Hochreiter 2017, https://arxiv.org/abs/1706.02515
 */
export class SELU<X extends number | MatrixInput = Matrix> extends ElementwiseActivation<X> {
  // s and s α to the nearest number, from 32 digits.
  protected static override readonly computes: Fill = exponential(
    1.7580993408473768,
    1.0507009873554805,
  );
}

/** `y = right · x` where x > 0, else `left (eˣ - 1)`. */
function exponential(left: number, right = 1): Fill {
  return (x, y, dy) => {
    for (let i = 0; i < x.length; i++) {
      const value = x[i];
      const isRight = value > 0;
      y[i] = isRight ? right * value : left * Math.expm1(value);
      dy[i] = isRight ? right : left * Math.exp(value);
    }
  };
}
