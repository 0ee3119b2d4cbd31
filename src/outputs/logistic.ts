import type { AbstractMatrix, Matrix } from "ml-matrix";
import { Sigmoid } from "../activations/sigmoidal.js";
import { checkElements } from "../check.js";
import { valuesOf } from "../linalg/dense.js";
import { type MatrixInput, matrixOf } from "../matrix-input.js";
import { difference } from "./difference.js";
import type { Output } from "./output.js";

/**
 * Logistic outputs with binary cross-entropy: `y = 1 / (1 + e⁻ᵘ)`, each the probability of a yes, and
 * the loss `-Σ t ln y + (1 - t) ln(1 - y)`; `delta = y - t`. Targets are 0, 1 or between them.
 *
 * The loss is computed from `u`, so it is exact where y has become 0 or 1: `ln(1 + e^∓u)`.
 * https://en.wikipedia.org/wiki/Cross-entropy
 */
export class Logistic implements Output {
  readonly y: Matrix;
  readonly #u: AbstractMatrix;

  constructor(u: MatrixInput) {
    this.#u = matrixOf("Logistic", "u", u);
    this.y = new Sigmoid(this.#u).y;
  }

  loss(t: MatrixInput): number {
    const [logits, targets] = [valuesOf(this.#u), valuesOf(matrixOf("Logistic.loss", "t", t))];
    let sum = 0;
    for (let i = 0; i < logits.length; i++) {
      const yes = targets[i];
      // 0 · ∞ would be NaN where a logit is infinite, and right.
      if (yes !== 0) sum += yes * softplus(-logits[i]);
      if (yes !== 1) sum += (1 - yes) * softplus(logits[i]);
    }
    return sum;
  }

  delta(t: MatrixInput): Matrix {
    return difference(this.y, matrixOf("Logistic.delta", "t", t));
  }

  /** RangeError unless all targets are from 0 to 1. */
  static checkTargets(call: string, t: AbstractMatrix): void {
    checkElements(call, "t", t, "from 0 to 1", (target) => target >= 0 && target <= 1);
  }

  /** One output is a yes or a no; of several, each may be either. */
  static classCount(n: number): number | undefined {
    return n === 1 ? 2 : undefined;
  }

  /** 1 where y ≥ 0.5, else 0; -1 where it is NaN. */
  static decide(y: AbstractMatrix): number[] {
    return Array.from(valuesOf(y), (probability) =>
      Number.isNaN(probability) ? -1 : Number(probability >= 0.5),
    );
  }
}

/** ln(1 + eˣ), which is not infinite before x is. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
