import { type AbstractMatrix, Matrix } from "ml-matrix";
import { checkFiniteElements, checkMatrix, checkSamples, describe, isArray } from "../check.js";
import { checkLabels, classesOf, type Label, oneHotRows } from "../data/labels.js";
import type { OutputLayer } from "../layers/output-layer.js";
import { dense } from "../linalg/dense.js";
import { fromRows, type MatrixInput } from "../matrix-input.js";

/** What a network is to answer: a row for each sample, or its label, or, of a single `Linear` output, its number. */
export type Targets = MatrixInput | ArrayLike<Label>;

/** Samples, checked: a row of inputs and a row of targets for each. */
export interface Samples {
  readonly x: AbstractMatrix;
  readonly t: AbstractMatrix;
  /** The labels of the classes, if the targets were labels. */
  readonly labels: readonly Label[] | undefined;
}

/** What the samples are for: a network's first size, its output layer and the labels it knows. */
export interface Expectation {
  readonly nUpper: number;
  readonly output: OutputLayer;
  readonly labels: readonly Label[] | undefined;
}

/**
 * Inputs and targets as matrices. TypeError: neither matrices nor labels; RangeError: shapes that do not
 * fit the network or each other, no samples, NaN and infinities, targets that the output cannot learn.
 */
export function samplesOf(
  call: string,
  { nUpper, output, labels }: Expectation,
  inputs: MatrixInput,
  targets: Targets,
): Samples {
  const x = fromRows(call, "x", inputs);
  checkSamples(call, "x", x, nUpper);
  checkFiniteElements(call, "x", x);
  const t = fromRows(call, "t", targets);
  if (Matrix.isMatrix(t)) return { x, t: checkTargets(call, output, x.rows, t), labels };
  if (!isArray(t)) {
    throw new TypeError(`${call}: expected t to be a Matrix or an array, got ${describe(t)}`);
  }
  if (t.length !== x.rows) {
    throw new RangeError(`${call}: expected t for each of ${x.rows} samples, got ${t.length}`);
  }
  if (output.classCount === undefined) {
    return { x, t: checkTargets(call, output, x.rows, column(call, t)), labels };
  }
  checkLabels(call, "t", t);
  const classes = labels ?? labelsFor(call, output, t);
  return { x, t: targetsOfLabels(call, output, t, classes), labels: classes };
}

function labelsFor(call: string, output: OutputLayer, t: ArrayLike<Label>): Label[] {
  const labels = classesOf(t);
  if (labels.length === output.classCount) return labels;
  throw new RangeError(
    `${call}: expected ${output.classCount} kinds of labels, as the output layer has, got ${labels.length}` +
      "; if some do not occur, name all in the network's option labels",
  );
}

function targetsOfLabels(
  call: string,
  output: OutputLayer,
  t: ArrayLike<Label>,
  labels: readonly Label[],
): AbstractMatrix {
  const rows = oneHotRows(call, t, labels);
  const isYes = output.n === 1 && labels.length === 2;
  const targets = isYes ? rows.subMatrix(0, rows.rows - 1, 1, 1) : rows;
  return checkTargets(call, output, t.length, targets);
}

function column(call: string, t: ArrayLike<unknown>): Matrix {
  const values = Array.from(t);
  const at = values.findIndex((target) => typeof target !== "number");
  if (at !== -1) {
    throw new TypeError(`${call}: expected t to be numbers, got ${describe(values[at])} at ${at}`);
  }
  return dense(t.length, 1, Float64Array.from(values as number[]));
}

function checkTargets(
  call: string,
  { n, output }: OutputLayer,
  rows: number,
  t: AbstractMatrix,
): AbstractMatrix {
  checkMatrix(call, "t", t, rows, n);
  checkFiniteElements(call, "t", t);
  output.checkTargets?.(call, t);
  return t;
}
