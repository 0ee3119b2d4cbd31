import { type AbstractMatrix, Matrix } from "ml-matrix";
import { describe } from "./check.js";

/** What an elementwise function of `X` gives: a number for a number, a new `Matrix` for a matrix. */
export type Elements<X> = X extends number ? number : Matrix;

/** Applies `f` to a number, or to each element of a matrix. TypeError, in the name of `call`, for anything else. */
export function mapElements<X extends number | AbstractMatrix>(
  call: string,
  x: X | Elements<X>,
  f: (value: number) => number,
): Elements<X> {
  return map(call, x, f) as Elements<X>;
}

function map(
  call: string,
  x: number | AbstractMatrix,
  f: (value: number) => number,
): number | Matrix {
  if (typeof x === "number") return f(x);
  if (!Matrix.isMatrix(x)) {
    throw new TypeError(`${call}: expected x to be a number or a Matrix, got ${describe(x)}`);
  }
  const y = new Matrix(x.rows, x.columns);
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < x.columns; j++) y.set(i, j, f(x.get(i, j)));
  }
  return y;
}
