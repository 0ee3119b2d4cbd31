import { type AbstractMatrix, Matrix } from "ml-matrix";
import { checkElements, describe, isArray } from "../check.js";
import { checkLabels, classesOf, type Label } from "../data/labels.js";
import { valuesOf } from "../linalg/dense.js";
import { columnsOfLargest } from "../linalg/largest.js";
import { fromRows, type MatrixInput } from "../matrix-input.js";

/**
 * The classes of samples: a label for each; or a matrix with a row for each, in which the greatest
 * of several columns tells the class (one-hot, or probabilities), and a single column holds whole
 * numbers as labels, or probabilities 0 … 1 of the second of two classes.
 */
export type Labels = readonly Label[] | ArrayLike<number> | MatrixInput;

/** Labels that no two are the same: TypeError for another kind, RangeError for none or a double. */
export function checkClasses(call: string, classes: unknown): asserts classes is readonly Label[] {
  if (!isArray(classes)) {
    throw new TypeError(`${call}: expected classes to be an array, got ${describe(classes)}`);
  }
  const all = Array.from(classes);
  for (const [i, label] of all.entries()) checkLabel(call, `classes[${i}]`, label);
  if (all.length === 0) throw new RangeError(`${call}: expected a class or more, got none`);
  if (new Set(all).size < all.length) {
    throw new RangeError(`${call}: expected classes that differ, got ${all.join(", ")}`);
  }
}

/**
 * The label of each sample. The columns of a matrix stand for the `classes`, or if these are not
 * given for 0, 1, 2, …; TypeError for another kind, RangeError for values that name no class.
 */
export function labelsOf(
  call: string,
  name: string,
  given: unknown,
  classes?: readonly Label[],
): Label[] {
  const value = fromRows(call, name, given);
  if (Matrix.isMatrix(value)) return labelsOfRows(call, name, value, classes);
  if (!isArray(value)) {
    throw new TypeError(
      `${call}: expected ${name} to be an array of labels or a Matrix, got ${describe(value)}`,
    );
  }
  return Array.from(value, (label, i) => {
    checkLabel(call, `${name}[${i}]`, label);
    if (classes && !classes.includes(label)) {
      throw new RangeError(
        `${call}: expected ${name}[${i}] to be one of the classes ${classes.join(", ")}, ` +
          `got ${describe(label)}`,
      );
    }
    return label;
  });
}

/** The labels that occur, in the order of `classesOf`. TypeError unless all are numbers or all strings. */
export function classesIn(call: string, labels: readonly Label[]): Label[] {
  checkLabels(call, "labels", labels);
  return classesOf(labels);
}

function checkLabel(call: string, name: string, label: unknown): asserts label is Label {
  if (typeof label !== "string" && typeof label !== "number") {
    throw new TypeError(
      `${call}: expected ${name} to be a string or a number, got ${describe(label)}`,
    );
  }
  if (Number.isNaN(label)) {
    throw new RangeError(`${call}: expected ${name} to be a label, got NaN`);
  }
}

function labelsOfRows(
  call: string,
  name: string,
  matrix: AbstractMatrix,
  classes: readonly Label[] | undefined,
): Label[] {
  const { columns } = matrix;
  if (columns === 0 || (columns > 1 && classes && classes.length !== columns)) {
    const expected = classes
      ? `a column for each of ${classes.length} classes`
      : "a column or more";
    throw new RangeError(
      `${call}: expected ${name} to have ${expected}, got a ${describe(matrix)}`,
    );
  }
  checkElements(call, name, matrix, "numbers", (element) => !Number.isNaN(element));
  if (columns > 1) return columnsOfLargest(matrix).map((index) => classes?.[index] ?? index);
  return labelsOfColumn(call, name, Array.from(valuesOf(matrix)), classes);
}

function labelsOfColumn(
  call: string,
  name: string,
  values: readonly number[],
  classes: readonly Label[] | undefined,
): Label[] {
  // Names in place of numbers: then the numbers say which.
  const named = classes?.every((label) => typeof label !== "number") ?? false;
  const probabilities = values.some((value) => !Number.isInteger(value));
  const pair = classes ?? [0, 1];
  return values.map((value, i) => {
    const isRight = probabilities ? value >= 0 && value <= 1 && pair.length === 2 : true;
    const label = probabilities ? pair[value >= 0.5 ? 1 : 0] : named ? classes?.[value] : value;
    if (!isRight || label === undefined || (classes && !classes.includes(label))) {
      const expected = probabilities
        ? "a probability of one of 2 classes"
        : "the number of a class";
      throw new RangeError(`${call}: expected ${name}[${i}] to be ${expected}, got ${value}`);
    }
    return label;
  });
}
