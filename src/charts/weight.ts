import type { AbstractMatrix } from "ml-matrix";
import { Chart } from "./chart.js";
import { heatMap, shownPart } from "./heat-map.js";
import { checkFilled, gapSentence } from "./matrix.js";
import { chartSpec } from "./style.js";
import { layerInWords, strongestWeight, weightNames, weightSubtitle } from "./weight-names.js";

/**
 * Heat map of a layer's weights (重み) `w`, n x (nUpper + 1): a row for each neuron, a column for
 * each input, the last one for the bias. Blue is negative, orange positive, an element that is not
 * finite stays grey.
 *
 * Above 80 rows or columns the first ones and the last are shown.
 *
 * TypeError unless `w` is a matrix; RangeError if it is empty.
 */
export function weightChart(w: AbstractMatrix): Chart {
  checkFilled("weightChart", "w", w);
  const panel = heatMap(w, { ...weightNames(w), width: 440, legend: "right" });
  const spec = chartSpec({ title: "Weights 重み", subtitle: weightSubtitle(w) }, panel);
  const text = `Weights of ${layerInWords(w)}; the strongest is ${strongestWeight(w)}`;
  return new Chart(spec, `${[text, ...shownPart(w)].join("; ")}.${gapSentence([w])}`);
}
