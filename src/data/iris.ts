import type { Classified } from "./classified.js";
import { readCsv } from "./csv.js";
import { classesOf } from "./labels.js";
import { IRIS_CSV } from "./tables/iris-csv.js";

/**
 * 150 iris flowers, 50 each of setosa, versicolor and virginica in this order: length and width of
 * their sepals and petals in cm.
 *
 * R. A. Fisher, 1936, as scikit-learn has it, which is Fisher's own table; that of the UCI repository
 * differs in two flowers. CC BY 4.0: https://archive.ics.uci.edu/dataset/53/iris
 */
export function iris(): Classified<string> {
  const table = readCsv(IRIS_CSV);
  const features = table.names.slice(0, 4);
  const labels = table.texts("species");
  return { x: table.matrix(features), labels, features, classes: classesOf(labels) };
}
