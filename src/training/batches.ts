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
  readonly #memory = new Map<number, { values: Float64Array; matrix: Matrix }>();

  constructor(matrix: AbstractMatrix) {
    this.#values = valuesOf(matrix);
    this.#columns = matrix.columns;
  }

  /** The rows of these indices, until the next call for as many. */
  pick(indices: ArrayLike<number>): Matrix {
    const { values, matrix } = this.#memoryFor(indices.length);
    const [from, columns] = [this.#values, this.#columns];
    for (let i = 0; i < indices.length; i++) {
      const [at, start] = [i * columns, indices[i] * columns];
      if (columns > SHORT) values.set(from.subarray(start, start + columns), at);
      else for (let j = 0; j < columns; j++) values[at + j] = from[start + j];
    }
    return matrix;
  }

  #memoryFor(rows: number): { values: Float64Array; matrix: Matrix } {
    let memory = this.#memory.get(rows);
    if (!memory) {
      const values = new Float64Array(rows * this.#columns);
      memory = { values, matrix: dense(rows, this.#columns, values) };
      this.#memory.set(rows, memory);
    }
    return memory;
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
