import { type AbstractMatrix, Matrix } from "ml-matrix";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { heatMap, shownPart } from "./heat-map.js";
import { checkMatrix, gapSentence, largest, shapeOf } from "./matrix.js";
import { chartSpec, panelTitle } from "./style.js";
import { layerInWords, strongestWeight, weightNames, weightSubtitle } from "./weight-names.js";

/**
 * Heat maps of a layer's weights before and after an update (更新), and of the change `after - before`, which has colours of its
 * own: among those of the first two a small step would not be seen.
 *
 * Above 80 rows or columns the first ones and the last are shown.
 *
 * @throws TypeError if an argument is no matrix of ml-matrix.
 * @throws RangeError if one is empty, or their shapes differ.
 */
export function weightChangeChart(before: AbstractMatrix, after: AbstractMatrix): Chart {
  checkMatrix(before, "weightChangeChart");
  checkMatrix(after, "weightChangeChart");
  if (before.rows !== after.rows || before.columns !== after.columns) {
    throw new RangeError(
      `weightChangeChart: expected two matrices of the same shape, got ${shapeOf(before)} and ${shapeOf(after)}`,
    );
  }
  const change = Matrix.sub(after, before);
  const most = largest([before, after]);
  const panels = [
    panel("before 更新前", before, most, true),
    panel("after 更新後", after, most, false),
    panel("change 変化", change, largest([change]), false),
  ];
  const title = {
    title: "Weights 重み before and after an update",
    subtitle: weightSubtitle(before),
  };
  const layout = { spacing: 18, resolve: { scale: { color: "independent" } } };
  const text = [
    `Weights of ${layerInWords(before)} before and after an update`,
    `the greatest change is ${strongestWeight(change)}`,
    ...shownPart(before),
  ].join("; ");
  const spec = chartSpec(title, { hconcat: panels, ...layout });
  return new Chart(spec, `${text}.${gapSentence([before, after])}`);
}

/** The first of the panels names the rows for all. */
function panel(title: string, w: AbstractMatrix, most: number, first: boolean): VegaLiteSpec {
  const options = {
    ...weightNames(w),
    namedRows: first,
    most,
    width: 160,
    legend: "bottom",
  } as const;
  return { title: panelTitle(title), ...heatMap(w, options) };
}
