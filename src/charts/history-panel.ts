import type { VegaLiteSpec } from "./chart.js";
import { colours } from "./colours.js";
import { extent } from "./curve.js";
import { csvData } from "./data.js";
import type { BestEpoch } from "./epochs.js";
import { inLanguage } from "./language.js";
import { isPlain, measure, measured, PLAIN, type Ruler, rulerFor } from "./ruler.js";
import { ink, panelTitle } from "./style.js";
import { thinCurve } from "./thin.js";
import { integerTicks, powerTicks } from "./ticks.js";
import { word } from "./words.js";

/** A curve: its value in each epoch. */
export interface HistoryCurve {
  readonly of: "training" | "validation";
  readonly values: readonly number[];
}

/** What one panel of a training's curves shows. */
export interface HistoryPanel {
  readonly measure: "loss" | "accuracy" | "learning rate";
  readonly curves: readonly HistoryCurve[];
  readonly logScale: boolean;
  readonly height: number;
}

/** The x axis, which all panels share. */
export interface EpochAxis {
  /** The numbers of the epochs. */
  readonly numbers: readonly number[];
  /** The number at the right end. */
  readonly to: number;
  readonly width: number;
  readonly best: BestEpoch | undefined;
  /** Whether the colours are explained: in all panels, which share the legend, or in none. */
  readonly explained: boolean;
  /** Whether the panel names the epochs. */
  readonly named: boolean;
}

const SERIES = ["training", "validation"] as const;

/** Epochs of which a curve shows all. */
const ROOM = 400;

/** Epochs that are marked by dots. */
const DOTS = 20;

/** Ticks that an axis has room for. */
const TICKS = 9;

/** The curves of one measure over the epochs, with the best epoch marked. */
export function historyPanel(panel: HistoryPanel, axis: EpochAxis): VegaLiteSpec {
  const { height } = panel;
  const ruler = rulerOf(panel);
  return {
    title: panelTitle(measured(word(panel.measure), ruler)),
    width: axis.width,
    height,
    encoding: { x: xChannel(axis), y: yChannel(panel, ruler) },
    layer: [...bestLine(axis), lines(panel, axis, ruler), ...bestDot(panel, axis, ruler)],
  };
}

/** On a logarithmic axis numbers are as they are. */
function rulerOf({ curves, logScale }: HistoryPanel): Ruler {
  return logScale ? PLAIN : rulerFor(...extent(curves.flatMap(({ values }) => values)));
}

function lines(
  { measure: what, curves, logScale }: HistoryPanel,
  { numbers, explained }: EpochAxis,
  ruler: Ruler,
): VegaLiteSpec {
  const rows = curves.flatMap(({ of, values }) => {
    const drawn = logScale ? values.map((value) => (value > 0 ? value : Number.NaN)) : values;
    return thinCurve(drawn, ROOM).map(
      (i) => [word(of), numbers[i], measure(drawn[i], ruler)] as const,
    );
  });
  const point = numbers.length <= DOTS ? { size: 45, filled: true } : { size: 60, opacity: 0 };
  const interpolate = what === "learning rate" ? "step-after" : "linear";
  const dashes = [
    [1, 0],
    [5, 3],
  ];
  return {
    data: csvData(["series", "epoch", "value"], rows),
    mark: { type: "line", strokeWidth: 2.5, point, interpolate },
    encoding: {
      tooltip: tooltip(what),
      color: nominal([colours.training, colours.validation], explained),
      strokeDash: nominal(dashes, explained),
    },
  };
}

function tooltip(what: HistoryPanel["measure"]): VegaLiteSpec[] {
  return [
    { field: "series", title: inLanguage({ en: "data", ja: "データ" }) },
    { field: "epoch", type: "quantitative", title: word("epoch") },
    { field: "value", type: "quantitative", title: word(what) },
  ];
}

function nominal(range: readonly unknown[], explained: boolean): VegaLiteSpec {
  const legend = { orient: "top", symbolType: "stroke", symbolSize: 600, symbolStrokeWidth: 2.5 };
  const domain = SERIES.map(word);
  return {
    field: "series",
    type: "nominal",
    title: null,
    scale: { domain, range: range.slice(0, domain.length) },
    legend: explained ? legend : null,
  };
}

function xChannel({ numbers, to, named }: EpochAxis): VegaLiteSpec {
  const [from] = numbers;
  // A single epoch stands in the middle.
  const domain = from === to ? [from - 1, to + 1] : [from, to];
  const values = integerTicks(from, to, TICKS);
  const look = { domain: false, grid: false, format: ",d", labelFlush: false };
  return {
    field: "epoch",
    type: "quantitative",
    title: named ? word("epoch") : null,
    scale: { domain, nice: false, zero: false },
    axis: { ...look, values, labels: named, ticks: named },
  };
}

function yChannel(panel: HistoryPanel, ruler: Ruler): VegaLiteSpec {
  const { measure: what, curves, logScale, height } = panel;
  const shown = curves.flatMap(({ values }) => values.filter((value) => !logScale || value > 0));
  const [least, most] = extent(shown).map((end) => measure(end, ruler));
  const isLog = logScale && least > 0;
  const linear = { zero: what === "learning rate" };
  // Of no values vega would say that their extent is infinite.
  // The ends are not made round where that would be 0 or infinite.
  const isInner = least > 1e-300 && most < 1e300;
  const log = isInner ? { type: "log" } : { type: "log", domain: [least, most] };
  const scale = isLog ? log : Number.isNaN(least) ? { domain: [0, 1] } : linear;
  const room = Math.ceil(height / 40);
  // A logarithmic axis has a line for each digit of each power otherwise.
  const ticks = isLog ? { values: powerTicks(least, most, 2 * room) } : { tickCount: room };
  // Percents of a tiny accuracy, or one that is no share, would not be read.
  const isOdd = !isPlain(ruler) || most > 1 || (most > 0 && most < 1e-3);
  const format = what === "accuracy" && !isOdd ? "~%" : "~g";
  return {
    field: "value",
    type: "quantitative",
    title: null,
    scale: { ...scale, nice: !isLog || isInner },
    axis: { domain: false, ticks: false, labelPadding: 6, format, ...ticks },
  };
}

function bestLine({ best }: EpochAxis): VegaLiteSpec[] {
  if (!best) return [];
  const rule = { type: "rule", color: ink.quiet, strokeDash: [2, 3] };
  return [{ data: csvData(["epoch"], [[best.epoch]]), mark: rule, encoding: { y: null } }];
}

/** The loss that is the least, on its curve. */
function bestDot(
  { measure: what, logScale }: HistoryPanel,
  { best }: EpochAxis,
  ruler: Ruler,
): VegaLiteSpec[] {
  if (!best || what !== "loss" || (logScale && best.loss <= 0)) return [];
  const color = colours[best.measure === "loss" ? "training" : "validation"];
  return [
    {
      data: csvData(["epoch", "value"], [[best.epoch, measure(best.loss, ruler)]]),
      mark: { type: "point", filled: true, size: 110, opacity: 1, color },
    },
  ];
}
