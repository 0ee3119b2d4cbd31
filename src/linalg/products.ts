import type { AbstractMatrix, Matrix } from "ml-matrix";
import { product } from "./backend.js";
import type { AddProduct } from "./block.js";
import { reuse } from "./dense.js";
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

/** `delta · w` without the bias column: the signal to the layer above, samples × inputs. */
export function backSignal(delta: AbstractMatrix, w: Matrix): Matrix {
  const add = productFor(delta, w);
  return add ? flat.backSignal(add, delta, w) : plain.backSignal(delta, w);
}

/** `w -= rate · (deltaᵀ · [x 1])`, in place. */
export function descend(w: Matrix, delta: AbstractMatrix, x: AbstractMatrix, rate: number): void {
  // BLAS takes a factor of 0 for "nothing to add", even where the product is not finite.
  const add = rate === 0 ? undefined : productFor(delta, w);
  if (add) flat.descend(add, w, delta, x, rate);
  else plain.descend(w, delta, x, rate);
}

function productFor(samples: AbstractMatrix, w: Matrix): AddProduct | undefined {
  const work = samples.rows * w.rows * (w.columns - 1);
  return work < PLAIN_WORK ? undefined : product();
}
