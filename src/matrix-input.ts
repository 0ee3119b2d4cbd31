import type { AbstractMatrix } from "ml-matrix";
import { checkKind, describe, isArray } from "./check.js";
import { dense } from "./linalg/dense.js";

/** What the matrices of all versions of ml-matrix have. */
export interface MatrixLike {
  readonly rows: number;
  readonly columns: number;
  get(row: number, column: number): number;
  to2DArray(): number[][];
}

/** A matrix of ml-matrix, of whatever version, or rows of numbers of one length, as JSON has them. */
export type MatrixInput = MatrixLike | readonly ArrayLike<number>[];

/** The matrix that `value` is or says: TypeError, in the name of `call`, if it is neither; else errors as of `fromRows`. */
export function matrixOf(call: string, name: string, value: unknown): AbstractMatrix {
  const matrix = fromRows(call, name, value);
  checkKind(call, name, matrix);
  return matrix;
}

/**
 * A new matrix of an array of rows; anything else as it is. TypeError, in the name of `call`, for what is
 * no row or number; RangeError for rows of different lengths.
 */
export function fromRows(call: string, name: string, value: unknown): unknown {
  if (!Array.isArray(value) || !isArray(value[0])) return value;
  const columns = value[0].length;
  const values = new Float64Array(value.length * columns);
  for (let i = 0; i < value.length; i++) {
    const row: unknown = value[i];
    checkRow(call, name, row, i, columns);
    for (let j = 0; j < columns; j++) values[i * columns + j] = numberAt(call, name, row, i, j);
  }
  return dense(value.length, columns, values);
}

function checkRow(
  call: string,
  name: string,
  row: unknown,
  i: number,
  columns: number,
): asserts row is ArrayLike<unknown> {
  if (!isArray(row)) {
    throw new TypeError(
      `${call}: expected ${name} to be rows of numbers, got ${describe(row)} in row ${i}`,
    );
  }
  if (row.length !== columns) {
    throw new RangeError(
      `${call}: expected ${name} to have rows of one length, got ${row.length} in row ${i} beside ${columns}`,
    );
  }
}

function numberAt(
  call: string,
  name: string,
  row: ArrayLike<unknown>,
  i: number,
  j: number,
): number {
  const value = row[j];
  if (typeof value === "number") return value;
  throw new TypeError(
    `${call}: expected ${name} to be numbers, got ${describe(value)} in row ${i}, column ${j}`,
  );
}
