import { Matrix } from "ml-matrix";
import { checkMatrix } from "../check.js";
import { fromRows, type MatrixInput } from "../matrix-input.js";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { type HeatMapOptions, heatMap, heatMapRoom, valuesFit } from "./heat-map.js";
import { filledMatrix, gapSentence, largest, strongest } from "./matrix.js";
import { ofThoseShown, type Part, partInWords, partOf, thinned } from "./part.js";
import { measured, unitFor } from "./ruler.js";
import { chartSpec, panelTitle } from "./style.js";
import { layerInWords, strongestWeight, weightNames, weightSubtitle } from "./weight-names.js";

/** Room for the cells of a panel, in pixels. */
const WIDTH = 160;

/**
 * Heat maps of a layer's weights before and after an update (更新), and of the change `after -
 * before`, which has colours of its own: among those of the first two a small step would not be
 * seen.
 *
 * Of more than 80 rows, 40 columns or 2,133 cells some rows and columns are shown, evenly spaced, the
 * first and the last among them; colours and text are about these alone.
 *
 * TypeError unless both are matrices; RangeError if `before` is empty, or `after` has another
 * shape.
 */
export function weightChangeChart(oldWeights: MatrixInput, newWeights: MatrixInput): Chart {
  const before = filledMatrix("weightChangeChart", "before", oldWeights);
  const after = fromRows("weightChangeChart", "after", newWeights);
  checkMatrix("weightChangeChart", "after", after, before.rows, before.columns);
  const old = thinned(before, heatMapRoom(before.columns, WIDTH, 3));
  const now = partOf(after, old.rows, old.columns);
  const greatest = largest([old.matrix, now.matrix]);
  const unit = unitFor(greatest);
  // The difference of two great numbers may be too great for a number: it is one of units.
  const change = { ...old, matrix: difference(now.matrix, old.matrix, unit) };
  const greatestChange = largest([change.matrix]);
  const changeUnit = unitFor(greatestChange);
  const [most, mostChange] = [greatest / unit, greatestChange / changeUnit];
  // In all panels or in none: they are compared.
  const values = [most, mostChange].every((each) => valuesFit(old.matrix, each, WIDTH));
  const look = { most, unit, values, namedRows: false };
  const lookOfChange = { ...look, most: mostChange, unit: changeUnit };
  const panels = [
    panel("before 更新前", unit, old, { ...look, namedRows: true }),
    panel("after 更新後", unit, now, look),
    panel("change 変化", unit * changeUnit, change, lookOfChange),
  ];
  const title = {
    title: "Weights 重み before and after an update",
    subtitle: weightSubtitle(old),
  };
  const layout = { spacing: 18, resolve: { scale: { color: "independent" } } };
  const shown = ofThoseShown(old);
  const text = [
    `Weights of ${layerInWords(before)} before and after an update`,
    strongest(change.matrix)?.value === 0
      ? `nothing${shown} has changed`
      : `the greatest change${shown} is ${strongestWeight(change, unit)}`,
    ...partInWords(old),
  ].join("; ");
  const spec = chartSpec(title, { hconcat: panels, ...layout });
  return new Chart(spec, `${text}.${gapSentence([old.matrix, now.matrix], shown)}`);
}

/** `(after - before) / unit`. */
function difference(after: Matrix, before: Matrix, unit: number): Matrix {
  return Matrix.sub(Matrix.div(after, unit), Matrix.div(before, unit));
}

/** The first of the panels names the rows for all. */
function panel(
  title: string,
  unit: number,
  w: Part,
  look: Pick<HeatMapOptions, "most" | "unit" | "values" | "namedRows">,
): VegaLiteSpec {
  const names = weightNames(w.of.columns);
  const options: HeatMapOptions = { ...names, ...look, width: WIDTH, legend: "bottom" };
  return { title: panelTitle(measured(title, { offset: 0, unit })), ...heatMap(w, options) };
}
