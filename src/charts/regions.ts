import { type AbstractMatrix, Matrix } from "ml-matrix";
import { checkInteger, checkNumber, checkOptions, describe } from "../check.js";
import type { Label } from "../data/labels.js";
import { fromRows } from "../matrix-input.js";
import { type Labels, labelsOf } from "./labels.js";

/** The part of the plane that {@link regions} looks at, and how closely. */
export interface RegionsOptions {
  /** Bounds of the first feature, x. */
  readonly xMin: number;
  readonly xMax: number;
  /** Bounds of the second feature, y. */
  readonly yMin: number;
  readonly yMax: number;
  /** Cells across and down, 2 … 100; 40 unless given. */
  readonly steps?: number | undefined;
  /** The epoch after which the classifier was asked. */
  readonly epoch?: number | undefined;
  /** What the columns of a matrix of predictions stand for; 0, 1, 2, … unless given. */
  readonly classes?: readonly Label[] | undefined;
}

/** The classes that a classifier of two features gives in each cell of a part of the plane. */
export interface Regions {
  readonly xMin: number;
  readonly xMax: number;
  readonly yMin: number;
  readonly yMax: number;
  readonly steps: number;
  readonly epoch: number | undefined;
  /** The class in the middle of each cell, in rows from the top, where y is greatest. */
  readonly labels: readonly Label[];
  /** How sure it is, from 0, all classes alike, to 1; undefined if there are no probabilities. */
  readonly confidences: readonly number[] | undefined;
}

const OPTIONS = ["xMin", "xMax", "yMin", "yMax", "steps", "epoch", "classes"];

/**
 * Asks a classifier for the classes all over a part of the plane, as one frame of `decisionChart`.
 *
 * `predict` gets a matrix steps² × 2 of features x, y, once, and gives the label of each row, or a
 * matrix as a network's `predict` does: a column for each class, of which the greatest counts, or
 * one column of probabilities of the second of two classes.
 *
 * TypeError for a wrong kind; RangeError for bounds that are not finite or not in order, `steps`
 * that are no integer 2 … 100, or as many predictions as there are no cells, or NaN among them.
 */
export function regions(predict: (x: Matrix) => Labels, options: RegionsOptions): Regions {
  if (typeof predict !== "function") {
    throw new TypeError(`regions: expected predict to be a function, got ${describe(predict)}`);
  }
  checkOptions("regions", options, OPTIONS);
  const { xMin, xMax, yMin, yMax, steps = 40, epoch, classes } = options;
  for (const [name, bound] of Object.entries({ xMin, xMax, yMin, yMax })) {
    checkNumber("regions", name, bound);
  }
  checkOrder("x", xMin, xMax);
  checkOrder("y", yMin, yMax);
  checkInteger("regions", "steps", steps, 2, 100);
  if (epoch !== undefined) checkInteger("regions", "epoch", epoch, 0);
  const middles = new Matrix(
    Array.from({ length: steps ** 2 }, (_, i) => [
      xMin + ((xMax - xMin) * ((i % steps) + 0.5)) / steps,
      yMax - ((yMax - yMin) * (Math.floor(i / steps) + 0.5)) / steps,
    ]),
  );
  const predicted = fromRows("regions", "the predictions", predict(middles));
  const labels = labelsOf("regions", "the predictions", predicted, classes);
  if (labels.length !== steps ** 2) {
    throw new RangeError(
      `regions: expected a prediction for each of ${steps ** 2} cells, got ${labels.length}`,
    );
  }
  const confidences = Matrix.isMatrix(predicted) ? confidencesOf(predicted) : undefined;
  return { xMin, xMax, yMin, yMax, steps, epoch, labels, confidences };
}

function checkOrder(axis: "x" | "y", min: number, max: number): void {
  if (Number.isFinite(max - min) && min < max) return;
  throw new RangeError(
    `regions: expected finite ${axis}Min < ${axis}Max, got ${describe(min)} and ${describe(max)}`,
  );
}

/** (p - 1/k) / (1 - 1/k) of the greatest p of k probabilities; undefined if they are none. */
function confidencesOf(predicted: AbstractMatrix): number[] | undefined {
  const rows = predicted.to2DArray().map((row) => (row.length === 1 ? [row[0], 1 - row[0]] : row));
  const areShares = rows.every(
    (row) => row.every((p) => p >= 0 && p <= 1) && Math.abs(row.reduce((a, b) => a + b, -1)) < 1e-6,
  );
  if (!areShares) return undefined;
  return rows.map((row) => (Math.max(...row) - 1 / row.length) / (1 - 1 / row.length));
}
