import type { AbstractMatrix } from "ml-matrix";
import { round } from "./data.js";
import { type HeatMapNames, shownPart } from "./heat-map.js";
import { numbered, strongest } from "./matrix.js";

/** The names of a weight matrix's rows, the neurons, and columns, the inputs and last the bias. */
export function weightNames({ columns }: AbstractMatrix): HeatMapNames {
  return {
    rowName: (i) => numbered("u", i),
    columnName: (j) => (j === columns - 1 ? "bias" : numbered("x", j)),
  };
}

/** The subtitle of a chart of weights: what the cells are, and whether all are shown. */
export function weightSubtitle(w: AbstractMatrix): string[] {
  return ["row: neuron ニューロン, column: input 入力", ...shownPart(w)];
}

/** A layer's size, from its weights: `a layer with 2 inputs and a bias, 3 neurons`. */
export function layerInWords({ rows, columns }: AbstractMatrix): string {
  return `a layer with ${count(columns - 1, "input")} and a bias, ${count(rows, "neuron")}`;
}

/** The weight of the greatest absolute value with its place; `not finite` if none is finite. */
export function strongestWeight(w: AbstractMatrix): string {
  const found = strongest(w);
  if (!found) return "not finite";
  const { rowName, columnName } = weightNames(w);
  return `${round(found.value)} from ${columnName(found.column)} to ${rowName(found.row)}`;
}

function count(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? "" : "s"}`;
}
