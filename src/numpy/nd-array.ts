import { type AbstractMatrix, Matrix } from "ml-matrix";
import { isArray } from "../check.js";
import type { MatrixLike } from "../matrix-input.js";
import { checkAxis, checkElement, checkLength, checkOneKind } from "./array-checks.js";

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

/** Reads a scalar, an array nested to any depth, a typed array or a matrix, for the function `call`. */
export function toNdArray(call: string, input: unknown): NdArray {
  const array: NdArray = { shape: [], data: [] };
  read(call, input, 0, array);
  checkOneKind(call, new Set(array.data.map((value) => typeof value)));
  return array;
}

function read(call: string, input: unknown, axis: number, array: NdArray): void {
  const rows = rowsOf(input);
  const isFirst = array.data.length === 0 && axis === array.shape.length;
  if (rows && isFirst) array.shape.push(rows.length);
  checkLength(call, rows?.length, array.shape[axis]);
  if (!rows) {
    checkElement(call, input);
    array.data.push(input);
    return;
  }
  checkAxis(call, axis);
  for (const row of rows) read(call, row, axis + 1, array);
}

function rowsOf(input: unknown): (ArrayLike<unknown> & Iterable<unknown>) | undefined {
  if (Matrix.isMatrix(input)) return matrixRows(input);
  return isArray(input) ? input : undefined;
}

function matrixRows(matrix: AbstractMatrix): number[][] {
  return Array.from({ length: matrix.rows }, (_, i) => matrix.getRow(i));
}
