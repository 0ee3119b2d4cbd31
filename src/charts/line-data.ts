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

/** Transforms that make a row of each point of the lines, with its `x` and `y`. */
export const pointTransforms: readonly VegaLiteSpec[] = [
  { calculate: "split(datum.xs, ' ')", as: "x" },
  { calculate: "split(datum.ys, ' ')", as: "y" },
  { flatten: ["x", "y"] },
  { calculate: "toNumber(datum.x)", as: "x" },
  { calculate: "toNumber(datum.y)", as: "y" },
];

function numbersText(numbers: readonly number[]): string {
  return numbers.map((x) => (Number.isFinite(x) ? String(x) : "")).join(" ");
}
