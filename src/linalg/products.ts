import type { AbstractMatrix, Matrix } from "ml-matrix";
import { backend, product } from "./backend.js";
import { type AddProduct, block } from "./block.js";
import { isDense, reuse, valuesOf } from "./dense.js";
import * as flat from "./flat.js";
import * as plain from "./plain.js";

// The three products of a layer. `w` has a row for each unit and a column for each input, and a last
// column for the bias, whose input is always 1; that input is never stored. Shapes are the caller's.

/** Multiply-adds below which plain TypeScript is fastest. */
const PLAIN_WORK = 1000;

/**
 * `[x 1] · wᵀ`: the total inputs, samples × units, of the inputs `x`, samples × inputs; in `spare` if
 * that has their shape.
 */
export function totalInput(x: AbstractMatrix, w: Matrix, spare?: Matrix): Matrix {
  const u = reuse(spare, x.rows, w.rows);
  const add = productFor(x, w);
  if (add) flat.totalInput(add, u, x, w);
  else plain.totalInput(u, x, w);
  return u;
}

/**
 * `delta · w` without the bias column: the signal to the layer above, samples × inputs; in `spare` if
 * that has their shape.
 */
export function backSignal(delta: AbstractMatrix, w: Matrix, spare?: Matrix): Matrix {
  const back = reuse(spare, delta.rows, w.columns - 1);
  const add = productFor(delta, w);
  if (add) flat.backSignal(add, back, delta, w);
  else plain.backSignal(back, delta, w);
  return back;
}

/** `w -= rate · (deltaᵀ · [x 1])`, in place. */
export function descend(w: Matrix, delta: AbstractMatrix, x: AbstractMatrix, rate: number): void {
  addGradient(w, -rate, delta, x);
}

/** `deltaᵀ · [x 1]`: the gradient of the weights, units × (inputs + 1), in `into`, which has its shape. */
export function gradient(into: Matrix, delta: AbstractMatrix, x: AbstractMatrix): void {
  if (isDense(into)) valuesOf(into).fill(0);
  else into.fill(0);
  addGradient(into, 1, delta, x);
}

/** `to += factor · (deltaᵀ · [x 1])`, in place. */
function addGradient(to: Matrix, factor: number, delta: AbstractMatrix, x: AbstractMatrix): void {
  // BLAS takes a factor of 0 for "nothing to add", even where the product is not finite.
  const add = factor === 0 ? undefined : productFor(delta, to);
  if (add) flat.addGradient(add, to, factor, delta, x);
  else plain.addGradient(to, factor, delta, x);
}

/** `to += factor · values`, in place; by BLAS, if there is one, which takes a third of the time. */
export function addScaled(to: Float64Array, factor: number, values: Float64Array): void {
  const { length } = to;
  const add = length < PLAIN_WORK || factor === 0 || backend() !== "blas" ? undefined : product();
  if (add) {
    add(
      block(to, 1, length, length),
      factor,
      block(ONE, 1, 1, 1),
      block(values, 1, length, length),
    );
  } else plain.addScaled(to, factor, values);
}

const ONE = new Float64Array([1]);

function productFor(samples: AbstractMatrix, w: Matrix): AddProduct | undefined {
  const work = samples.rows * w.rows * (w.columns - 1);
  return work < PLAIN_WORK ? undefined : product();
}
