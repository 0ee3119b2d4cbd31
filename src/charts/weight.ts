import type { MatrixInput } from "../matrix-input.js";
import { Chart } from "./chart.js";
import { heatMap, heatMapRoom } from "./heat-map.js";
import { inLanguage, sentence } from "./language.js";
import { filledMatrix, gapSentence, largest } from "./matrix.js";
import { isCut, partInWords, thinned } from "./part.js";
import { measured, unitFor } from "./ruler.js";
import { chartSpec } from "./style.js";
import {
  layerInWords,
  strongestWeight,
  weightNames,
  weightSubtitle,
  weightsInWords,
} from "./weight-names.js";
import { word } from "./words.js";

/** Room for the cells, in pixels. */
const WIDTH = 500;

/**
 * Heat map of a layer's weights (重み) `w`, n x (nUpper + 1): a row for each neuron, a column for
 * each input, the last one for the bias. Blue is negative, orange positive, an element that is not
 * finite stays grey.
 *
 * Of more than 80 rows, 125 columns or 6,400 cells some rows and columns are shown, evenly spaced, the
 * first and the last among them; colours and text are about these alone.
 *
 * TypeError unless `w` is a matrix; RangeError if it is empty.
 */
export function weightChart(weights: MatrixInput): Chart {
  const w = filledMatrix("weightChart", "w", weights);
  const part = thinned(w, heatMapRoom(w.columns, WIDTH, 1));
  const greatest = largest([part.matrix]);
  const unit = unitFor(greatest);
  const most = greatest / unit;
  const options = { ...weightNames(w.columns), valueTitle: word("weight"), most, unit };
  const panel = heatMap(part, { ...options, width: WIDTH, legend: "right" });
  const title = measured(inLanguage({ en: "Weights", ja: "重み" }), { offset: 0, unit });
  const spec = chartSpec({ title, subtitle: weightSubtitle(part) }, panel);
  const strongest = strongestWeight({ en: "the strongest", ja: "最も強い重み" }, part);
  const layer = layerInWords(w);
  const first = inLanguage({ en: `Weights of ${layer}`, ja: `${layer}の重み` });
  const text = sentence([first, ...weightsInWords(part), strongest, ...partInWords(part)]);
  return new Chart(spec, text + gapSentence([part.matrix], isCut(part)));
}
