import { type AbstractMatrix, Matrix } from "ml-matrix";
import { describe, isArray } from "../check.js";
import type { MatrixLike } from "../matrix-input.js";

/** Numbers, nested to any depth; rows of one depth have one length. */
export type ArrayInput =
  | number
  | bigint
  | boolean
  | MatrixLike
  | ArrayLike<number>
  | ArrayLike<bigint>
  | readonly ArrayInput[];

/** The elements in C order (last axis fastest), with the length of each axis. */
export interface NdArray {
  shape: number[];
  data: (number | bigint | boolean)[];
}

/** NumPy's own limit; it also ends the walk through an array that holds itself. */
export const MAX_AXES = 64;

/** Reads a scalar, an array nested to any depth, a typed array or a matrix, for the function `call`. */
export function toNdArray(call: string, input: unknown): NdArray {
  const array: NdArray = { shape: [], data: [] };
  read(call, input, 0, array);
  const kinds = new Set(array.data.map((value) => typeof value));
  if (kinds.size > 1) {
    throw new TypeError(`${call}: expected elements of one kind, got ${[...kinds].join(" and ")}`);
  }
  return array;
}

function read(call: string, input: unknown, axis: number, array: NdArray): void {
  const rows = rowsOf(input);
  const isFirst = array.data.length === 0 && axis === array.shape.length;
  if (rows && isFirst) array.shape.push(rows.length);
  const expected = array.shape[axis];
  if (rows?.length !== expected) {
    throw new RangeError(
      `${call}: expected rows of one shape, got ${lengthText(rows?.length)} beside ${lengthText(expected)}`,
    );
  }
  if (!rows) {
    array.data.push(scalar(call, input));
    return;
  }
  if (axis >= MAX_AXES)
    throw new RangeError(`${call}: expected at most ${MAX_AXES} axes, got more`);
  for (const row of rows) read(call, row, axis + 1, array);
}

function rowsOf(input: unknown): (ArrayLike<unknown> & Iterable<unknown>) | undefined {
  if (Matrix.isMatrix(input)) return matrixRows(input);
  return isArray(input) ? input : undefined;
}

function matrixRows(matrix: AbstractMatrix): number[][] {
  return Array.from({ length: matrix.rows }, (_, i) => matrix.getRow(i));
}

function scalar(call: string, value: unknown): number | bigint | boolean {
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") {
    return value;
  }
  throw new TypeError(`${call}: expected numbers, bigints or booleans, got ${describe(value)}`);
}

function lengthText(length: number | undefined): string {
  return length === undefined ? "a single element" : `length ${length}`;
}
