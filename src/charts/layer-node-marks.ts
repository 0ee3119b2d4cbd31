import type { VegaLiteSpec } from "./chart.js";
import { type Cell, csvData } from "./data.js";
import type { Node, Nodes } from "./layer-nodes.js";
import { numbered } from "./matrix.js";
import { ink } from "./style.js";

/**
 * The circles of a layer's picture with their names, dots where nodes are left out, the outputs,
 * and a heading over each column.
 */
export function nodeLayers(
  { left, right, radius }: Nodes,
  columns: { readonly left: number; readonly right: number },
): VegaLiteSpec[] {
  const bias = left.length - 1;
  const inputs = left.map((node, i) => ({ ...node, name: i === bias ? "1" : nameOf("x", node) }));
  const neurons = right.map((node) => ({ ...node, name: nameOf("u", node) }));
  const circles = [
    ...inputs.map(({ y, name }, i) => [columns.left, y, name, i === bias ? "bias" : "input"]),
    ...neurons.map(({ y, name }) => [columns.right, y, name, "neuron"]),
  ];
  const outputs = neurons.flatMap(({ index, y }) =>
    index === undefined ? [] : [[columns.right + radius + 6, y, `→ ${numbered("y", index)}`]],
  );
  const above = -radius - 16;
  const headings = [
    [columns.left, above, "inputs 入力"],
    [columns.right, above, "neurons ニューロン"],
  ];
  const fontSize = Math.min(12, radius * 0.8);
  return [
    ...circleLayers(circles, radius, fontSize),
    words(outputs, { align: "left", fontSize }),
    words(headings, { fontSize: 12 }),
  ];
}

function nameOf(letter: string, { index }: Node): string {
  return index === undefined ? "" : numbered(letter, index);
}

/** A node without a name stands for those left out: three dots, one above the other. */
function circleLayers(rows: readonly Cell[][], radius: number, fontSize: number): VegaLiteSpec[] {
  const named = rows.filter(([, , name]) => name !== "");
  const dots = rows.filter(([, , name]) => name === "").map(([x, y]) => [x, y, "⋯"]);
  const fill = {
    condition: { test: "datum.kind === 'bias'", value: ink.grid },
    value: "white",
  };
  const circles = {
    data: csvData(["x", "y", "text", "kind"], named),
    encoding: { fill },
    layer: [
      {
        mark: {
          type: "point",
          size: Math.PI * radius ** 2,
          stroke: ink.quiet,
          strokeWidth: 1.2,
          opacity: 1,
        },
      },
      {
        mark: { type: "text", fontSize },
        encoding: { text: { field: "text" }, fill: { value: ink.text } },
      },
    ],
  };
  return dots.length === 0 ? [circles] : [circles, words(dots, { angle: 90, fontSize: 16 })];
}

function words(rows: readonly Cell[][], look: VegaLiteSpec): VegaLiteSpec {
  return {
    data: csvData(["x", "y", "text"], rows),
    mark: { type: "text", color: ink.text, ...look },
    encoding: { text: { field: "text" } },
  };
}
