import { type AbstractMatrix, Matrix } from "ml-matrix";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { heatMap } from "./heat-map.js";
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
  return new Chart(
    chartSpec(title, { hconcat: panels, spacing: 24, resolve: independentColours }),
    text(before, change, [before, after]),
  );
}

const independentColours: VegaLiteSpec = { scale: { color: "independent" } };

/** The first of the panels names the rows for all. */
function panel(title: string, w: AbstractMatrix, most: number, first: boolean): VegaLiteSpec {
  const options = {
    ...weightNames(w),
    namedRows: first,
    most,
    width: 176,
    legend: "bottom",
  } as const;
  return { title: panelTitle(title), ...heatMap(w, options) };
}

function text(w: AbstractMatrix, change: AbstractMatrix, shown: readonly AbstractMatrix[]): string {
  const gaps = gapSentence(shown);
  return `Weights of ${layerInWords(w)} before and after an update; the greatest change is ${strongestWeight(change)}.${gaps}`;
}
