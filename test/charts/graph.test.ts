import { describe, expect, it } from "vitest";
import { type Graph, graphChart } from "../../src/charts/graph.js";
import { language } from "../../src/charts/language.js";
import { moved } from "./moved.js";
import { messageOf, rowsWith } from "./rows.js";

/** u = 3 w + b, with the article's first weight and its bias. */
const graph: Graph = {
  nodes: [{ id: "3" }, { id: "w" }, { id: "×" }, { id: "b" }, { id: "+" }, { id: "f" }],
  edges: [
    { from: "3", to: "×", forward: 3 },
    { from: "w", to: "×", forward: 0.08747274, back: 0.07418241 },
    { from: "×", to: "+", forward: "0.2624…", back: -0.02472747 },
    { from: "b", to: "+", forward: -0.02422826 },
    { from: "+", to: "f", forward: 0.2382, label: { en: "u", ja: "総和u" } },
  ],
};

describe("graphChart", () => {
  it("draws nodes and, above and below each edge, what goes forward and what comes back", async () => {
    const chart = graphChart(graph);
    expect(rowsWith(chart, "text").map(({ text, way }) => [text, way])).toEqual([
      ["3", "forward →"],
      ["0.08747", "forward →"],
      ["0.07418", "← back"],
      ["0.2624…", "forward →"],
      ["−0.02473", "← back"],
      ["−0.02423", "forward →"],
      ["u = 0.2382", "forward →"],
    ]);
    const { texts } = await moved(chart);
    expect(texts).toEqual(expect.arrayContaining(["×", "+", "f", "w", "b", "3", "−0.02473"]));
    const [, forward, back] = rowsWith(chart, "text");
    expect(Number(forward?.y)).toBe(Number(back?.y) - 24);
  });

  it("goes from left to right, edges from rim to rim", () => {
    const nodes = rowsWith(graphChart(graph), "name");
    const xOf = (name: string) => Number(nodes.find((node) => node.name === name)?.x);
    expect(xOf("3")).toBe(xOf("w"));
    expect(xOf("×")).toBe(xOf("b"));
    expect([xOf("w"), xOf("×"), xOf("+"), xOf("f")]).toEqual(
      [xOf("w"), xOf("×"), xOf("+"), xOf("f")].sort((a, b) => a - b),
    );
    const points = rowsWith(graphChart(graph), "edge").filter(({ edge }) => edge === "4");
    const [plus, f] = ["+", "f"].map((name) => nodes.find((node) => node.name === name));
    expect(points.map(({ x }) => Number(x))).toEqual([Number(plus?.right), Number(f?.left) - 5]);
  });

  it("keeps the numbers of the article's neuron apart", () => {
    const inputs = ["x1", "w1", "x2", "w2"].map((id) => ({ id }));
    const both = { forward: -0.08747274, back: -0.00035369 };
    const chart = graphChart({
      nodes: [...inputs, ...["b", "m1", "m2", "+", "f", "y"].map((id) => ({ id }))],
      edges: [
        ...inputs.map(({ id }) => ({ from: id, to: `m${id[1]}`, ...both })),
        ...["m1", "m2", "b"].map((from) => ({ from, to: "+", ...both })),
        { from: "+", to: "f", ...both },
        { from: "f", to: "y", ...both },
      ],
    });
    const boxes = [...rowsWith(chart, "text"), ...rowsWith(chart, "name")].map((row) =>
      Object.fromEntries(
        ["left", "right", "top", "bottom"].map((side) => [side, Number(row[side])]),
      ),
    );
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        const apart =
          (a.right ?? 0) <= (b.left ?? 0) ||
          (b.right ?? 0) <= (a.left ?? 0) ||
          (a.bottom ?? 0) <= (b.top ?? 0) ||
          (b.bottom ?? 0) <= (a.top ?? 0);
        expect(apart, JSON.stringify([a, b])).toBe(true);
      }
    }
    expect(chart.spec.width).toBeLessThanOrEqual(640);
  });

  it("explains the colours where numbers come back", async () => {
    const { texts } = await moved(graphChart(graph));
    expect(texts).toEqual(expect.arrayContaining(["forward →", "← back"]));
    const edges = [{ from: "a", to: "b", forward: 1 }];
    const forwardOnly = graphChart({ nodes: [{ id: "a" }, { id: "b" }], edges });
    expect((await moved(forwardOnly)).texts).not.toContain("forward →");
  });

  it("says in one sentence what is on each edge, in either language", () => {
    expect(graphChart(graph).text).toBe(
      "Computational graph of 6 nodes: 3 → ×: 3 forward; w → ×: 0.08747 forward, 0.07418 back; " +
        "× → +: 0.2624… forward, −0.02473 back; b → +: −0.02423 forward; + → f: u = 0.2382 forward.",
    );
    language("ja");
    try {
      expect(graphChart(graph).text).toBe(
        "6個のノードの計算グラフ：3 → ×：順伝播3；w → ×：順伝播0.08747、逆伝播0.07418；" +
          "× → +：順伝播0.2624…、逆伝播−0.02473；b → +：順伝播−0.02423；+ → f：順伝播総和u = 0.2382。",
      );
    } finally {
      language("en");
    }
    expect(graphChart({ nodes: [{ id: "x", label: "入力" }], edges: [] }).text).toBe(
      "Computational graph of 1 node.",
    );
    const bare = { nodes: [{ id: "a" }, { id: "b" }], edges: [{ from: "a", to: "b" }] };
    expect(graphChart(bare).text).toBe("Computational graph of 2 nodes: a → b.");
  });

  const x = { id: "x" };
  it.each([
    [[3], "TypeError: graphChart: expected options to be an object, got 3"],
    [[{ nodes: [x] }], "TypeError: graphChart: expected edges to be an array, got undefined"],
    [[{ nodes: [], edges: [] }], "RangeError: graphChart: expected 1 to 40 nodes, got 0"],
    [
      [{ nodes: ["x"], edges: [] }],
      'TypeError: graphChart: expected nodes[0] to be an object, got "x" (string)',
    ],
    [
      [{ nodes: [{}], edges: [] }],
      "TypeError: graphChart: expected nodes[0].id to be a string, got undefined",
    ],
    [
      [{ nodes: [x, x], edges: [] }],
      'RangeError: graphChart: expected nodes of different ids, got two of "x" (string)',
    ],
    [
      [{ nodes: [{ ...x, colum: 1 }], edges: [] }],
      "TypeError: graphChart, nodes[0]: expected the options id, label, column, row, got colum",
    ],
    [
      [{ nodes: [{ ...x, column: -1 }], edges: [] }],
      "RangeError: graphChart: expected nodes[0].column to be an integer from 0 to 40, got -1",
    ],
    [
      [{ nodes: [{ ...x, row: Infinity }], edges: [] }],
      "RangeError: graphChart: expected nodes[0].row to be finite, got Infinity",
    ],
    [
      [{ nodes: [x], edges: [{ from: "x", to: "y" }] }],
      'RangeError: graphChart: expected edges[0].to to be a node, got "y" (string)',
    ],
    [
      [{ nodes: [x], edges: [{ from: "x", to: "x" }] }],
      "RangeError: graphChart: expected a graph without cycles, got one",
    ],
    [
      [{ nodes: [x], edges: [{ from: "x", to: "x", back: [] }] }],
      "TypeError: graphChart: expected edges[0].back to be a string, or { en, ja } of strings, got array of length 0",
    ],
    [
      [{ nodes: [x], edges: [] }, { width: 3 }],
      "TypeError: graphChart: expected the options title, got width",
    ],
  ])("rejects %j", (args, message) => {
    // @ts-expect-error wrong kinds of arguments
    expect(messageOf(() => graphChart(...args))).toBe(message);
  });
});
