import { inUnits } from "./data.js";
import type { HeatMapNames } from "./heat-map.js";
import { numbered, strongest } from "./matrix.js";
import { type Part, partInWords } from "./part.js";

/** The names of a weight matrix's rows, the neurons, and columns, the inputs and last the bias. */
export function weightNames(columns: number): HeatMapNames {
  return {
    rowName: (i) => numbered("u", i),
    columnName: (j) => (j === columns - 1 ? "bias" : numbered("x", j)),
  };
}

/** The subtitle of a chart of weights: what the cells are, and whether all are shown. */
export function weightSubtitle(w: Part): string[] {
  return ["row: neuron ニューロン, column: input 入力", ...partInWords(w)];
}

/** A layer's size, from its weights: `a layer with 2 inputs and a bias, 3 neurons`. */
export function layerInWords({ rows, columns }: Part["of"]): string {
  return `a layer with ${count(columns - 1, "input")} and a bias, ${count(rows, "neuron")}`;
}

/** The weight of the greatest absolute value with its place; `not finite` if none is finite. */
export function strongestWeight({ matrix, rows, columns, of }: Part, unit = 1): string {
  const found = strongest(matrix);
  if (!found) return "not finite";
  const { rowName, columnName } = weightNames(of.columns);
  const place = `from ${columnName(columns[found.column])} to ${rowName(rows[found.row])}`;
  return `${inUnits(found.value, unit)} ${place}`;
}

function count(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? "" : "s"}`;
}
