import { type AbstractMatrix, Matrix } from "ml-matrix";
import { thinEvenly } from "./thin.js";

/** The part of a matrix that a chart shows: nothing but this is looked at. */
export interface Part {
  /** The elements shown. */
  readonly matrix: Matrix;
  /** The index in the whole of each row and column. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** The size of the whole. */
  readonly of: { readonly rows: number; readonly columns: number };
}

/** The elements in some rows and columns of a matrix. */
export function partOf(
  matrix: AbstractMatrix,
  rows: readonly number[],
  columns: readonly number[],
): Part {
  const elements = rows.map((i) => columns.map((j) => matrix.get(i, j)));
  const of = { rows: matrix.rows, columns: matrix.columns };
  return { matrix: new Matrix(elements), rows, columns, of };
}

/** Room for the rows and columns of a matrix. */
export interface Room {
  readonly rows: number;
  readonly columns: number;
}

/** As many rows and columns as there is room for, evenly spaced, the first and the last among them. */
export function thinned(matrix: AbstractMatrix, room: Room): Part {
  return partOf(
    matrix,
    thinEvenly(matrix.rows, room.rows),
    thinEvenly(matrix.columns, room.columns),
  );
}

/** What is shown of a matrix larger than its room, as a line of a subtitle; or no line. */
export function partInWords({ rows, columns, of }: Part): string[] {
  const cut = [
    { what: "rows", shown: rows.length, count: of.rows },
    { what: "columns", shown: columns.length, count: of.columns },
  ].filter(({ shown, count }) => shown < count);
  if (cut.length === 0) return [];
  const parts = cut.map(({ what, shown, count }) => `${shown} of ${count} ${what}`);
  return [`${parts.join(" and ")} shown: evenly spaced, the first and the last among them`];
}

/** ` shown` of a part that is not the whole: what is said of it holds for that alone. */
export function ofThoseShown(part: Part): string {
  return partInWords(part).length === 0 ? "" : " shown";
}
