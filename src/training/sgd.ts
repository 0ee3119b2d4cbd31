import { checkOptions, checkRange } from "../check.js";
import { addScaled } from "../linalg/products.js";
import { type DecayOptions, Optimiser } from "./optimiser.js";

/** Stochastic gradient descent: `w -= learningRate · dw`, as in the article. */
export class Sgd extends Optimiser {
  readonly weightDecay: number;

  /** TypeError, RangeError: a rate or option that makes no sense. */
  constructor(learningRate = 0.01, options: DecayOptions = {}) {
    checkOptions("Sgd", options, ["weightDecay"]);
    super("Sgd", learningRate);
    const { weightDecay = 0 } = options;
    checkRange("Sgd", "weightDecay", weightDecay, 0, Infinity);
    this.weightDecay = weightDecay;
  }

  protected newState(): Float64Array[] {
    return [];
  }

  protected correct(w: Float64Array, gradient: Float64Array): void {
    const { learningRate, weightDecay } = this;
    if (weightDecay > 0) {
      for (let i = 0; i < w.length; i++) {
        w[i] -= learningRate * (gradient[i] + weightDecay * w[i]);
      }
    } else addScaled(w, -learningRate, gradient);
  }
}
