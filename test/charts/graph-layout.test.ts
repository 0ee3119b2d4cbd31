import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Link, layOut } from "../../src/charts/graph-layout.js";
import { messageOf } from "./rows.js";

const free = (count: number) =>
  Array.from({ length: count }, () => ({ column: undefined, row: undefined }));
const chain = [
  { from: 0, to: 1 },
  { from: 1, to: 2 },
];

/** Expects nodes of a column apart, and every edge to lead from column to column. */
function keepsApart(count: number, links: readonly Link[]): void {
  const { nodes, paths } = layOut(free(count), links);
  for (const [i, a] of nodes.entries()) {
    expect(Number.isFinite(a.row)).toBe(true);
    for (const b of nodes.slice(i + 1)) {
      if (a.column === b.column) expect(Math.abs(a.row - b.row)).toBeGreaterThan(1 - 1e-9);
    }
  }
  for (const path of paths) {
    for (const [i, { column }] of path.entries()) {
      if (i > 0) expect(column).toBe((path[i - 1]?.column ?? 0) + 1);
    }
  }
}

describe("layOut", () => {
  it("places each node a column after those before it, in a straight row", () => {
    expect(layOut(free(3), chain).nodes).toEqual([0, 1, 2].map((column) => ({ column, row: 0 })));
  });

  it("places a value right before it is used, and its neighbours around it", () => {
    // 0 → 1 → 2, and 3 → 2.
    const { nodes } = layOut(free(4), [...chain, { from: 3, to: 2 }]);
    expect(nodes.map(({ column }) => column)).toEqual([0, 1, 2, 1]);
    const [, a, sum, b] = nodes;
    expect(Math.abs((a?.row ?? 0) - (b?.row ?? 0))).toBeGreaterThanOrEqual(1);
    expect(sum?.row).toBeCloseTo(((a?.row ?? 0) + (b?.row ?? 0)) / 2, 6);
  });

  it("leads a long edge through the columns between, beside what stands there", () => {
    const { nodes, paths } = layOut(free(3), [...chain, { from: 0, to: 2 }]);
    const [, passed] = paths[2] ?? [];
    expect(passed?.column).toBe(1);
    expect(Math.abs((passed?.row ?? 0) - (nodes[1]?.row ?? 0))).toBeGreaterThanOrEqual(1);
  });

  it("takes columns and rows as they are said", () => {
    const nodes = [
      { column: 2, row: 5 },
      { column: 0, row: 1 },
    ];
    expect(layOut(nodes, [{ from: 0, to: 1 }]).nodes).toEqual(nodes);
  });

  it.each([[[{ from: 0, to: 0 }]], [[...chain, { from: 2, to: 0 }]]])(
    "rejects a cycle: %j",
    (links) => {
      for (const column of [undefined, 1]) {
        const nodes = free(3).map((node) => ({ ...node, column }));
        expect(messageOf(() => layOut(nodes, links))).toBe(
          "RangeError: graphChart: expected a graph without cycles, got one",
        );
      }
    },
  );

  const node = fc.nat(14);
  const links = fc
    .array(fc.record({ from: node, to: node }), { maxLength: 30 })
    .map((all) => all.filter(({ from, to }) => from < to));

  it("keeps nodes of a column apart, and every edge from left to right, in any graph", () =>
    fc.assert(fc.property(fc.integer({ min: 15, max: 20 }), links, keepsApart)));
});
