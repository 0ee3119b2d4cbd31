import { checkFlag, checkOptions, checkRange } from "../check.js";
import { type DecayOptions, Optimiser, zeros } from "./optimiser.js";

/** What an `RmsProp` is made with beside its learning rate. */
export interface RmsPropOptions extends DecayOptions {
  /** How much of the average of squares stays from step to step, 0 to below 1; default 0.99. */
  readonly decay?: number | undefined;
  /** Keeps the divisor from 0; default 1e-8. */
  readonly epsilon?: number | undefined;
  /** Gives the steps a velocity, 0 to below 1; default 0, none. */
  readonly momentum?: number | undefined;
  /** Whether the divisor is the deviation of the gradient, not its size; default false. */
  readonly centered?: boolean | undefined;
}

/**
 * Steps divided by the recent size of the gradient: `h = decay · h + (1 - decay) · dw²`,
 * `w -= learningRate · dw / (√h + epsilon)`; centered with `√(h - s²)`, where s is the average of dw
 * itself; with momentum `b = momentum · b + dw / (√h + epsilon)`, `w -= learningRate · b`.
 * https://www.cs.toronto.edu/~hinton/coursera/lecture6/lec6.pdf
 */
export class RmsProp extends Optimiser {
  readonly decay: number;
  readonly epsilon: number;
  readonly momentum: number;
  readonly centered: boolean;
  readonly weightDecay: number;

  /** TypeError, RangeError: a rate or option that makes no sense. */
  constructor(learningRate = 0.01, options: RmsPropOptions = {}) {
    checkOptions("RmsProp", options, ["decay", "epsilon", "momentum", "centered", "weightDecay"]);
    super("RmsProp", learningRate);
    const {
      decay = 0.99,
      epsilon = 1e-8,
      momentum = 0,
      centered = false,
      weightDecay = 0,
    } = options;
    checkRange("RmsProp", "decay", decay, 0, 1);
    checkRange("RmsProp", "epsilon", epsilon, 0, Infinity);
    checkRange("RmsProp", "momentum", momentum, 0, 1);
    checkFlag("RmsProp", "centered", centered);
    checkRange("RmsProp", "weightDecay", weightDecay, 0, Infinity);
    this.decay = decay;
    this.epsilon = epsilon;
    this.momentum = momentum;
    this.centered = centered;
    this.weightDecay = weightDecay;
  }

  protected newState(length: number): Float64Array[] {
    return zeros(3, length);
  }

  protected correct(
    w: Float64Array,
    gradient: Float64Array,
    [squares, averages, velocity]: readonly Float64Array[],
  ): void {
    const { learningRate, decay, epsilon, momentum, centered, weightDecay } = this;
    for (let i = 0; i < w.length; i++) {
      const slope = gradient[i] + weightDecay * w[i];
      const h = decay * squares[i] + (1 - decay) * slope * slope;
      const s = centered ? decay * averages[i] + (1 - decay) * slope : 0;
      const square = Math.max(0, h - s * s); // of like gradients rounding can leave less than 0
      const b = momentum * velocity[i] + slope / (Math.sqrt(square) + epsilon);
      squares[i] = h;
      averages[i] = s;
      velocity[i] = b;
      w[i] -= learningRate * b;
    }
  }
}
