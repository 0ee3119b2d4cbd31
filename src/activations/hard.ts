import type { Matrix } from "ml-matrix";
import { clamp } from "../elementwise/clamp.js";
import type { Fill } from "../elementwise/functions.js";
import type { MatrixInput } from "../matrix-input.js";
import { ElementwiseActivation } from "./elementwise-activation.js";

// Activations of straight lines, or a parabola, in place of exponentials.

/**
 * Hard tanh, elementwise: `y = x`, but at least -1 and at most 1; `dy` = 1 where -1 < x < 1, else 0.
 *
 * At -1 and 1: dy = 0. At NaN: y = NaN, dy = 1. TypeError unless `x` is a number or a matrix.
 * Collobert 2004, https://docs.pytorch.org/docs/stable/generated/torch.nn.Hardtanh.html
 */
export class HardTanh<X extends number | MatrixInput = Matrix> extends ElementwiseActivation<X> {
  protected static override readonly computes: Fill = hardTanh;
}

/**
 * Hard sigmoid, elementwise: `y = (x + 3) / 6`, but at least 0 and at most 1; `dy` = 1/6 where
 * -3 < x < 3, else 0.
 *
 * At -3 and 3: dy = 0. At NaN: y = NaN, dy = 1/6. TypeError unless `x` is a number or a matrix.
 * https://docs.pytorch.org/docs/stable/generated/torch.nn.Hardsigmoid.html
 */
export class HardSigmoid<X extends number | MatrixInput = Matrix> extends ElementwiseActivation<X> {
  protected static override readonly computes: Fill = hardSigmoid;
}

/**
 * Hard swish, x times the hard sigmoid, elementwise: `y = x (x + 3) / 6` where -3 < x < 3, 0 below,
 * x above; `dy = (2x + 3) / 6` there, 0 below, 1 above.
 *
 * At -3: dy = 0, at 3: dy = 1. NaN gives NaN. TypeError unless `x` is a number or a matrix.
 * Howard et al. 2019, https://arxiv.org/abs/1905.02244
 */
export class HardSwish<X extends number | MatrixInput = Matrix> extends ElementwiseActivation<X> {
  protected static override readonly computes: Fill = hardSwish;
}

function hardTanh(x: ArrayLike<number>, y: Float64Array, dy: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    const value = x[i];
    y[i] = clamp(value, 1);
    dy[i] = Math.abs(value) >= 1 ? 0 : 1;
  }
}

/** x + 3 first: x / 6 + 1 / 2 would lose its digits next to -3. */
function hardSigmoid(x: ArrayLike<number>, y: Float64Array, dy: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    const value = x[i];
    y[i] = Math.max(0, Math.min(1, (value + 3) / 6));
    dy[i] = Math.abs(value) >= 3 ? 0 : 1 / 6;
  }
}

function hardSwish(x: ArrayLike<number>, y: Float64Array, dy: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    const value = x[i];
    const below = value <= -3;
    const above = value >= 3;
    y[i] = below ? 0 : above ? value : (value * (value + 3)) / 6;
    dy[i] = below ? 0 : above ? 1 : (2 * value + 3) / 6;
  }
}
