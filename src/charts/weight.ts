import type { MatrixInput } from "../matrix-input.js";
import { Chart } from "./chart.js";
import { heatMap, heatMapRoom } from "./heat-map.js";
import { filledMatrix, gapSentence, largest } from "./matrix.js";
import { ofThoseShown, partInWords, thinned } from "./part.js";
import { measured, unitFor } from "./ruler.js";
import { chartSpec } from "./style.js";
import { layerInWords, strongestWeight, weightNames, weightSubtitle } from "./weight-names.js";

/** Room for the cells, in pixels. */
const WIDTH = 440;

/**
 * Heat map of a layer's weights (重み) `w`, n x (nUpper + 1): a row for each neuron, a column for
 * each input, the last one for the bias. Blue is negative, orange positive, an element that is not
 * finite stays grey.
 *
 * Of more than 80 rows, 110 columns or 6,400 cells some rows and columns are shown, evenly spaced, the
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
  const names = weightNames(w.columns);
  const panel = heatMap(part, { ...names, most, unit, width: WIDTH, legend: "right" });
  const title = measured("Weights 重み", { offset: 0, unit });
  const spec = chartSpec({ title, subtitle: weightSubtitle(part) }, panel);
  const shown = ofThoseShown(part);
  const text = `Weights of ${layerInWords(w)}; the strongest${shown} is ${strongestWeight(part)}`;
  const sentence = [text, ...partInWords(part)].join("; ");
  return new Chart(spec, `${sentence}.${gapSentence([part.matrix], shown)}`);
}
