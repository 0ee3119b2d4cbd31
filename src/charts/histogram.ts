import { Matrix } from "ml-matrix";
import { checkFlag, checkInteger, describe, isArray } from "../check.js";
import { type Bins, binsOver, countIn } from "./bins.js";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { colours } from "./colours.js";
import { extent, rangeInWords } from "./curve.js";
import { csvData, round, roundTo } from "./data.js";
import { inLanguage, sentence } from "./language.js";
import { type ChartLook, checkLook } from "./look.js";
import { gapsInWords } from "./matrix.js";
import { shownNames } from "./names.js";
import { moments, type Numbers, numbersOf } from "./numbers.js";
import { isPlain, measure, measured, type Ruler, rulerFor } from "./ruler.js";
import { chartSpec, ink, panelTitle } from "./style.js";
import { word } from "./words.js";

/**
 * How {@link histogramChart} draws; `width` and `height` are those of each panel: unless given, panels
 * side by side take the width of a page.
 */
export interface HistogramChartOptions extends ChartLook {
  /** Number of bins, 1 … 200; 30 unless given. */
  readonly bins?: number | undefined;
  /**
   * Whether all panels have the same bins, so that spreads can be compared, or each its own; true
   * unless given.
   */
  readonly sharedBins?: boolean | undefined;
  /** Panels side by side; at most 2 unless given. */
  readonly columns?: number | undefined;
}

const OPTIONS = ["title", "width", "height", "bins", "sharedBins", "columns"];

/** Panels of a chart. */
const MOST_PANELS = 24;

/** Width of all panels in a row, and what parts these, in pixels. */
const [PAGE, SPACING] = [594, 22];

/** Width of a panel in which mean and deviation have a line each, in pixels. */
const NARROW = 230;

const TITLE = { en: "Histograms", ja: "ヒストグラム" };

/** Numbers under a name. */
interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

/**
 * Histograms of numbers, a panel for each entry of `series`: its key is the title, its
 * value an array or a matrix, all elements of which count; as of the signals or gradients of each
 * layer. The highest bar of a panel has its whole height. Mean and standard deviation (divided by
 * n) stand above.
 *
 * Values that are not finite are left out, and counted.
 *
 * TypeError unless `series` is an object of arrays of numbers or matrices; RangeError for none, more
 * than 24, one without values, or options that cannot be drawn.
 */
export function histogramChart(
  series: Readonly<Record<string, Numbers>>,
  options: HistogramChartOptions = {},
): Chart {
  const all = seriesOf(series);
  checkLook("histogramChart", options, OPTIONS);
  const { title = TITLE, bins = 30, sharedBins = true, columns = 2, height = 130 } = options;
  checkInteger("histogramChart", "bins", bins, 1, 200);
  checkFlag("histogramChart", "sharedBins", sharedBins);
  checkInteger("histogramChart", "columns", columns, 1);
  const inRow = Math.min(columns, all.length);
  const { width = Math.max(40, Math.floor((PAGE - SPACING * (inRow - 1)) / inRow)) } = options;
  const together = sharedBins
    ? scaleOver(
        all.map(({ values }) => values),
        bins,
      )
    : undefined;
  const panels = all.map((each) =>
    panel(each, together ?? scaleOver([each.values], bins), { width, height }),
  );
  const layout = all.length === 1 ? panels[0] : { concat: panels, columns, spacing: SPACING };
  const sentences = all.map(({ name, values }) => {
    const count = `${values.length} value${values.length === 1 ? "" : "s"}`;
    const named = inLanguage({ en: `${name} (${count})`, ja: `${name}（${values.length}個の値）` });
    const spread = values.some(Number.isFinite) ? momentsInWords(values) : [];
    return [rangeInWords(named, values), ...spread].join(comma());
  });
  const first = inLanguage({ en: "Histograms: ", ja: "ヒストグラム。" });
  const text = first + sentence(sentences);
  return new Chart(
    chartSpec({ title }, layout),
    text + gapsInWords(all.flatMap(({ values }) => values)),
  );
}

function seriesOf(series: Readonly<Record<string, Numbers>>): Series[] {
  if (typeof series !== "object" || series === null || isArray(series) || Matrix.isMatrix(series)) {
    throw new TypeError(
      "histogramChart: expected an object of arrays of numbers or matrices, " +
        `got ${describe(series)}`,
    );
  }
  const names = shownNames(Object.keys(series));
  const all = Object.entries(series).map(([name, numbers], i) => ({
    name: names[i],
    values: numbersOf("histogramChart", JSON.stringify(name), numbers),
  }));
  if (all.length === 0) throw new RangeError("histogramChart: expected a series, got none");
  if (all.length > MOST_PANELS) {
    throw new RangeError(
      `histogramChart: expected at most ${MOST_PANELS} series, got ${all.length}`,
    );
  }
  const empty = all.find(({ values }) => values.length === 0);
  if (empty) {
    throw new RangeError(
      `histogramChart: expected ${JSON.stringify(empty.name)} to have a value or more, got none`,
    );
  }
  return all;
}

/** The bins of a panel, of numbers as they are drawn. */
interface Scale {
  readonly bins: Bins;
  readonly ruler: Ruler;
}

function scaleOver(series: readonly (readonly number[])[], count: number): Scale {
  const ends = extent(series.flatMap(extent));
  const [least, most] = ends;
  // The bins around a single value are of the width 1: far from 0 they would be too close together.
  const isFar = least === most && Math.abs(least) >= 1000;
  const ruler = isFar ? { offset: least, unit: 1 } : rulerFor(least, most);
  const drawn = ends.map((end) => measure(end, ruler));
  return { bins: binsOver(drawn, count), ruler };
}

/** The mean and the standard deviation. */
function momentsInWords(values: readonly number[]): string[] {
  const { mean, deviation } = moments(values);
  const [average, spread] = [mean, deviation].map(threeDigits);
  return [
    inLanguage({ en: `mean ${average}`, ja: `平均 ${average}` }),
    inLanguage({ en: `deviation ${spread}`, ja: `標準偏差 ${spread}` }),
  ];
}

const comma = (): string => inLanguage({ en: ", ", ja: "、" });

function threeDigits(x: number): string {
  const size = Math.abs(x);
  return size > 0 && size < 1e-3 ? x.toExponential(2) : String(roundTo(x, 3));
}

function panel(
  { name, values }: Series,
  { bins, ruler }: Scale,
  { width, height }: { readonly width: number; readonly height: number },
): VegaLiteSpec {
  const { from, to, count } = bins;
  const edge = (i: number): number => from + ((to - from) * i) / count;
  const drawn = values.map((value) => measure(value, ruler));
  const rows = countIn(bins, drawn).flatMap((n, i) =>
    n === 0 ? [] : [[edge(i), edge(i + 1), n, n / values.length]],
  );
  const { mean } = moments(values);
  const gaps = values.filter((value) => !Number.isFinite(value)).length;
  const some = [
    ...momentsInWords(values),
    ...(gaps === 0 ? [] : [inLanguage({ en: `${gaps} not finite`, ja: `有限でない値 ${gaps}個` })]),
  ];
  const lines = width < NARROW ? some : some.join(comma());
  const subtitle = Number.isNaN(mean)
    ? inLanguage({ en: "no finite value", ja: "有限の値なし" })
    : lines;
  const zero = ruler.offset === 0 && from < 0 && to > 0 ? [zeroLine] : [];
  return {
    title: { ...panelTitle(name, width), subtitle },
    width,
    height,
    encoding: { x: valueAxis(from, to, ruler) },
    layer: [bars(rows), ...zero],
  };
}

function valueAxis(from: number, to: number, ruler: Ruler): VegaLiteSpec {
  const most = Math.max(Math.abs(from), Math.abs(to));
  const format = most < 1e-3 || most >= 1e6 ? ".1~e" : ".3~g";
  return {
    field: "from",
    type: "quantitative",
    title: isPlain(ruler) ? null : measured(word("value"), ruler),
    // Rounded as data are, or the outer bars would stick out.
    scale: { domain: [round(from), round(to)], nice: false, zero: false },
    axis: { grid: false, tickCount: 4, format, labelOverlap: true, labelFlush: false },
  };
}

function bars(rows: readonly (readonly number[])[]): VegaLiteSpec {
  const most = Math.max(0, ...rows.map(([, , , share]) => share)) || 1;
  const height = { field: "share", type: "quantitative", axis: null };
  return {
    data: csvData(["from", "to", "count", "share"], rows),
    mark: { type: "rect", color: colours.count, stroke: ink.quiet, strokeWidth: 0.5 },
    encoding: {
      x2: { field: "to" },
      y: { ...height, scale: { domain: [0, round(most)], nice: false } },
      y2: { datum: 0 },
      tooltip: [
        { field: "from", type: "quantitative", title: inLanguage({ en: "from", ja: "下端" }) },
        { field: "to", type: "quantitative", title: inLanguage({ en: "to", ja: "上端" }) },
        { field: "count", type: "quantitative", title: word("count") },
      ],
    },
  };
}

const zeroLine: VegaLiteSpec = {
  data: csvData(["from"], [[0]]),
  mark: { type: "rule", color: ink.quiet, strokeDash: [2, 3] },
};
