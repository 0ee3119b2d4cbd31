import { Matrix } from "ml-matrix";
import type { Label } from "../data/labels.js";
import { fromRows } from "../matrix-input.js";
import { checkClasses, classesIn, type Labels, labelsOf } from "./labels.js";

/**
 * Counts samples by their class (rows) and the class that was predicted (columns), classes × classes,
 * as scikit-learn's `confusion_matrix` does.
 *
 * Rows and columns are in the order of `classes`; unless given these are all labels that occur,
 * numbers ascending, then text by its code units. The columns of a matrix of one-hot rows or
 * probabilities stand for the classes 0, 1, 2, …, or for the `classes` given.
 *
 * TypeError for another kind; RangeError for different numbers of samples, no classes, or a label
 * that is none of `classes`.
 */
export function confusionMatrix(
  trueLabels: Labels,
  predictedLabels: Labels,
  classes?: readonly Label[],
): Matrix {
  const truth = fromRows("confusionMatrix", "truth", trueLabels);
  const predicted = fromRows("confusionMatrix", "predicted", predictedLabels);
  if (classes !== undefined) checkClasses("confusionMatrix", classes);
  const [rows, columns] = [
    labelsOf("confusionMatrix", "truth", truth, classes),
    labelsOf("confusionMatrix", "predicted", predicted, classes),
  ];
  if (rows.length !== columns.length) {
    throw new RangeError(
      `confusionMatrix: expected as many predicted as true labels, ` +
        `got ${columns.length} and ${rows.length}`,
    );
  }
  const order =
    classes ?? classesIn("confusionMatrix", [...rows, ...columns, ...columnsOf(truth, predicted)]);
  checkClasses("confusionMatrix", order);
  const index = new Map(order.map((label, i) => [label, i]));
  const counts = Matrix.zeros(order.length, order.length);
  for (const [i, row] of rows.entries()) {
    const [r, c] = [index.get(row) ?? 0, index.get(columns[i]) ?? 0];
    counts.set(r, c, counts.get(r, c) + 1);
  }
  return counts;
}

/** The classes that the columns of matrices stand for, whether a sample is of them or not. */
function columnsOf(...labels: readonly unknown[]): number[] {
  const counts = labels.map((each) =>
    Matrix.isMatrix(each) && each.columns > 1 ? each.columns : 0,
  );
  return Array.from({ length: Math.max(...counts) }, (_, i) => i);
}
