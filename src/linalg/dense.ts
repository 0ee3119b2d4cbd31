import { type AbstractMatrix, Matrix } from "ml-matrix";
import { DenseMatrix, type Rows } from "./dense-matrix.js";

// How the package sees the elements of a matrix, whatever kind it is of.

/** Elements from which having them in one array is worth the time to make it. */
const DENSE_LENGTH = 64;

/** A matrix over `values`, its elements row by row, which it shares. */
export function dense(rows: number, columns: number, values: Float64Array): Matrix {
  return DenseMatrix.of(rows, columns, values);
}

/** A matrix of zeros: made by `dense`, unless it is tiny. */
export function zeros(rows: number, columns: number): Matrix {
  const length = rows * columns;
  return length < DENSE_LENGTH
    ? new Matrix(rows, columns)
    : dense(rows, columns, new Float64Array(length));
}

/** A matrix to be written to: `spare`, if it has this shape, else a new one. */
export function reuse(spare: Matrix | undefined, rows: number, columns: number): Matrix {
  return spare?.rows === rows && spare.columns === columns ? spare : zeros(rows, columns);
}

/** A copy of a matrix of any kind, in `spare` if that has its shape. */
export function copyOf(matrix: AbstractMatrix, spare?: Matrix): Matrix {
  const copy = reuse(spare, matrix.rows, matrix.columns);
  const to = DenseMatrix.valuesOf(copy);
  if (to) writeValues(matrix, to);
  else copyRows(rowsOf(matrix), writableRowsOf(copy));
  return copy;
}

/** The elements row by row: those of a matrix made by `dense` themselves, of any other a copy. */
export function valuesOf(matrix: AbstractMatrix): Float64Array {
  const values = DenseMatrix.valuesOf(matrix);
  if (values) return values;
  const copy = new Float64Array(matrix.rows * matrix.columns);
  writeValues(matrix, copy);
  return copy;
}

/** Gives the elements one by one, in a matrix made by `dense` without making its rows. */
export function elementReader(matrix: AbstractMatrix): (row: number, column: number) => number {
  const values = DenseMatrix.valuesOf(matrix);
  const { columns } = matrix;
  return values ? (i, j) => values[i * columns + j] : (i, j) => matrix.get(i, j);
}

/** Whether `valuesOf(matrix)` are its own elements, so that writing to them changes it. */
export function isDense(matrix: AbstractMatrix): boolean {
  return DenseMatrix.valuesOf(matrix) !== undefined;
}

/** The rows of a matrix, its own where it has some (also plain arrays), else copies. */
export function rowsOf(matrix: AbstractMatrix): ArrayLike<number>[] {
  const { data } = matrix as unknown as Partial<Rows>;
  // A view of ml-matrix has no data, and the wrapper of a one-dimensional array has numbers there.
  return data && typeof data[0] === "object" ? data : matrix.to2DArray();
}

/** The rows of a `Matrix`, for writing. */
export function writableRowsOf(matrix: Matrix): Float64Array[] {
  return rowsOf(matrix) as Float64Array[];
}

/** Makes `values`, row by row, the elements of a matrix of any kind. */
export function writeBack(matrix: Matrix, values: Float64Array): void {
  const own = DenseMatrix.valuesOf(matrix);
  if (own) {
    if (own !== values) own.set(values);
    return;
  }
  const { columns } = matrix;
  const rows = writableRowsOf(matrix);
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < columns; j++) rows[i][j] = values[i * columns + j];
  }
}

function writeValues(matrix: AbstractMatrix, to: Float64Array): void {
  const values = DenseMatrix.valuesOf(matrix);
  if (values) {
    to.set(values);
    return;
  }
  const rows = rowsOf(matrix);
  for (let i = 0; i < rows.length; i++) to.set(rows[i], i * matrix.columns);
}

/** For tiny matrices: one by one, which is faster there than `set`. */
function copyRows(from: ArrayLike<number>[], to: Float64Array[]): void {
  for (let i = 0; i < to.length; i++) {
    const row = to[i];
    const source = from[i];
    for (let j = 0; j < row.length; j++) row[j] = source[j];
  }
}
