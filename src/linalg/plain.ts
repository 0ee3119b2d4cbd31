import { type AbstractMatrix, Matrix } from "ml-matrix";
import { rowsOf, writableRowsOf } from "./dense.js";

// The three products in plain TypeScript, row by row: the fastest way for tiny layers, where all
// else costs more than the product.

/** `u = [x 1] · wᵀ`. */
export function totalInput(u: Matrix, x: AbstractMatrix, w: Matrix): void {
  const bias = w.columns - 1;
  const xRows = rowsOf(x);
  const wRows = rowsOf(w);
  const uRows = writableRowsOf(u);
  for (let sample = 0; sample < x.rows; sample++) {
    const row = xRows[sample];
    const sums = uRows[sample];
    for (let unit = 0; unit < w.rows; unit++) {
      const weights = wRows[unit];
      let sum = 0;
      for (let k = 0; k < bias; k++) sum += row[k] * weights[k];
      sums[unit] = sum + weights[bias];
    }
  }
}

/** `delta · w` without the bias column. */
export function backSignal(delta: AbstractMatrix, w: Matrix): Matrix {
  const inputs = w.columns - 1;
  const back = new Matrix(delta.rows, inputs);
  const deltaRows = rowsOf(delta);
  const wRows = rowsOf(w);
  const backRows = writableRowsOf(back);
  for (let sample = 0; sample < delta.rows; sample++) {
    const errors = deltaRows[sample];
    const sums = backRows[sample];
    for (let unit = 0; unit < w.rows; unit++) {
      const error = errors[unit];
      const weights = wRows[unit];
      for (let k = 0; k < inputs; k++) sums[k] += error * weights[k];
    }
  }
  return back;
}

/** `to += factor · (deltaᵀ · [x 1])`, in place. */
export function addGradient(
  to: Matrix,
  factor: number,
  delta: AbstractMatrix,
  x: AbstractMatrix,
): void {
  const inputs = to.columns - 1;
  const deltaRows = rowsOf(delta);
  const xRows = rowsOf(x);
  const toRows = writableRowsOf(to);
  for (let unit = 0; unit < to.rows; unit++) {
    const sums = toRows[unit];
    for (let k = 0; k <= inputs; k++) {
      let sum = 0;
      for (let sample = 0; sample < x.rows; sample++) {
        sum += deltaRows[sample][unit] * (k < inputs ? xRows[sample][k] : 1);
      }
      sums[k] += factor * sum;
    }
  }
}
