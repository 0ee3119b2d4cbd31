import { checkFinite, checkInteger, checkOptions, checkString, describe } from "../check.js";
import { roundTo } from "./data.js";
import { checkText, inLanguage, type Text } from "./language.js";
import { shownName } from "./names.js";

/** A node of a computational graph: a value, or an operator such as `×`, `+` or `f`. */
export interface GraphNode {
  /** What edges call it. */
  readonly id: string;
  /** What stands in it; its id unless given. */
  readonly label?: Text | undefined;
  /** Its column, 0, 1, … from the left: unless given, one after those it gets its values from. */
  readonly column?: number | undefined;
  /** Its row, from the top: unless given, where its neighbours are. */
  readonly row?: number | undefined;
}

/** An edge of a computational graph, with the number that goes forward on it and the one that comes back. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly forward?: number | Text | undefined;
  readonly back?: number | Text | undefined;
  /** What goes forward: `label = forward`. */
  readonly label?: Text | undefined;
}

/** A computational graph. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** A node with its name as it is shown. */
export interface NamedNode {
  readonly name: string;
  readonly column: number | undefined;
  readonly row: number | undefined;
}

/** An edge between the nodes of two numbers, with its texts as they are shown. */
export interface NumberedEdge {
  readonly from: number;
  readonly to: number;
  readonly forward: string | undefined;
  readonly back: string | undefined;
}

/** Nodes and edges that a graph has at most. */
const [MOST_NODES, MOST_EDGES] = [40, 80];

const NODE_PARTS = ["id", "label", "column", "row"];
const EDGE_PARTS = ["from", "to", "forward", "back", "label"];

/** The nodes and edges, as they are shown. Errors as of `graphChart`. */
export function graphOf(graph: unknown): { nodes: NamedNode[]; edges: NumberedEdge[] } {
  checkOptions("graphChart", graph, ["nodes", "edges"]);
  const { nodes, edges } = graph as Partial<Graph>;
  checkList("nodes", nodes, 1, MOST_NODES);
  checkList("edges", edges, 0, MOST_EDGES);
  const ids: string[] = [];
  const named = nodes.map((node, i) => {
    const place = `nodes[${i}]`;
    checkPart(place, node, NODE_PARTS);
    const { id, label = id, column, row } = node as GraphNode;
    checkString("graphChart", `${place}.id`, id);
    if (ids.includes(id)) {
      throw new RangeError(
        `graphChart: expected nodes of different ids, got two of ${describe(id)}`,
      );
    }
    ids.push(id);
    checkText("graphChart", `${place}.label`, label);
    if (column !== undefined) checkInteger("graphChart", `${place}.column`, column, 0, MOST_NODES);
    if (row !== undefined) checkFinite("graphChart", `${place}.row`, row);
    return { name: shownName(inLanguage(label)), column, row };
  });
  return { nodes: named, edges: edges.map((edge, i) => edgeOf(edge, `edges[${i}]`, ids)) };
}

function checkList(
  name: string,
  list: unknown,
  least: number,
  most: number,
): asserts list is readonly unknown[] {
  if (!Array.isArray(list)) {
    throw new TypeError(`graphChart: expected ${name} to be an array, got ${describe(list)}`);
  }
  if (list.length < least || list.length > most) {
    throw new RangeError(`graphChart: expected ${least} to ${most} ${name}, got ${list.length}`);
  }
}

function checkPart(place: string, part: unknown, known: readonly string[]): void {
  if (typeof part !== "object" || part === null) {
    throw new TypeError(`graphChart: expected ${place} to be an object, got ${describe(part)}`);
  }
  checkOptions(`graphChart, ${place}`, part, known);
}

function edgeOf(edge: unknown, place: string, ids: readonly string[]): NumberedEdge {
  checkPart(place, edge, EDGE_PARTS);
  const { from, to, forward, back, label } = edge as GraphEdge;
  const [start, end] = Object.entries({ from, to }).map(([name, id]) => {
    checkString("graphChart", `${place}.${name}`, id);
    if (ids.includes(id)) return ids.indexOf(id);
    throw new RangeError(`graphChart: expected ${place}.${name} to be a node, got ${describe(id)}`);
  });
  if (label !== undefined) checkText("graphChart", `${place}.label`, label);
  const texts = [
    label === undefined ? undefined : shownName(inLanguage(label)),
    valueText(`${place}.forward`, forward),
  ].filter((text) => text !== undefined);
  return {
    from: start,
    to: end,
    forward: texts.length === 0 ? undefined : texts.join(" = "),
    back: valueText(`${place}.back`, back),
  };
}

/** A number to 4 digits, with the sign that is as wide as a digit. */
function valueText(name: string, value: number | Text | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "number") return String(roundTo(value, 4)).replace("-", "−");
  checkText("graphChart", name, value);
  return shownName(inLanguage(value));
}
