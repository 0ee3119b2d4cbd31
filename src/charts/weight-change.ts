import { type AbstractMatrix, Matrix } from "ml-matrix";
import { checkMatrix } from "../check.js";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { type HeatMapOptions, heatMap, shownPart, valuesFit } from "./heat-map.js";
import { checkFilled, gapSentence, largest, strongest } from "./matrix.js";
import { chartSpec, panelTitle } from "./style.js";
import { layerInWords, strongestWeight, weightNames, weightSubtitle } from "./weight-names.js";

/** Room for the cells of a panel, in pixels. */
const WIDTH = 160;

/**
 * Heat maps of a layer's weights before and after an update (更新), and of the change `after -
 * before`, which has colours of its own: among those of the first two a small step would not be
 * seen.
 *
 * Above 80 rows or columns the first ones and the last are shown.
 *
 * TypeError unless both are matrices; RangeError if `before` is empty, or `after` has another
 * shape.
 */
export function weightChangeChart(before: AbstractMatrix, after: AbstractMatrix): Chart {
  checkFilled("weightChangeChart", "before", before);
  checkMatrix("weightChangeChart", "after", after, before.rows, before.columns);
  const change = Matrix.sub(after, before);
  const [most, mostChange] = [largest([before, after]), largest([change])];
  // In all panels or in none: they are compared.
  const values = [most, mostChange].every((each) => valuesFit(before, each, WIDTH));
  const panels = [
    panel("before 更新前", before, { most, values, namedRows: true }),
    panel("after 更新後", after, { most, values, namedRows: false }),
    panel("change 変化", change, { most: mostChange, values, namedRows: false }),
  ];
  const title = {
    title: "Weights 重み before and after an update",
    subtitle: weightSubtitle(before),
  };
  const layout = { spacing: 18, resolve: { scale: { color: "independent" } } };
  const text = [
    `Weights of ${layerInWords(before)} before and after an update`,
    strongest(change)?.value === 0
      ? "nothing has changed"
      : `the greatest change is ${strongestWeight(change)}`,
    ...shownPart(before),
  ].join("; ");
  const spec = chartSpec(title, { hconcat: panels, ...layout });
  return new Chart(spec, `${text}.${gapSentence([before, after])}`);
}

/** The first of the panels names the rows for all. */
function panel(
  title: string,
  w: AbstractMatrix,
  look: Pick<HeatMapOptions, "most" | "values" | "namedRows">,
): VegaLiteSpec {
  const options: HeatMapOptions = { ...weightNames(w), ...look, width: WIDTH, legend: "bottom" };
  return { title: panelTitle(title), ...heatMap(w, options) };
}
