import { checkOptions, checkRange } from "../check.js";
import { type DecayOptions, Optimiser } from "./optimiser.js";

/** What an `AdaGrad` is made with beside its learning rate. */
export interface AdaGradOptions extends DecayOptions {
  /** Keeps the divisor from 0; default 1e-10. */
  readonly epsilon?: number | undefined;
  /** What the sums of squares start from; default 0. */
  readonly initialAccumulator?: number | undefined;
}

/**
 * Smaller steps where gradients have been large: `h += dw²`, `w -= learningRate · dw / (√h + epsilon)`.
 * Duchi, Hazan and Singer 2011, https://jmlr.org/papers/v12/duchi11a.html
 */
export class AdaGrad extends Optimiser {
  readonly epsilon: number;
  readonly initialAccumulator: number;
  readonly weightDecay: number;

  /** TypeError, RangeError: a rate or option that makes no sense. */
  constructor(learningRate = 0.01, options: AdaGradOptions = {}) {
    checkOptions("AdaGrad", options, ["epsilon", "initialAccumulator", "weightDecay"]);
    super("AdaGrad", learningRate);
    const { epsilon = 1e-10, initialAccumulator = 0, weightDecay = 0 } = options;
    checkRange("AdaGrad", "epsilon", epsilon, 0, Infinity);
    checkRange("AdaGrad", "initialAccumulator", initialAccumulator, 0, Infinity);
    checkRange("AdaGrad", "weightDecay", weightDecay, 0, Infinity);
    this.epsilon = epsilon;
    this.initialAccumulator = initialAccumulator;
    this.weightDecay = weightDecay;
  }

  protected newState(length: number): Float64Array[] {
    return [new Float64Array(length).fill(this.initialAccumulator)];
  }

  protected correct(
    w: Float64Array,
    gradient: Float64Array,
    [squares]: readonly Float64Array[],
  ): void {
    const { learningRate, epsilon, weightDecay } = this;
    for (let i = 0; i < w.length; i++) {
      const slope = gradient[i] + weightDecay * w[i];
      const h = squares[i] + slope * slope;
      squares[i] = h;
      w[i] -= (learningRate * slope) / (Math.sqrt(h) + epsilon);
    }
  }
}
