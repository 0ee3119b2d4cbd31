import type { Matrix } from "ml-matrix";
import { checkInteger, describe } from "../check.js";
import { dense } from "../linalg/dense.js";

/** How many values: none given, one number; `n` or `[n]`, an array; `[rows, columns]`, a `Matrix`; more axes, nested arrays. */
export type Size = number | readonly number[];

/** Arrays in arrays, the last axis innermost. */
export type Nested<T> = (T | Nested<T>)[];

/** What values of the kind `T` give in a size `S`. */
export type Sized<S, T = number> = S extends undefined | null | readonly []
  ? T
  : S extends number | readonly [number]
    ? T[]
    : S extends readonly [number, number]
      ? [T] extends [number]
        ? Matrix
        : T[][]
      : T | Nested<T> | Matrix;

/** The length of each axis; no size is no axis. RangeError when one is no integer ≥ 0. */
export function toShape(call: string, size: Size | null | undefined): readonly number[] {
  if (size === undefined || size === null) return [];
  const shape = typeof size === "number" ? [size] : size;
  if (!Array.isArray(shape)) {
    throw new TypeError(`${call}: expected size to be a number or an array, got ${describe(size)}`);
  }
  for (const length of shape) checkInteger(call, "each length in size", length, 0);
  return shape;
}

/** How many elements an array of this shape has. */
export function countOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/**
 * Draws numbers in C order (last axis fastest), one by one, or those of a matrix by `drawAll`, which
 * may be faster.
 */
export function fill<S>(
  shape: readonly number[],
  draw: () => number,
  drawAll: (values: Float64Array) => void = (values) => drawEach(values, draw),
): Sized<S> {
  if (shape.length !== 2) return fillArrays(shape, draw) as Sized<S>;
  const [rows, columns] = shape;
  const values = new Float64Array(rows * columns);
  drawAll(values);
  return dense(rows, columns, values) as Sized<S>;
}

/** Takes values of any kind in C order, into arrays also for two axes. */
export function fillArrays<T>(shape: readonly number[], take: () => T): T | Nested<T> {
  if (shape.length === 0) return take();
  const [length, ...rest] = shape;
  return Array.from({ length }, () => fillArrays(rest, take));
}

function drawEach(values: Float64Array, draw: () => number): void {
  for (let i = 0; i < values.length; i++) values[i] = draw();
}
