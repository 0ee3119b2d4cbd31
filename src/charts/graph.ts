import { checkOptions } from "../check.js";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { colours } from "./colours.js";
import { csvData } from "./data.js";
import {
  type Graph,
  type GraphEdge,
  type GraphNode,
  graphOf,
  type NamedNode,
  type NumberedEdge,
} from "./graph-input.js";
import { layOut, type Place } from "./graph-layout.js";
import { checkText, inLanguage, type Text } from "./language.js";
import { emsOf } from "./names.js";
import { chartSpec, ink, TEXT_SIZE } from "./style.js";

export type { Graph, GraphEdge, GraphNode };

/** How {@link graphChart} draws. */
export interface GraphChartOptions {
  /** The title; one that says what the chart is unless given. */
  readonly title?: Text | undefined;
}

/** Height of a node, of a number on an edge, and least space between columns, in pixels. */
const [NODE, BEAD, COLUMN] = [36, 20, 60];

/** Distance of rows, in pixels, where one number stands on an edge, and where two do. */
const ROW = { one: 64, two: 88 } as const;

/** Where on an edge its numbers stand: nearer to its start, as edges come together at their ends. */
const PART = 0.43;

/**
 * A computational graph (計算グラフ), from left to right: in the nodes values or operators, on each
 * edge above the number that goes forward (順伝播) and below it the one that comes back (逆伝播), in
 * two colours. Numbers are written with 4 digits, texts as they are.
 *
 * Nodes are placed by the edges, and what is said of columns and rows counts. Up to some 15 nodes can
 * be read.
 *
 * TypeError for a wrong kind or name; RangeError for no node or more than 40, more than 80 edges, two
 * nodes of one id, an edge of a node that there is not, or a cycle.
 */
export function graphChart(graph: Graph, options: GraphChartOptions = {}): Chart {
  const { nodes, edges } = graphOf(graph);
  checkOptions("graphChart", options, ["title"]);
  const { title = { en: "Computational graph", ja: "計算グラフ" } } = options;
  checkText("graphChart", "title", title);
  const layout = layOut(nodes, edges);
  const page = pageOf(nodes, edges, [...layout.nodes, ...layout.paths.flat()]);
  const drawn = nodes.map(({ name }, i) => ({
    name,
    ...page.at(layout.nodes[i]),
    half: halfOf(name),
  }));
  const ways = edges.map(({ from, to }, i) =>
    wayOf(drawn[from], drawn[to], layout.paths[i].map(page.at)),
  );
  const channel = (field: string, domain: readonly number[]): VegaLiteSpec => ({
    field,
    type: "quantitative",
    axis: null,
    scale: { domain, nice: false, zero: false },
  });
  const { width, height } = page;
  const parts = {
    width,
    height,
    encoding: { x: channel("x", [0, width]), y: channel("y", [height, 0]) },
    layer: [...edgeLayers(ways), ...nodeLayers(drawn), ...beadLayers(edges, ways)],
  };
  return new Chart(chartSpec({ title }, parts), sentence(nodes, edges));
}

/** A point in pixels. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node as it is drawn: its middle, and half its width. */
interface DrawnNode extends Point {
  readonly name: string;
  readonly half: number;
}

function halfOf(name: string): number {
  return Math.max(NODE, emsOf(name) * 16 + 16) / 2;
}

function beadWidth(text: string): number {
  return Math.round(emsOf(text) * TEXT_SIZE + 10);
}

/** Size of the picture, and where a place is in it. */
interface Page {
  readonly width: number;
  readonly height: number;
  at(place: Place): Point;
}

/** Columns are as far apart as nodes and numbers between them are wide. */
function pageOf(
  nodes: readonly NamedNode[],
  edges: readonly NumberedEdge[],
  places: readonly Place[],
): Page {
  const rows = places.map(({ row }) => row);
  const [first, last] = [Math.min(...rows), Math.max(...rows)];
  const columns = Math.max(...places.map(({ column }) => column)) + 1;
  const inColumn = (column: number, i: number): boolean => places[i].column === column;
  const halves = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...nodes.map(({ name }, i) => (inColumn(column, i) ? halfOf(name) : 0))),
  );
  const gaps = Array.from({ length: columns }, (_, column) =>
    Math.max(
      COLUMN,
      ...edges
        .filter(({ from }) => inColumn(column, from))
        .flatMap(({ forward = "", back = "" }) =>
          [forward, back].map((text) => beadWidth(text) / (2 * PART) + 8),
        ),
    ),
  );
  let right = 2;
  const xs = halves.map((half, column) => {
    const x = right + half;
    right = x + half + gaps[column];
    return x;
  });
  const margin = NODE / 2 + 8;
  const distance = edges.some(({ back }) => back !== undefined) ? ROW.two : ROW.one;
  return {
    width: Math.ceil(right - gaps[columns - 1] + 2),
    height: Math.ceil((last - first) * distance + 2 * margin),
    at: ({ column, row }) => ({ x: xs[column], y: margin + (row - first) * distance }),
  };
}

/** The points that an edge goes through, from rim to rim. */
function wayOf(from: DrawnNode, to: DrawnNode, path: readonly Point[]): Point[] {
  // An edge may lead to a column on the left, if so it is said.
  const side = to.x < from.x ? -1 : 1;
  return [
    { x: from.x + side * from.half, y: from.y },
    ...path.slice(1, -1),
    { x: to.x - side * (to.half + 5), y: to.y },
  ];
}

function edgeLayers(ways: readonly (readonly Point[])[]): VegaLiteSpec[] {
  if (ways.length === 0) return [];
  const rows = ways.flatMap((way, edge) => way.map(({ x, y }) => [edge, x, y]));
  const tips = ways.map((way) => {
    const [before, { x, y }] = way.slice(-2);
    return [x, y, (Math.atan2(y - before.y, x - before.x) * 180) / Math.PI];
  });
  return [
    {
      data: csvData(["edge", "x", "y"], rows),
      mark: { type: "line", color: ink.quiet, strokeWidth: 1.5 },
      encoding: { detail: { field: "edge" }, order: { value: null } },
    },
    {
      data: csvData(["x", "y", "angle"], tips),
      mark: {
        type: "point",
        shape: "triangle-right",
        filled: true,
        color: ink.quiet,
        size: 90,
        opacity: 1,
      },
      encoding: { angle: { field: "angle", type: "quantitative", scale: null } },
    },
  ];
}

function nodeLayers(nodes: readonly DrawnNode[]): VegaLiteSpec[] {
  const rows = nodes.map(({ name, x, y, half }) => [
    x,
    y,
    x - half,
    x + half,
    y - NODE / 2,
    y + NODE / 2,
    name,
  ]);
  return [
    {
      data: csvData(["x", "y", "left", "right", "top", "bottom", "name"], rows),
      layer: [
        {
          mark: {
            type: "rect",
            cornerRadius: NODE / 2,
            filled: false,
            stroke: ink.quiet,
            strokeWidth: 2,
          },
          encoding: {
            x: { field: "left" },
            x2: { field: "right" },
            y: { field: "top" },
            y2: { field: "bottom" },
          },
        },
        {
          mark: { type: "text", fontSize: 16, color: ink.letter },
          encoding: { text: { field: "name" } },
        },
      ],
    },
  ];
}

/** The numbers: forward above the edge, back below it. */
function beadLayers(
  edges: readonly NumberedEdge[],
  ways: readonly (readonly Point[])[],
): VegaLiteSpec[] {
  const names = {
    forward: inLanguage({ en: "forward →", ja: "順伝播 →" }),
    back: inLanguage({ en: "← back", ja: "← 逆伝播" }),
  };
  const rows = edges.flatMap(({ forward, back }, i) => {
    const [start, next] = ways[i];
    const x = start.x + (next.x - start.x) * PART;
    const y = start.y + (next.y - start.y) * PART;
    const bead = (text: string | undefined, way: string, dy: number) => {
      if (text === undefined) return [];
      const half = beadWidth(text) / 2;
      return [[x, y + dy, x - half, x + half, y + dy - BEAD / 2, y + dy + BEAD / 2, text, way]];
    };
    return [
      ...bead(forward, names.forward, -BEAD / 2 - 2),
      ...bead(back, names.back, BEAD / 2 + 2),
    ];
  });
  if (rows.length === 0) return [];
  const domain = Object.values(names);
  const legend = { orient: "top", symbolType: "square", symbolSize: 160, symbolOpacity: 1 };
  const color = {
    field: "way",
    type: "nominal",
    title: null,
    scale: { domain, range: [colours.forward, colours.back] },
    legend: edges.some(({ back }) => back !== undefined) ? legend : null,
  };
  return [
    {
      data: csvData(["x", "y", "left", "right", "top", "bottom", "text", "way"], rows),
      layer: [
        {
          mark: { type: "rect", cornerRadius: 4, opacity: 1 },
          encoding: {
            x: { field: "left" },
            x2: { field: "right" },
            y: { field: "top" },
            y2: { field: "bottom" },
            color,
          },
        },
        {
          mark: { type: "text", fontSize: TEXT_SIZE, color: ink.cell },
          encoding: { text: { field: "text" } },
        },
      ],
    },
  ];
}

function sentence(nodes: readonly NamedNode[], edges: readonly NumberedEdge[]): string {
  const each = edges.map(({ from, to, forward, back }) => {
    const numbers = [
      ...(forward === undefined
        ? []
        : [inLanguage({ en: `${forward} forward`, ja: `順伝播${forward}` })]),
      ...(back === undefined ? [] : [inLanguage({ en: `${back} back`, ja: `逆伝播${back}` })]),
    ];
    const way = `${nodes[from].name} → ${nodes[to].name}`;
    return numbers.length === 0
      ? way
      : inLanguage({ en: `${way}: ${numbers.join(", ")}`, ja: `${way}：${numbers.join("、")}` });
  });
  const count = nodes.length === 1 ? "1 node" : `${nodes.length} nodes`;
  const told =
    each.length === 0
      ? { en: "", ja: "" }
      : { en: `: ${each.join("; ")}`, ja: `：${each.join("；")}` };
  return inLanguage({
    en: `Computational graph of ${count}${told.en}.`,
    ja: `${nodes.length}個のノードの計算グラフ${told.ja}。`,
  });
}
