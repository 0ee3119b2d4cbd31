import type { AbstractMatrix, Matrix } from "ml-matrix";
import { type AddProduct, block, transpose } from "./block.js";
import { valuesOf, writeBack } from "./dense.js";

// The three products written once over `add`, the product of blocks that a backend brings.

/** `u = [x 1] · wᵀ`: starts from the bias of each unit. */
export function totalInput(add: AddProduct, u: Matrix, x: AbstractMatrix, w: Matrix): void {
  const inputs = w.columns - 1;
  const weights = valuesOf(w);
  const sums = valuesOf(u);
  for (let unit = 0; unit < w.rows; unit++) sums[unit] = weights[unit * w.columns + inputs];
  for (let done = w.rows; done < sums.length; done *= 2) sums.copyWithin(done, 0, done);
  add(
    block(sums, x.rows, w.rows, w.rows),
    1,
    block(valuesOf(x), x.rows, inputs, inputs),
    transpose(block(weights, w.rows, inputs, w.columns)),
  );
  writeBack(u, sums);
}

/** `back = delta · w` without the bias column. */
export function backSignal(add: AddProduct, back: Matrix, delta: AbstractMatrix, w: Matrix): void {
  const inputs = w.columns - 1;
  const sums = valuesOf(back).fill(0);
  add(
    block(sums, delta.rows, inputs, inputs),
    1,
    block(valuesOf(delta), delta.rows, w.rows, w.rows),
    block(valuesOf(w), w.rows, inputs, w.columns),
  );
  writeBack(back, sums);
}

/** `to += factor · (deltaᵀ · [x 1])`, in place. */
export function addGradient(
  add: AddProduct,
  to: Matrix,
  factor: number,
  delta: AbstractMatrix,
  x: AbstractMatrix,
): void {
  const inputs = to.columns - 1;
  const values = valuesOf(to);
  const errors = valuesOf(delta);
  add(
    block(values, to.rows, inputs, to.columns),
    factor,
    transpose(block(errors, x.rows, to.rows, to.rows)),
    block(valuesOf(x), x.rows, inputs, inputs),
  );
  const sums = columnSums(errors, x.rows, to.rows);
  for (let unit = 0; unit < to.rows; unit++)
    values[unit * to.columns + inputs] += factor * sums[unit];
  writeBack(to, values);
}

/** The sum of each column; of four at a time, which takes a third of the time. */
function columnSums(values: Float64Array, rows: number, columns: number): Float64Array {
  const sums = new Float64Array(columns);
  const whole = columns - (columns % 4);
  for (let j = 0; j < whole; j += 4) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0, at = j; i < rows; i++, at += columns) {
      a += values[at];
      b += values[at + 1];
      c += values[at + 2];
      d += values[at + 3];
    }
    sums.set([a, b, c, d], j);
  }
  for (let j = whole; j < columns; j++) {
    for (let i = 0, at = j; i < rows; i++, at += columns) sums[j] += values[at];
  }
  return sums;
}
