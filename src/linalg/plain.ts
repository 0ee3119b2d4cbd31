import type { AbstractMatrix, Matrix } from "ml-matrix";
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

/** `back = delta · w` without the bias column. */
export function backSignal(back: Matrix, delta: AbstractMatrix, w: Matrix): void {
  const inputs = w.columns - 1;
  const deltaRows = rowsOf(delta);
  const wRows = rowsOf(w);
  const backRows = writableRowsOf(back);
  for (let sample = 0; sample < delta.rows; sample++) {
    const errors = deltaRows[sample];
    const sums = backRows[sample];
    for (let k = 0; k < inputs; k++) sums[k] = 0; // of a few, faster than fill
    for (let unit = 0; unit < w.rows; unit++) {
      const error = errors[unit];
      const weights = wRows[unit];
      for (let k = 0; k < inputs; k++) sums[k] += error * weights[k];
    }
  }
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

/** `to += factor · values`, in place: four at a time, which takes half the time. */
export function addScaled(to: Float64Array, factor: number, values: Float64Array): void {
  let i = 0;
  for (const whole = to.length - 3; i < whole; i += 4) {
    const first = to[i] + factor * values[i];
    const second = to[i + 1] + factor * values[i + 1];
    const third = to[i + 2] + factor * values[i + 2];
    const fourth = to[i + 3] + factor * values[i + 3];
    to[i] = first;
    to[i + 1] = second;
    to[i + 2] = third;
    to[i + 3] = fourth;
  }
  for (; i < to.length; i++) to[i] += factor * values[i];
}
