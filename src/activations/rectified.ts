import type { Matrix } from "ml-matrix";
import { checkFinite } from "../check.js";
import { type Fill, relu } from "../elementwise/functions.js";
import type { MatrixInput } from "../matrix-input.js";
import {
  activationClass,
  ElementwiseActivation,
  type ElementwiseActivationClass,
} from "./elementwise-activation.js";
import { Variants } from "./variants.js";

/**
 * Rectified linear unit, elementwise: `y = x` where x > 0, else 0; `dy` = 1 where x > 0, else 0.
 *
 * At 0 and -0: y = 0, dy = 0. At NaN: y = NaN, dy = 1, as NumPy's `where(x <= 0, 0, …)` gives.
 * TypeError unless `x` is a number or a matrix. https://en.wikipedia.org/wiki/Rectifier_(neural_networks)
 */
export class ReLU<X extends number | MatrixInput = Matrix> extends ElementwiseActivation<X> {
  protected static override readonly computes: Fill = relu;
}

const SLOPE = 0.01;

/**
 * Leaky ReLU, elementwise: `y = x` where x > 0, else `0.01 x`; `dy` = 1 where x > 0, else 0.01.
 * {@link leakyReLU} gives it another slope.
 *
 * At 0 and -0: y = x, dy = 0.01. At NaN: y = NaN, dy = 1. TypeError unless `x` is a number or a
 * matrix. Maas, Hannun and Ng 2013, https://en.wikipedia.org/wiki/Rectifier_(neural_networks)#Leaky_ReLU
 */
export class LeakyReLU<X extends number | MatrixInput = Matrix> extends ElementwiseActivation<X> {
  protected static override readonly computes: Fill = leaky(SLOPE);
}

/** The leaky ReLUs by slope. */
export const LEAKY_RELUS: Variants<number> = new Variants<number>(SLOPE, LeakyReLU, (slope) =>
  activationClass(`leakyReLU(${slope})`, leaky(slope)),
);

/**
 * The class of leaky ReLUs that have `slope` where x <= 0: one class for each slope, `LeakyReLU` for
 * 0.01. A slope of 0 makes it ReLU, of -1 |x|. TypeError unless `slope` is a number, RangeError
 * unless it is finite.
 */
export function leakyReLU(slope: number = SLOPE): ElementwiseActivationClass {
  checkFinite("leakyReLU", "slope", slope);
  return LEAKY_RELUS.of(slope);
}

function leaky(slope: number): Fill {
  if (slope === 0) return relu; // 0 · -∞ is no number
  return (x, y, dy) => {
    for (let i = 0; i < x.length; i++) {
      const value = x[i];
      const left = value <= 0;
      y[i] = left ? slope * value : value;
      dy[i] = left ? slope : 1;
    }
  };
}
