import type { AbstractMatrix, Matrix } from "ml-matrix";
import { dense, valuesOf } from "../linalg/dense.js";

/** Part of the samples, in the order in which they are trained. */
export interface Batch {
  readonly x: Matrix;
  readonly t: Matrix;
  /** Where each row comes from. */
  readonly indices: ArrayLike<number>;
}

/** Elements of a row up to which copying them one by one is faster than `set`. */
const SHORT = 32;

/** Copies rows of a matrix, again and again, to memory of its own. */
export class RowPicker {
  readonly #values: Float64Array;
  readonly #columns: number;
  /** By the number of rows: those of whole batches and of the last. */
  readonly #memory = new Map<number, Matrix>();

  constructor(matrix: AbstractMatrix) {
    this.#values = valuesOf(matrix);
    this.#columns = matrix.columns;
  }

  /** The rows of these indices, until the next call for as many. */
  pick(indices: ArrayLike<number>): Matrix {
    const matrix = this.#memoryFor(indices.length);
    const [from, to, columns] = [this.#values, valuesOf(matrix), this.#columns];
    for (let i = 0; i < indices.length; i++) {
      const [at, start] = [i * columns, indices[i] * columns];
      if (columns > SHORT) to.set(from.subarray(start, start + columns), at);
      else for (let j = 0; j < columns; j++) to[at + j] = from[start + j];
    }
    return matrix;
  }

  #memoryFor(rows: number): Matrix {
    let matrix = this.#memory.get(rows);
    if (!matrix) {
      matrix = dense(rows, this.#columns, new Float64Array(rows * this.#columns));
      this.#memory.set(rows, matrix);
    }
    return matrix;
  }
}

/** Batches of `size` samples in the given order; the last has what is left. Each until the next is asked for. */
export function* batches(
  x: RowPicker,
  t: RowPicker,
  order: Int32Array,
  size: number,
): Generator<Batch> {
  for (let start = 0; start < order.length; start += size) {
    const indices = order.subarray(start, start + size);
    yield { x: x.pick(indices), t: t.pick(indices), indices };
  }
}
