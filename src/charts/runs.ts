import type { VegaLiteSpec } from "./chart.js";

/**
 * A letter for each level of a cell. No digit is among them, which would be taken for part of a
 * number.
 */
const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** What stands for a cell without a level. */
const NONE = "-";

/** Levels that there are letters for. */
export const MOST_LEVELS: number = LETTERS.length;

/**
 * Rows of cells as a short text, in which equal cells side by side are one run and equal rows one
 * above the other one row: `2:3a b/1:4c` are two rows of 3 cells of level 0 and one of level 1, and
 * a row of 4 cells of level 2. -1 is the level of a cell that has none.
 */
export function encodeRuns(rows: readonly (readonly number[])[]): string {
  const texts = rows.map((row) =>
    repeats(row.map((level) => LETTERS[level] ?? NONE))
      .map(({ item, count }) => (count === 1 ? item : `${count}${item}`))
      .join(" "),
  );
  return repeats(texts)
    .map(({ item, count }) => `${count}:${item}`)
    .join("/");
}

/** Runs in a text of {@link encodeRuns}: the rectangles that are drawn. */
export function countRuns(text: string): number {
  return text.split(/[ /]/).length;
}

/**
 * Transforms that make a rectangle of each run in the field `rows`: with `x`, `y`, `x2` and `y2` in
 * cells from the left and the top, and its `level`. Rows of data differ in the field `id`.
 */
export function runTransforms(id: string): VegaLiteSpec[] {
  return [
    { calculate: "split(datum.rows, '/')", as: "row" },
    { flatten: ["row"] },
    { calculate: "split(datum.row, ':')", as: "parts" },
    { calculate: "toNumber(datum.parts[0])", as: "height" },
    runningSum("height", "y2", [id]),
    { calculate: "split(datum.parts[1], ' ')", as: "run" },
    { flatten: ["run"] },
    { calculate: "toNumber(slice(datum.run, 0, -1)) || 1", as: "width" },
    runningSum("width", "x2", [id, "y2"]),
    { calculate: "datum.x2 - datum.width", as: "x" },
    { calculate: "datum.y2 - datum.height", as: "y" },
    { calculate: `indexof('${LETTERS}', slice(datum.run, -1))`, as: "level" },
  ];
}

function runningSum(field: string, as: string, groupby: readonly string[]): VegaLiteSpec {
  // Without an order all rows would be peers, which are summed at once.
  return { window: [{ op: "sum", field, as }], frame: [null, 0], ignorePeers: true, groupby };
}

function repeats<T>(items: readonly T[]): { item: T; count: number }[] {
  const runs: { item: T; count: number }[] = [];
  for (const item of items) {
    const last = runs[runs.length - 1];
    if (last !== undefined && last.item === item) last.count++;
    else runs.push({ item, count: 1 });
  }
  return runs;
}
