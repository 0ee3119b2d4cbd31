import type { Matrix } from "ml-matrix";
import { checkElements, checkInteger, describe, isArray } from "../check.js";
import { dense } from "../linalg/dense.js";
import { columnsOfLargest } from "../linalg/largest.js";
import { type MatrixInput, matrixOf } from "../matrix-input.js";

/** The name of a class: a text, or a number such as a digit. */
export type Label = string | number;

/** Classes in their order; a number k for 0, 1, … k - 1. */
export type Classes<L extends Label> = ArrayLike<L> | number;

/**
 * The classes that occur in `labels`, each once: numbers in their order, texts by code units, as
 * NumPy's `unique` sorts them (but for characters beyond U+FFFF). None for no labels.
 *
 * TypeError unless `labels` is an array of numbers only or of strings only; RangeError at NaN.
 */
export function classesOf<L extends Label>(labels: ArrayLike<L>): L[] {
  checkLabels("classesOf", "labels", labels);
  const classes = [...new Set(Array.from(labels))];
  return classes.sort((a, b) => (a < b ? -1 : 1));
}

/**
 * A row for each label, n × classes, 1 in the column of its class and 0 elsewhere. `classes` gives
 * the order of the columns; default `classesOf(labels)`.
 *
 * TypeError unless `labels` and `classes` are arrays of numbers only or of strings only. RangeError:
 * a label that is no class, a class twice, NaN.
 */
export function oneHot<L extends Label>(
  labels: ArrayLike<L>,
  classes: Classes<L> = classesOf(labels),
): Matrix {
  checkLabels("oneHot", "labels", labels);
  return oneHotRows("oneHot", labels, orderOf("oneHot", classes));
}

/** A row for each label, 1 where it stands in `order`. RangeError, in the name of `call`, if it stands nowhere there. */
export function oneHotRows(
  call: string,
  labels: ArrayLike<Label>,
  order: readonly Label[],
): Matrix {
  const columns = new Map(order.map((label, column) => [label, column]));
  const values = new Float64Array(labels.length * order.length);
  Array.from(labels).forEach((label, row) => {
    const column = columns.get(label);
    if (column === undefined) {
      throw new RangeError(
        `${call}: expected labels out of ${listOf(order)}, got ${describe(label)} at ${row}`,
      );
    }
    values[row * order.length + column] = 1;
  });
  return dense(labels.length, order.length, values);
}

/**
 * For each row of a matrix, such as the outputs of a network, the class in whose column its largest
 * element stands, the first of equal ones: what `oneHot` does, undone.
 *
 * TypeError unless `y` is a matrix and `classes` as in `oneHot`. RangeError: not a column for each
 * class, no class, a row with a NaN.
 */
export function labelsOf<L extends Label = number>(y: MatrixInput, classes: Classes<L>): L[] {
  const outputs = matrixOf("labelsOf", "y", y);
  const order = orderOf("labelsOf", classes);
  if (order.length === 0 || outputs.columns !== order.length) {
    throw new RangeError(
      `labelsOf: expected y to have a column for each of ${order.length} classes, got a ${describe(outputs)}`,
    );
  }
  checkElements("labelsOf", "y", outputs, "numbers", (element) => !Number.isNaN(element));
  return columnsOfLargest(outputs).map((column) => order[column]);
}

/** As many classes as a Map holds. */
const MOST_CLASSES = 2 ** 24;

function orderOf<L extends Label>(call: string, classes: Classes<L>): L[] {
  if (typeof classes === "number") {
    checkInteger(call, "classes", classes, 0, MOST_CLASSES);
    return Array.from({ length: classes }, (_, i) => i as L);
  }
  checkLabels(call, "classes", classes);
  const order = Array.from(classes);
  if (new Set(order).size === order.length) return order;
  const twice = order.find((label, i) => order.indexOf(label) !== i);
  throw new RangeError(`${call}: expected each class once, got ${describe(twice)} twice`);
}

function listOf(order: readonly Label[]): string {
  const some = order.slice(0, 10).map((label) => (label === String(label) ? `"${label}"` : label));
  return some.concat(order.length > 10 ? "…" : []).join(", ") || "no classes";
}

/**
 * Throws unless `labels` is an array, or typed array, of numbers only or of strings only: TypeError;
 * NaN: RangeError.
 */
export function checkLabels(
  call: string,
  name: string,
  labels: unknown,
): asserts labels is ArrayLike<Label> {
  if (!isArray(labels)) {
    throw new TypeError(`${call}: expected ${name} to be an array, got ${describe(labels)}`);
  }
  const kind = typeof labels[0];
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (typeof label !== kind || (kind !== "number" && kind !== "string")) {
      throw new TypeError(
        `${call}: expected ${name} to be all numbers or all strings, got ${describe(label)} at ${i}`,
      );
    }
    if (Number.isNaN(label)) {
      throw new RangeError(`${call}: expected ${name} to be no NaN, got NaN at ${i}`);
    }
  }
}
