import type { AbstractMatrix } from "ml-matrix";
import { Matrix } from "ml-matrix";

/** A matrix, and for each element the sum of the absolute values of what was added up. */
export interface Reference {
  value: Matrix;
  size: Matrix;
}

/** The sum over k of `term(i, j, k)`, for k from 0 in order, as three plain loops. */
function sums(
  rows: number,
  columns: number,
  depth: number,
  term: (i: number, j: number, k: number) => number,
): Reference {
  const value = new Matrix(rows, columns);
  const size = new Matrix(rows, columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let [sum, magnitude] = [0, 0];
      for (let k = 0; k < depth; k++) {
        const product = term(i, j, k);
        sum += product;
        magnitude += Math.abs(product);
      }
      value.set(i, j, sum);
      size.set(i, j, magnitude);
    }
  }
  return { value, size };
}

/** `[x 1] · wᵀ`. */
export function totalInput(x: AbstractMatrix, w: AbstractMatrix): Reference {
  const [xs, ws] = [withOnes(x), w.to2DArray()];
  return sums(x.rows, w.rows, w.columns, (i, j, k) => xs[i][k] * ws[j][k]);
}

/** `delta · w` without the last column of w. */
export function backSignal(delta: AbstractMatrix, w: AbstractMatrix): Reference {
  const [ds, ws] = [delta.to2DArray(), w.to2DArray()];
  return sums(delta.rows, w.columns - 1, w.rows, (i, j, k) => ds[i][k] * ws[k][j]);
}

/** `w - rate · (deltaᵀ · [x 1])`. */
export function descended(
  w: AbstractMatrix,
  delta: AbstractMatrix,
  x: AbstractMatrix,
  rate: number,
): Reference {
  const [ds, xs] = [delta.to2DArray(), withOnes(x)];
  const { value, size } = sums(w.rows, w.columns, x.rows, (i, j, k) => ds[k][i] * xs[k][j]);
  for (let i = 0; i < w.rows; i++) {
    for (let j = 0; j < w.columns; j++) {
      value.set(i, j, w.get(i, j) - rate * value.get(i, j));
      size.set(i, j, Math.abs(w.get(i, j)) + Math.abs(rate) * size.get(i, j));
    }
  }
  return { value, size };
}

function withOnes(x: AbstractMatrix): number[][] {
  return x.to2DArray().map((row) => [...row, 1]);
}

/**
 * The worst difference, as a part of the size of the sum; what is not finite must be the same.
 */
export function worst(got: AbstractMatrix, { value, size }: Reference): number {
  if (got.rows !== value.rows || got.columns !== value.columns) return Infinity;
  let most = 0;
  for (let i = 0; i < got.rows; i++) {
    for (let j = 0; j < got.columns; j++) {
      const [a, b] = [got.get(i, j), value.get(i, j)];
      if (Object.is(a, b) || a === b) continue;
      most = Math.max(most, Number.isFinite(b) ? Math.abs(a - b) / size.get(i, j) : Infinity);
      if (Number.isNaN(most)) return Infinity;
    }
  }
  return most;
}
