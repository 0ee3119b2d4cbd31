import { checkFlag, checkOptions, checkRange } from "../check.js";
import { type DecayOptions, Optimiser, zeros } from "./optimiser.js";

/** What a `Momentum` is made with beside its learning rate. */
export interface MomentumOptions extends DecayOptions {
  /** How much of the velocity stays from step to step, 0 to below 1; default 0.9. */
  readonly momentum?: number | undefined;
  /** Whether the gradient counts as if the velocity had been gone along already; default false. */
  readonly nesterov?: boolean | undefined;
}

/**
 * Gradient descent with a velocity: `v = momentum · v + dw`, `w -= learningRate · v`; by Nesterov
 * `w -= learningRate · (dw + momentum · v)`.
 *
 * Books that keep the rate within the velocity (`v = momentum · v - learningRate · dw`) agree with this
 * as long as the rate stays.
 */
export class Momentum extends Optimiser {
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly weightDecay: number;

  /** TypeError, RangeError: a rate or option that makes no sense. */
  constructor(learningRate = 0.01, options: MomentumOptions = {}) {
    checkOptions("Momentum", options, ["momentum", "nesterov", "weightDecay"]);
    super("Momentum", learningRate);
    const { momentum = 0.9, nesterov = false, weightDecay = 0 } = options;
    checkRange("Momentum", "momentum", momentum, 0, 1);
    checkFlag("Momentum", "nesterov", nesterov);
    checkRange("Momentum", "weightDecay", weightDecay, 0, Infinity);
    this.momentum = momentum;
    this.nesterov = nesterov;
    this.weightDecay = weightDecay;
  }

  protected newState(length: number): Float64Array[] {
    return zeros(1, length);
  }

  protected correct(
    w: Float64Array,
    gradient: Float64Array,
    [velocity]: readonly Float64Array[],
  ): void {
    const { learningRate, momentum, nesterov, weightDecay } = this;
    for (let i = 0; i < w.length; i++) {
      const slope = gradient[i] + weightDecay * w[i];
      const v = momentum * velocity[i] + slope;
      velocity[i] = v;
      w[i] -= learningRate * (nesterov ? slope + momentum * v : v);
    }
  }
}
