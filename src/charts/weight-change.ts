import { Matrix } from "ml-matrix";
import { checkMatrix } from "../check.js";
import { fromRows, type MatrixInput } from "../matrix-input.js";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { type HeatMapOptions, heatMap, heatMapRoom, valuesFit } from "./heat-map.js";
import { inLanguage, sentence } from "./language.js";
import { magnification } from "./magnification.js";
import { filledMatrix, gapSentence, largest, strongest } from "./matrix.js";
import { isCut, type Part, partInWords, partOf, thinned } from "./part.js";
import { measured, unitFor } from "./ruler.js";
import { chartSpec, panelTitle } from "./style.js";
import {
  layerInWords,
  strongestWeight,
  weightNames,
  weightSubtitle,
  weightsInWords,
} from "./weight-names.js";

/** Room for the cells of a panel, in pixels. */
const WIDTH = 186;

/**
 * Heat maps of a layer's weights before and after an update (更新), and of the change `after -
 * before`. Of a small step the colours are so many times stronger as is printed beside its name: else
 * it would not be seen.
 *
 * Of more than 80 rows, 46 columns or 2,133 cells some rows and columns are shown, evenly spaced, the
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
  const { words, excess } = magnification(greatest, greatestChange * unit, "fine");
  // In all panels or in none: they are compared.
  const values = [most, mostChange].every((each) => valuesFit(old.matrix, each, WIDTH));
  const look = { most, unit, values, namedRows: false };
  const lookOfChange = { ...look, most: mostChange, unit: changeUnit, excess };
  const names = {
    before: inLanguage({ en: "before", ja: "更新前" }),
    after: inLanguage({ en: "after", ja: "更新後" }),
    change: inLanguage({ en: "change", ja: "変化" }),
  };
  const titleOfChange = [names.change, words].join(" ").trim();
  const panels = [
    panel(names.before, names.before, unit, old, { ...look, namedRows: true }),
    panel(names.after, names.after, unit, now, look),
    panel(names.change, titleOfChange, unit * changeUnit, change, lookOfChange),
  ];
  const title = {
    title: { en: "Weights before and after an update", ja: "更新前後の重み" },
    subtitle: [...weightSubtitle(old), ...magnified(words)],
  };
  const layout = { spacing: 16, resolve: { scale: { color: "independent" } } };
  const layer = layerInWords(before);
  const nothing = isCut(old)
    ? { en: "nothing shown has changed", ja: "表示した重みに変化なし" }
    : { en: "nothing has changed", ja: "変化なし" };
  const text = sentence([
    inLanguage({
      en: `Weights of ${layer} before and after an update`,
      ja: `${layer}の更新前後の重み`,
    }),
    ...weightsInWords(old, now),
    strongest(change.matrix)?.value === 0
      ? inLanguage(nothing)
      : strongestWeight({ en: "the greatest change", ja: "最も大きい変化" }, change, unit),
    ...partInWords(old),
  ]);
  const spec = chartSpec(title, { hconcat: panels, ...layout });
  return new Chart(spec, text + gapSentence([old.matrix, now.matrix], isCut(old)));
}

function magnified(words: string): string[] {
  if (words === "") return [];
  return [
    inLanguage({
      en: `change ${words}: its colours are so many times stronger`,
      ja: `変化 ${words}：色をその倍率で強めて表示`,
    }),
  ];
}

/** `(after - before) / unit`. */
function difference(after: Matrix, before: Matrix, unit: number): Matrix {
  return Matrix.sub(Matrix.div(after, unit), Matrix.div(before, unit));
}

/** The first of the panels names the rows for all. */
function panel(
  valueTitle: string,
  title: string,
  unit: number,
  w: Part,
  look: Pick<HeatMapOptions, "most" | "unit" | "excess" | "values" | "namedRows">,
): VegaLiteSpec {
  const names = weightNames(w.of.columns);
  const options = { ...names, ...look, valueTitle, width: WIDTH, legend: "bottom" } as const;
  return { title: panelTitle(measured(title, { offset: 0, unit })), ...heatMap(w, options) };
}
