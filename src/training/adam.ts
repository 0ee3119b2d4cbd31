import { checkFlag, checkOptions, checkRange } from "../check.js";
import { AdamKernel, type AdamStep } from "./adam-kernel.js";
import { type DecayOptions, Optimiser, zeros } from "./optimiser.js";

/** What an `Adam` or `AdamW` is made with beside its learning rate. */
export interface AdamOptions extends DecayOptions {
  /** How much of the average of gradients stays from step to step, 0 to below 1; default 0.9. */
  readonly beta1?: number | undefined;
  /** The same of the average of their squares; default 0.999. */
  readonly beta2?: number | undefined;
  /** Keeps the divisor from 0; default 1e-8. */
  readonly epsilon?: number | undefined;
  /** Whether the divisor never falls; default false. */
  readonly amsgrad?: boolean | undefined;
}

const OPTIONS: readonly string[] = ["beta1", "beta2", "epsilon", "amsgrad", "weightDecay"];

/** What Adam and AdamW have in common. */
abstract class AdaptiveMoments extends Optimiser {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly amsgrad: boolean;
  readonly weightDecay: number;

  constructor(name: string, learningRate: number, options: AdamOptions, decay: number) {
    checkOptions(name, options, OPTIONS);
    super(name, learningRate);
    const {
      beta1 = 0.9,
      beta2 = 0.999,
      epsilon = 1e-8,
      amsgrad = false,
      weightDecay = decay,
    } = options;
    checkRange(name, "beta1", beta1, 0, 1);
    checkRange(name, "beta2", beta2, 0, 1);
    checkRange(name, "epsilon", epsilon, 0, Infinity);
    checkFlag(name, "amsgrad", amsgrad);
    checkRange(name, "weightDecay", weightDecay, 0, Infinity);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.amsgrad = amsgrad;
    this.weightDecay = weightDecay;
  }

  protected newState(length: number): Float64Array[] {
    if (this.amsgrad) return zeros(3, length);
    const kernel = AdamKernel.for(length);
    if (!kernel) return zeros(2, length);
    KERNELS.set(kernel.m, kernel);
    return [kernel.m, kernel.v];
  }

  /** In a step, `decay · w` is added to the gradient, and `rest` is left of the weights before it. */
  protected abstract decays(): { readonly decay: number; readonly rest: number };

  protected correct(
    w: Float64Array,
    gradient: Float64Array,
    state: readonly Float64Array[],
    steps: number,
  ): void {
    const { decay, rest } = this.decays();
    const { learningRate, beta1, beta2, epsilon } = this;
    const rate = learningRate / (1 - beta1 ** steps);
    const scale = 1 / Math.sqrt(1 - beta2 ** steps);
    const numbers = { beta1, beta2, rate, scale, epsilon, decay, rest };
    const kernel = KERNELS.get(state[0]);
    if (kernel) kernel.step(w, gradient, numbers);
    else step(w, gradient, state, numbers);
  }
}

/** The kernels of the parameters that have one, by their first averages. */
const KERNELS = new WeakMap<Float64Array, AdamKernel>();

function step(
  w: Float64Array,
  gradient: Float64Array,
  [m, v, largest]: readonly Float64Array[],
  { beta1, beta2, rate, scale, epsilon, decay, rest }: AdamStep,
): void {
  for (let i = 0; i < w.length; i++) {
    const slope = gradient[i] + decay * w[i];
    const mean = beta1 * m[i] + (1 - beta1) * slope;
    let square = beta2 * v[i] + (1 - beta2) * slope * slope;
    m[i] = mean;
    v[i] = square;
    if (largest !== undefined) {
      square = Math.max(largest[i], square);
      largest[i] = square;
    }
    w[i] = rest * w[i] - (rate * mean) / (Math.sqrt(square) * scale + epsilon);
  }
}

/**
 * Steps along the average of gradients, divided by their size: `m = beta1 · m + (1 - beta1) · dw`,
 * `v = beta2 · v + (1 - beta2) · dw²`, and at step t
 * `w -= learningRate / (1 - beta1ᵗ) · m / (√v / √(1 - beta2ᵗ) + epsilon)`.
 *
 * Kingma and Ba 2015, https://arxiv.org/abs/1412.6980; amsgrad, the largest v so far for v: Reddi,
 * Kale and Kumar 2018, https://arxiv.org/abs/1904.09237
 */
export class Adam extends AdaptiveMoments {
  /** TypeError, RangeError: a rate or option that makes no sense. */
  constructor(learningRate = 0.001, options: AdamOptions = {}) {
    super("Adam", learningRate, options, 0);
  }

  protected decays(): { readonly decay: number; readonly rest: number } {
    return { decay: this.weightDecay, rest: 1 };
  }
}

/**
 * Adam with a decay of the weights by themselves: first `w *= 1 - learningRate · weightDecay`, the
 * biases too, as PyTorch does. Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101
 */
export class AdamW extends AdaptiveMoments {
  /** `weightDecay` is 0.01 unless given. TypeError, RangeError: a rate or option that makes no sense. */
  constructor(learningRate = 0.001, options: AdamOptions = {}) {
    super("AdamW", learningRate, options, 0.01);
  }

  protected decays(): { readonly decay: number; readonly rest: number } {
    return { decay: 0, rest: 1 - this.learningRate * this.weightDecay };
  }
}
