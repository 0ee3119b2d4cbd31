import type { AbstractMatrix, Matrix } from "ml-matrix";
import { checkElements } from "../check.js";
import { dense, valuesOf } from "../linalg/dense.js";
import { columnsOfLargest } from "../linalg/largest.js";
import { type MatrixInput, matrixOf } from "../matrix-input.js";
import { difference } from "./difference.js";
import type { Output } from "./output.js";

/** How far the sum of a row of targets may be from 1: what rounding leaves. */
const ROUNDING = 1e-9;

/**
 * Softmax outputs with cross-entropy: `y = eᵘ / Σ eᵘ` in each row, the probability of each class, and
 * the loss `-Σ t ln y`; `delta = y - t`. Each row of targets sums to 1, as one-hot ones do.
 *
 * The largest `u` of a row is subtracted first, so that nothing overflows, and the loss takes
 * `ln y = u - ln Σ eᵘ`, which is exact where y has become 0. https://en.wikipedia.org/wiki/Softmax_function
 */
export class Softmax implements Output {
  readonly y: Matrix;
  /** ln y. */
  readonly #logarithms: Float64Array;

  constructor(u: MatrixInput) {
    const inputs = matrixOf("Softmax", "u", u);
    const { rows, columns } = inputs;
    const y = new Float64Array(rows * columns);
    this.#logarithms = new Float64Array(y.length);
    softmax(valuesOf(inputs), columns, y, this.#logarithms);
    this.y = dense(rows, columns, y);
  }

  loss(t: MatrixInput): number {
    const targets = valuesOf(matrixOf("Softmax.loss", "t", t));
    let sum = 0;
    for (let i = 0; i < targets.length; i++) {
      // A class that is not there costs nothing, also where its logarithm is infinite.
      if (targets[i] !== 0) sum -= targets[i] * this.#logarithms[i];
    }
    return sum;
  }

  delta(t: MatrixInput): Matrix {
    return difference(this.y, matrixOf("Softmax.delta", "t", t));
  }

  /** RangeError unless targets are from 0 to 1, and their sum in each row is 1. */
  static checkTargets(call: string, t: AbstractMatrix): void {
    checkElements(call, "t", t, "from 0 to 1", (target) => target >= 0 && target <= 1);
    const targets = valuesOf(t);
    for (let row = 0; row < t.rows; row++) {
      let sum = 0;
      for (let j = 0; j < t.columns; j++) sum += targets[row * t.columns + j];
      if (Math.abs(sum - 1) > ROUNDING) {
        throw new RangeError(
          `${call}: expected the targets of each row to sum to 1, got a sum of ${sum} in row ${row}`,
        );
      }
    }
  }

  /** A class for each output. */
  static classCount(n: number): number {
    return n;
  }

  /** The column of the largest element of each row, the first of several; -1 where one is NaN. */
  static decide(y: AbstractMatrix): number[] {
    return columnsOfLargest(y);
  }
}

/** Writes softmax and its logarithm, of each row of `columns` elements. */
function softmax(
  u: Float64Array,
  columns: number,
  y: Float64Array,
  logarithms: Float64Array,
): void {
  for (let start = 0; start < u.length; start += columns) {
    const end = start + columns;
    let largest = u[start];
    for (let i = start; i < end; i++) if (!(u[i] <= largest)) largest = u[i]; // NaN too
    let sum = 0;
    for (let i = start; i < end; i++) {
      y[i] = Math.exp(u[i] - largest);
      sum += y[i];
    }
    const logarithm = Math.log(sum);
    for (let i = start; i < end; i++) {
      y[i] /= sum;
      logarithms[i] = u[i] - largest - logarithm;
    }
  }
}
