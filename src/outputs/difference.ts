import type { AbstractMatrix, Matrix } from "ml-matrix";
import { dense, valuesOf } from "../linalg/dense.js";

/** `y - t`. */
export function difference(y: Matrix, t: AbstractMatrix): Matrix {
  const [values, targets] = [valuesOf(y), valuesOf(t)];
  const errors = new Float64Array(values.length);
  for (let i = 0; i < errors.length; i++) errors[i] = values[i] - targets[i];
  return dense(y.rows, y.columns, errors);
}
