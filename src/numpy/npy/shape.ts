import type { DType, NpyValues } from "./dtype.js";

/**
 * The elements of an array of this shape, given in Fortran order (first axis fastest), in C order
 * (last axis fastest). With the axes reversed it is the way back.
 */
export function toCOrder<V extends NpyValues[DType]>(values: V, shape: readonly number[]): V {
  const ordered = values.slice() as V;
  const strides = fortranStrides(shape);
  const index = shape.map(() => 0);
  for (let to = 0, from = 0; to < values.length; to++) {
    ordered[to] = values[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++index[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return ordered;
}

function fortranStrides(shape: readonly number[]): number[] {
  let stride = 1;
  return shape.map((length) => {
    const own = stride;
    stride *= length;
    return own;
  });
}

/** Whether the two orders of an array of this shape differ. */
export function hasTwoOrders(shape: readonly number[]): boolean {
  return !shape.includes(0) && shape.filter((length) => length > 1).length > 1;
}

/** Python's text of the tuple. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}
