import fc from "fast-check";
import * as vega from "vega";
import { compile } from "vega-lite";
import { describe, expect, it } from "vitest";
import { countRuns, encodeRuns, MOST_LEVELS, runTransforms } from "../../src/charts/runs.js";

/** The cells that vega makes of texts, by the id of each: `id x y` to level. */
async function cellsIn(texts: readonly string[]): Promise<Map<string, number>> {
  const spec = {
    name: "cells",
    data: { values: texts.map((rows, id) => ({ id, rows })) },
    transform: runTransforms("id"),
    mark: "rect",
    encoding: { x: { field: "x", type: "quantitative" }, tooltip: { field: "level" } },
  };
  // @ts-expect-error a plain object
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: "none" });
  await view.runAsync();
  const cells = new Map<string, number>();
  for (const { datum } of view.data("cells_marks")) {
    const { id, x, y, x2, y2, level } = datum;
    for (let i = x; i < x2; i++) {
      for (let j = y; j < y2; j++) {
        expect(cells.has(`${id} ${i} ${j}`)).toBe(false);
        cells.set(`${id} ${i} ${j}`, level);
      }
    }
  }
  view.finalize();
  return cells;
}

describe("encodeRuns", () => {
  it("joins equal cells side by side and equal rows one above the other", () => {
    const rows = [
      [0, 0, 0, 1],
      [0, 0, 0, 1],
      [2, 2, 2, 2],
      [-1, 51, 51, 0],
    ];
    expect(encodeRuns(rows)).toBe("2:3a b/1:4c/1:- 2Z a");
    expect(countRuns(encodeRuns(rows))).toBe(6);
  });

  it("is undone by the transforms in vega", async () => {
    const grid = fc.integer({ min: 1, max: 5 }).chain((width) => {
      const level = fc.oneof(fc.integer({ min: -1, max: 1 }), fc.nat(MOST_LEVELS - 1));
      const row = fc.array(level, { minLength: width, maxLength: width });
      return fc.array(row, { minLength: 1, maxLength: 6 });
    });
    await fc.assert(
      fc.asyncProperty(fc.array(grid, { minLength: 1, maxLength: 3 }), async (grids) => {
        const expected = grids.flatMap((rows, id) =>
          rows.flatMap((row, y) => row.map((level, x) => [`${id} ${x} ${y}`, level] as const)),
        );
        const cells = await cellsIn(grids.map(encodeRuns));
        expect(new Map([...cells].sort())).toEqual(new Map(expected.sort()));
      }),
      { numRuns: 50 },
    );
  });
});
