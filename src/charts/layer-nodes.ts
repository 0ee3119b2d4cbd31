import { shownIndices } from "./matrix.js";

/**
 * A node of a column: the index it stands for, undefined for the dots in place of nodes left out,
 * and its place.
 */
export interface Node {
  readonly index: number | undefined;
  readonly y: number;
}

/** Nodes that a column shows at most: 16, and the bias. */
const ROOM = 17;

/** Nodes of a column of which there are more: the first ones and, after dots, the last. */
const SHORTENED = 12;

/** Two columns of nodes, in pixels. */
export interface Nodes {
  readonly left: readonly Node[];
  readonly right: readonly Node[];
  readonly height: number;
  readonly radius: number;
}

/** The indices of the nodes that are drawn. */
export function drawnIndices(nodes: readonly Node[]): number[] {
  return nodes.flatMap(({ index }) => (index === undefined ? [] : [index]));
}

/** Places `left` and `right` nodes in two columns, both centred on the height of the longer. */
export function placeNodes(left: number, right: number): Nodes {
  const columns = [slots(left), slots(right)] as const;
  const most = Math.max(columns[0].length, columns[1].length);
  const gap = Math.max(30, Math.min(120, 480 / most));
  const height = gap * (most - 1);
  const place = (indices: readonly (number | undefined)[]): Node[] =>
    indices.map((index, i) => ({ index, y: height / 2 + gap * (i - (indices.length - 1) / 2) }));
  const radius = Math.min(22, gap * 0.42);
  return { left: place(columns[0]), right: place(columns[1]), height, radius };
}

function slots(count: number): (number | undefined)[] {
  if (count <= ROOM) return shownIndices(count, ROOM);
  const shown = shownIndices(count, SHORTENED);
  return [...shown.slice(0, -1), undefined, count - 1];
}

/**
 * The part of the way from the left to the right nodes at which labels on the edges lie best: all
 * labels stand in one column, and their least distance `gap` is greatest there.
 */
export function bestLabelPlace({ left, right }: Nodes): { part: number; gap: number } {
  let best = { part: 0.5, gap: 0 };
  // From the right, since near the neurons the labels stand in groups, one for each neuron.
  for (let part = 0.78; part >= 0.25; part -= 0.01) {
    const ys = left.flatMap((from) => right.map((to) => from.y + (to.y - from.y) * part));
    const sorted = ys.sort((a, b) => a - b);
    const gap = Math.min(...sorted.slice(1).map((y, i) => y - sorted[i]));
    if (gap > best.gap + 1e-9) best = { part, gap };
  }
  return best;
}
