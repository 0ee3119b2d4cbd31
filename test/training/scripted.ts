import { Matrix } from "ml-matrix";
import { Linear, Network, Optimiser, OutputLayer } from "../../src/index.js";

/** An optimiser that makes the first weight of a parameter what a script says, step by step. */
export class Scripted extends Optimiser {
  constructor(
    readonly script: readonly number[],
    learningRate = 1,
  ) {
    super("Scripted", learningRate);
  }

  protected newState(): Float64Array[] {
    return [];
  }

  protected correct(
    w: Float64Array,
    _gradient: Float64Array,
    _state: readonly Float64Array[],
    steps: number,
  ): void {
    w[0] = this.script[steps - 1];
  }
}

/** One sample that every epoch sees, 1, and its target, 0. */
export const ONE: Matrix = new Matrix([[1]]);
export const ZERO: Matrix = new Matrix([[0]]);

/**
 * A network `y = w x` whose weight is `start`, and after each epoch of one batch the next of a script, so
 * that the loss of the sample 1 with target 0 is `½ w²`.
 */
export function scriptedNetwork(script: readonly number[], start = 100): Network {
  const initialWeights = new Matrix([[start, 0]]);
  const layer = new OutputLayer(1, 1, Linear, { initialWeights });
  return new Network([layer], { optimiser: new Scripted(script) });
}

export const weightOf = (net: Network): number => net.output.w.get(0, 0);
