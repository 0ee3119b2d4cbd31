import type { AbstractMatrix } from "ml-matrix";
import { valuesOf } from "./dense.js";

/**
 * For each row of `y` the column of its largest element, the first of equal ones; -1 where the row has a
 * NaN or nothing at all, since that tells no class. (NumPy's `argmax` gives the column of the NaN, as if a
 * network had decided.)
 */
export function columnsOfLargest(y: AbstractMatrix): number[] {
  const [values, { columns }] = [valuesOf(y), y];
  return Array.from({ length: y.rows }, (_, row) =>
    columnOfLargest(values, row * columns, columns),
  );
}

function columnOfLargest(values: Float64Array, start: number, columns: number): number {
  let [largest, column] = [-Infinity, columns > 0 ? 0 : -1];
  for (let j = 0; j < columns; j++) {
    const value = values[start + j];
    if (value > largest) [largest, column] = [value, j];
    else if (Number.isNaN(value)) return -1;
  }
  return column;
}
