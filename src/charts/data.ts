import type { VegaLiteSpec } from "./chart.js";

/**
 * A cell of a data table; a number that is not finite is left empty, and vega draws nothing for it.
 */
export type Cell = number | string;

/**
 * Rows as inline CSV data of a specification. Integers are kept, other numbers to 5 significant
 * digits.
 *
 * CSV, because a notebook file gives every number of a JSON array a line of its own. The type of
 * each column, that of its first cell, is said: otherwise vega reads ordinals as text.
 */
export function csvData(
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): VegaLiteSpec {
  const lines = rows.map((row) => row.map(cellText).join(","));
  const types = columns.map((column, i) => [column, typeof (rows[0]?.[i] ?? "")]);
  return {
    values: [columns.join(","), ...lines].join("\n"),
    format: { type: "csv", parse: Object.fromEntries(types) },
  };
}

function cellText(cell: Cell): string {
  if (Number.isInteger(cell)) return String(cell);
  if (typeof cell === "number") return Number.isFinite(cell) ? String(round(cell)) : "";
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** `x` to 5 significant digits. */
export function round(x: number): number {
  return roundTo(x, 5);
}

/** `x` to so many significant digits. */
export function roundTo(x: number, digits: number): number {
  const rounded = Number(x.toPrecision(digits));
  // The greatest numbers would be rounded up to infinity; and of -0, JSON makes 0.
  return Math.abs(rounded) === Number.POSITIVE_INFINITY ? x : rounded + 0;
}

/** A number of units; with the unit if it is too great for a number. */
export function inUnits(value: number, unit: number): string {
  const product = value * unit;
  return Number.isFinite(product) ? String(round(product)) : `${round(value)} · ${unit}`;
}
