import type { VegaLiteSpec } from "./chart.js";
import { type Cell, csvData } from "./data.js";
import type { Node, Nodes } from "./layer-nodes.js";
import { numbered } from "./matrix.js";
import { ink, TEXT_SIZE } from "./style.js";
import { word } from "./words.js";

/**
 * The circles of a layer's picture with their names, dots where nodes are left out, the outputs,
 * and a heading over each column. The pseudo-signal of the bias is a dashed circle.
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
    [columns.left, above, word("inputs")],
    [columns.right, above, word("neurons")],
  ];
  const fontSize = Math.max(12, Math.min(16, radius * 0.8));
  return [
    ...circleLayers(circles, radius, fontSize),
    letters(outputs, { align: "left", fontSize }),
    letters(headings, { fontSize: TEXT_SIZE }),
  ];
}

function nameOf(letter: string, { index }: Node): string {
  return index === undefined ? "" : numbered(letter, index);
}

/** A node without a name stands for those left out: three dots, one above the other. */
function circleLayers(rows: readonly Cell[][], radius: number, fontSize: number): VegaLiteSpec[] {
  const named = rows.filter(([, , name]) => name !== "");
  const dots = rows.filter(([, , name]) => name === "").map(([x, y]) => [x, y, "⋯"]);
  const circle = { type: "point", size: Math.PI * radius ** 2, stroke: ink.quiet, opacity: 1 };
  const dashes = { condition: { test: "datum.kind === 'bias'", value: [3, 3] }, value: [1, 0] };
  const circles = {
    data: csvData(["x", "y", "text", "kind"], named),
    layer: [
      { mark: { ...circle, strokeWidth: 1.5 }, encoding: { strokeDash: dashes } },
      {
        mark: { type: "text", color: ink.letter, fontSize },
        encoding: { text: { field: "text" } },
      },
    ],
  };
  return dots.length === 0 ? [circles] : [circles, letters(dots, { angle: 90, fontSize: 20 })];
}

function letters(rows: readonly Cell[][], look: VegaLiteSpec): VegaLiteSpec {
  return {
    data: csvData(["x", "y", "text"], rows),
    mark: { type: "text", color: ink.letter, ...look },
    encoding: { text: { field: "text" } },
  };
}
