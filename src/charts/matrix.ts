import type { AbstractMatrix } from "ml-matrix";
import { describe } from "../check.js";
import { matrixOf } from "../matrix-input.js";
import { inLanguage } from "./language.js";

/**
 * The matrix that `value` is or says: TypeError if it is none, RangeError unless it has a row and a column
 * at least; else errors as of `fromRows`.
 */
export function filledMatrix(call: string, name: string, value: unknown): AbstractMatrix {
  const matrix = matrixOf(call, name, value);
  if (matrix.rows > 0 && matrix.columns > 0) return matrix;
  throw new RangeError(
    `${call}: expected ${name} to have a row and a column or more, got a ${describe(matrix)}`,
  );
}

/** The greatest absolute value among the finite elements; 0 if there is none. */
export function largest(matrices: readonly AbstractMatrix[]): number {
  let most = 0;
  for (const matrix of matrices) {
    for (const value of matrix.to1DArray()) {
      if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
    }
  }
  return most;
}

/**
 * A sentence on the elements that a chart cannot draw, of all or of a part that is `shown`; empty if
 * there are none.
 */
export function gapSentence(matrices: readonly AbstractMatrix[], shown = false): string {
  const gaps = matrices.map((matrix) => countGaps(matrix.to1DArray()));
  return gapsAsSentence(
    gaps.reduce((a, b) => a + b, 0),
    shown,
  );
}

/** The same of numbers. */
export function gapsInWords(numbers: readonly number[]): string {
  return gapsAsSentence(countGaps(numbers), false);
}

function countGaps(numbers: readonly number[]): number {
  return numbers.filter((value) => !Number.isFinite(value)).length;
}

function gapsAsSentence(gaps: number, shown: boolean): string {
  if (gaps === 0) return "";
  const part = shown ? " shown" : "";
  return inLanguage({
    en: gaps === 1 ? ` One value${part} is not finite.` : ` ${gaps} values${part} are not finite.`,
    ja: `${shown ? "表示した値のうち、" : ""}有限でない値：${gaps}個。`,
  });
}

/**
 * d3's format for numbers of which `most` is the greatest, and the length of the longest text that
 * it gives: the greatest has `digits` significant digits, the others as many decimals.
 */
export function valueFormat(most: number, digits: number): { format: string; length: number } {
  const exponent = most === 0 ? 0 : Math.floor(Math.log10(most));
  if (exponent < -6 || exponent > 5) return { format: ".2e", length: "-1.23e-10".length };
  const decimals = Math.max(0, digits - 1 - exponent);
  return { format: `.${decimals}f`, length: `-${most.toFixed(decimals)}`.length };
}

/**
 * The indices below `count` that a chart with room for `room` of them shows: all, or the first ones
 * and the last.
 */
export function shownIndices(count: number, room: number): number[] {
  const first = Array.from({ length: Math.min(count, room) }, (_, i) => i);
  return count <= room ? first : [...first.slice(0, -1), count - 1];
}

/** A letter with its number as subscript, counted from 1: `x₁` for index 0. */
export function numbered(letter: string, index: number): string {
  const digits = [...String(index + 1)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]);
  return letter + digits.join("");
}

/** Place and value of the element of the greatest absolute value; undefined if none is finite. */
export function strongest(
  matrix: AbstractMatrix,
): { row: number; column: number; value: number } | undefined {
  const most = largest([matrix]);
  const index = matrix.to1DArray().findIndex((value) => Math.abs(value) === most);
  if (index < 0) return undefined;
  const [row, column] = [Math.floor(index / matrix.columns), index % matrix.columns];
  return { row, column, value: matrix.get(row, column) };
}
