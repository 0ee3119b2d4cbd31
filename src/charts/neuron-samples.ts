import type { AbstractMatrix } from "ml-matrix";
import { checkNumber, checkSamples } from "../check.js";
import type { Label } from "../data/labels.js";
import { fromRows } from "../matrix-input.js";
import { extent } from "./curve.js";
import { classesIn, labelsOf } from "./labels.js";
import { shownNames } from "./names.js";
import { thinEvenly } from "./thin.js";

/** A point of the plane, and the number of its class, if it has one. */
export interface LabelledPoint {
  readonly x1: number;
  readonly x2: number;
  readonly index: number | undefined;
}

/** Points with their classes, or without. */
export interface LabelledPoints {
  readonly rows: readonly LabelledPoint[];
  /** The names of the two classes; undefined for points without labels. */
  readonly classes: readonly string[] | undefined;
}

/** Points that are drawn, and counted. */
const ROOM = 1000;

/**
 * The points with their labels, of more than 1000 as many, evenly spaced; undefined if there are none. Errors as of
 * `neuronChart`.
 */
export function pointsOf(
  call: string,
  points: unknown,
  labels: unknown,
): LabelledPoints | undefined {
  if (points === undefined) {
    if (labels === undefined) return undefined;
    throw new RangeError(`${call}: expected points for the labels, got none`);
  }
  const matrix = fromRows(call, "points", points);
  checkSamples(call, "points", matrix, 2);
  const kept = thinEvenly(matrix.rows, ROOM);
  if (labels === undefined) {
    return { rows: rowsOf(matrix, kept, () => undefined), classes: undefined };
  }
  const truth = labelsOf(call, "labels", labels);
  if (truth.length !== matrix.rows) {
    throw new RangeError(
      `${call}: expected a label for each of ${matrix.rows} points, got ${truth.length}`,
    );
  }
  const classes = bothClasses(classesIn(call, truth));
  if (classes.length > 2) {
    throw new RangeError(`${call}: expected at most 2 classes, got ${classes.length}`);
  }
  const rows = rowsOf(matrix, kept, (i) => classes.indexOf(truth[i]));
  return { rows, classes: shownNames(classes.map(String)) };
}

/** 0 and 1 where only one of them occurs. */
function bothClasses(classes: Label[]): Label[] {
  return classes.every((label) => label === 0 || label === 1) ? [0, 1] : classes;
}

function rowsOf(
  matrix: AbstractMatrix,
  kept: readonly number[],
  indexOf: (i: number) => number | undefined,
): LabelledPoint[] {
  return kept.map((i) => ({
    x1: matrix.get(i, 0),
    x2: matrix.get(i, 1),
    index: indexOf(i),
  }));
}

/** The part of the plane, the same on both axes, that is given, or around the points, or from -2 to 2. */
export function planeAround(
  points: readonly LabelledPoint[],
  { from, to }: { readonly from?: number | undefined; readonly to?: number | undefined },
): [from: number, to: number] {
  for (const [name, end] of Object.entries({ from, to })) {
    if (end !== undefined) checkNumber("neuronChart", name, end);
  }
  const [least, most] = extent(points.flatMap(({ x1, x2 }) => [x1, x2]));
  if (Number.isNaN(least)) return [from ?? -2, to ?? 2];
  const room = (most - least) / 2 || 1;
  return [from ?? least - room, to ?? most + room];
}
