import { Matrix } from "ml-matrix";
import { describe } from "../check.js";
import { fromRows } from "../matrix-input.js";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { PALETTE, SHAPES } from "./colours.js";
import { extent } from "./curve.js";
import { csvData, inUnits, round } from "./data.js";
import { checkText, inLanguage, type Text } from "./language.js";
import { type ChartLook, checkLook } from "./look.js";
import { gapsInWords, numbered } from "./matrix.js";
import { shownName } from "./names.js";
import { type Numbers, numbersOf } from "./numbers.js";
import { measure, measured, type Ruler, rulerFor } from "./ruler.js";
import { chartSpec, ink } from "./style.js";
import { thinEvenly } from "./thin.js";
import { word } from "./words.js";

/** How {@link predictionChart} draws. */
export interface PredictionChartOptions extends ChartLook {
  /** Names of the axes. */
  readonly xTitle?: Text | undefined;
  readonly yTitle?: Text | undefined;
}

const OPTIONS = ["title", "width", "height", "xTitle", "yTitle"];

/** Points that are drawn. */
const ROOM = 2000;

/**
 * Predictions of a regression over the targets: on the diagonal both are equal. Above stands
 * the root of the mean squared error, RMSE, over all pairs of finite numbers.
 *
 * Both are arrays, or matrices with a row for each sample and at most 8 outputs, each in its colour.
 * Of more than 2000 points some are drawn, at equal distances in their order.
 *
 * TypeError for another kind; RangeError for none, or two of different sizes.
 */
export function predictionChart(
  target: Numbers,
  prediction: Numbers,
  options: PredictionChartOptions = {},
): Chart {
  const pairs = pairsOf(target, prediction);
  checkLook("predictionChart", options, OPTIONS);
  const { title = { en: "Prediction", ja: "予測" }, width = 480, height = width } = options;
  const { xTitle = word("target"), yTitle = word("prediction") } = options;
  for (const [name, value] of Object.entries({ xTitle, yTitle })) {
    checkText("predictionChart", name, value);
  }
  const finite = pairs.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  const ruler = rulerFor(...extent(finite.flatMap(({ x, y }) => [x, y])));
  const squares = finite.map(
    ({ x, y }) => (measure(y, ruler) - measure(x, ruler)) ** 2 / finite.length,
  );
  const rmse =
    finite.length === 0 ? "–" : inUnits(Math.sqrt(squares.reduce((a, b) => a + b)), ruler.unit);
  const drawn = thinEvenly(finite.length, ROOM).map((i) => finite[i]);
  const some = {
    en: `, ${drawn.length} of ${finite.length} drawn`,
    ja: `、${finite.length}個のうち${drawn.length}個を表示`,
  };
  const part = drawn.length < finite.length ? inLanguage(some) : "";
  const outputs = new Set(pairs.map(({ output }) => output));
  const titles = { xTitle: shownName(inLanguage(xTitle)), yTitle: shownName(inLanguage(yTitle)) };
  const parts = { width, height, ...scatter(drawn, [...outputs], titles, ruler) };
  const spec = chartSpec({ title, subtitle: `RMSE ${rmse}${part}` }, parts);
  const count = `${pairs.length} prediction${pairs.length === 1 ? "" : "s"}`;
  const text = inLanguage({
    en: `Scatter of ${count} over the targets: RMSE ${rmse}${part}.`,
    ja: `${pairs.length}個の予測値を正解に対して描いた散布図。RMSE ${rmse}${part}。`,
  });
  return new Chart(spec, text + gapsInWords(pairs.flatMap(({ x, y }) => [x, y])));
}

/** A target and what was predicted for it, with the name of the output. */
interface Pair {
  readonly x: number;
  readonly y: number;
  readonly output: string;
}

function pairsOf(targets: Numbers, predictions: Numbers): Pair[] {
  const target = fromRows("predictionChart", "target", targets);
  const prediction = fromRows("predictionChart", "prediction", predictions);
  const [x, y] = [
    numbersOf("predictionChart", "target", target),
    numbersOf("predictionChart", "prediction", prediction),
  ];
  const [xColumns, yColumns] = [columnsOf(target), columnsOf(prediction)];
  if (x.length !== y.length || xColumns !== yColumns) {
    throw new RangeError(
      `predictionChart: expected target and prediction of one size, ` +
        `got ${sizeOf(target, x)} and ${sizeOf(prediction, y)}`,
    );
  }
  if (x.length === 0) throw new RangeError("predictionChart: expected a target or more, got none");
  if (xColumns > PALETTE.length) {
    throw new RangeError(
      `predictionChart: expected at most ${PALETTE.length} outputs, got ${xColumns}`,
    );
  }
  return x.map((value, i) => ({ x: value, y: y[i], output: numbered("y", i % xColumns) }));
}

function columnsOf(values: unknown): number {
  return Matrix.isMatrix(values) ? values.columns : 1;
}

function sizeOf(values: unknown, { length }: readonly number[]): string {
  return Matrix.isMatrix(values) ? describe(values) : `${length} numbers`;
}

function scatter(
  pairs: readonly Pair[],
  outputs: readonly string[],
  titles: { readonly xTitle: string; readonly yTitle: string },
  ruler: Ruler,
): VegaLiteSpec {
  const points = pairs.map(({ x, y }) => [measure(x, ruler), measure(y, ruler)] as const);
  const [least, most] = extent(points.flat());
  const margin = (most - least) * 0.03 || Math.abs(most) * 0.1 || 1;
  const domain = pairs.length === 0 ? [0, 1] : [least - margin, most + margin].map(round);
  const channel = (field: "x" | "y", title: string): VegaLiteSpec => ({
    field,
    type: "quantitative",
    title: measured(title, ruler),
    scale: { domain, nice: false, zero: false },
    axis: { domain: false, tickCount: 6, format: "~g" },
  });
  const legend = outputs.length === 1 ? null : { orient: "top", columns: 8, symbolOpacity: 1 };
  const byOutput = (looks: readonly string[]): VegaLiteSpec => ({
    field: "output",
    type: "nominal",
    title: null,
    scale: { domain: outputs, range: outputs.map((_, i) => looks[i % looks.length]) },
    legend,
  });
  return {
    encoding: { x: channel("x", titles.xTitle), y: channel("y", titles.yTitle) },
    layer: [
      {
        data: csvData(
          ["x", "y"],
          domain.map((end) => [end, end]),
        ),
        mark: { type: "line", color: ink.quiet, strokeDash: [4, 3], strokeWidth: 1 },
      },
      {
        data: csvData(
          ["x", "y", "output"],
          pairs.map(({ output }, i) => [...points[i], output]),
        ),
        mark: { type: "point", filled: true, size: 60, opacity: 0.75 },
        encoding: {
          tooltip: [
            ...(outputs.length === 1 ? [] : [{ field: "output", title: word("output") }]),
            { field: "x", type: "quantitative", title: word("target") },
            { field: "y", type: "quantitative", title: word("prediction") },
          ],
          shape: byOutput(SHAPES),
          color: byOutput(PALETTE),
        },
      },
    ],
  };
}
