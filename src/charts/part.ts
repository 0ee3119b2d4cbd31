import { type AbstractMatrix, Matrix } from "ml-matrix";
import { inLanguage } from "./language.js";
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
    { en: "rows", ja: "行", shown: rows.length, count: of.rows },
    { en: "columns", ja: "列", shown: columns.length, count: of.columns },
  ].filter(({ shown, count }) => shown < count);
  if (cut.length === 0) return [];
  const english = cut.map(({ en, shown, count }) => `${shown} of ${count} ${en}`);
  const japanese = cut.map(({ ja, shown, count }) => `${count}${ja}のうち${shown}${ja}`);
  return [
    inLanguage({
      en: `${english.join(" and ")} shown: evenly spaced, the first and the last among them`,
      ja: `${japanese.join("、")}を等間隔に表示（最初と最後を含む）`,
    }),
  ];
}

/** Whether a part is not the whole: then what is said of it holds for that alone. */
export function isCut({ rows, columns, of }: Part): boolean {
  return rows.length < of.rows || columns.length < of.columns;
}
