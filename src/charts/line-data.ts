import type { VegaLiteSpec } from "./chart.js";
import { type Cell, csvData } from "./data.js";

/** A line: its points, NaN where it is interrupted. */
export interface LineRow {
  /** Its cells in the columns that are given beside the points. */
  readonly cells: readonly Cell[];
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

/**
 * Lines as inline data, a row for each: a name, of up to 60 letters, stands there but once. The
 * transforms of {@link pointTransforms} make a row of each point.
 */
export function lineData(columns: readonly string[], lines: readonly LineRow[]): VegaLiteSpec {
  const rows = lines.map(({ cells, xs, ys }) => [...cells, numbersText(xs), numbersText(ys)]);
  return csvData([...columns, "xs", "ys"], rows);
}

/** Numbers as one text, empty for one that is not finite. */
export function numbersText(numbers: readonly number[]): string {
  return numbers.map((x) => (Number.isFinite(x) ? String(x) : "")).join(" ");
}

/**
 * Transforms that make a row of each point of the lines, with its `x` and `y`; `xs` is an expression
 * for the text of the places.
 */
export function pointTransforms(xs = "datum.xs"): VegaLiteSpec[] {
  return [
    { calculate: `split(${xs}, ' ')`, as: "x" },
    { calculate: "split(datum.ys, ' ')", as: "y" },
    { flatten: ["x", "y"] },
    { calculate: "toNumber(datum.x)", as: "x" },
    { calculate: "toNumber(datum.y)", as: "y" },
  ];
}
