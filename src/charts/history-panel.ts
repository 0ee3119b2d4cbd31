import type { VegaLiteSpec } from "./chart.js";
import { extent } from "./curve.js";
import { csvData } from "./data.js";
import type { BestEpoch } from "./epochs.js";
import { ink, PALETTE, panelTitle } from "./style.js";
import { thinCurve } from "./thin.js";
import { integerTicks, powerTicks } from "./ticks.js";

/** A curve: its value in each epoch. */
export interface HistoryCurve {
  readonly of: "training" | "validation";
  readonly values: readonly number[];
}

/** What one panel of a training's curves shows. */
export interface HistoryPanel {
  readonly measure: "loss" | "accuracy" | "learning rate";
  readonly japanese: string;
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

const NAMES = { training: "training 訓練", validation: "validation 検証" } as const;

/** Epochs of which a curve shows all. */
const ROOM = 400;

/** Epochs that are marked by dots. */
const DOTS = 20;

/** Ticks that an axis has room for. */
const TICKS = 9;

/** The curves of one measure over the epochs, with the best epoch marked. */
export function historyPanel(panel: HistoryPanel, axis: EpochAxis): VegaLiteSpec {
  const { measure, japanese, height } = panel;
  return {
    title: panelTitle(`${measure} ${japanese}`),
    width: axis.width,
    height,
    encoding: { x: xChannel(axis), y: yChannel(panel) },
    layer: [...bestLine(axis), lines(panel, axis), ...bestDot(panel, axis)],
  };
}

function lines(
  { measure, curves, logScale }: HistoryPanel,
  { numbers, explained }: EpochAxis,
): VegaLiteSpec {
  const rows = curves.flatMap(({ of, values }) => {
    const drawn = logScale ? values.map((value) => (value > 0 ? value : Number.NaN)) : values;
    return thinCurve(drawn, ROOM).map((i) => [NAMES[of], numbers[i], drawn[i]] as const);
  });
  const point = numbers.length <= DOTS ? { size: 25, filled: true } : "transparent";
  const interpolate = measure === "learning rate" ? "step-after" : "linear";
  const dashes = [
    [1, 0],
    [5, 3],
  ];
  return {
    data: csvData(["series", "epoch", "value"], rows),
    mark: { type: "line", strokeWidth: 2, point, interpolate, tooltip: true },
    encoding: { color: nominal(PALETTE, explained), strokeDash: nominal(dashes, explained) },
  };
}

function nominal(range: readonly unknown[], explained: boolean): VegaLiteSpec {
  const legend = { orient: "top", symbolType: "stroke", symbolSize: 600, symbolStrokeWidth: 2.5 };
  const domain = Object.values(NAMES);
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
    title: named ? "epoch エポック" : null,
    scale: { domain, nice: false, zero: false },
    axis: { ...look, values, labels: named, ticks: named },
  };
}

function yChannel({ measure, curves, logScale, height }: HistoryPanel): VegaLiteSpec {
  const drawn = curves.flatMap(({ values }) => values.filter((value) => !logScale || value > 0));
  const [least, most] = extent(drawn);
  const isLog = logScale && least > 0;
  const linear = { zero: measure === "learning rate" };
  // Of no values vega would say that their extent is infinite.
  const scale = isLog ? { type: "log" } : Number.isNaN(least) ? { domain: [0, 1] } : linear;
  const room = Math.ceil(height / 40);
  // A logarithmic axis has a line for each digit of each power otherwise.
  const ticks = isLog ? { values: powerTicks(least, most, 2 * room) } : { tickCount: room };
  const format = measure === "accuracy" ? "~%" : "~g";
  return {
    field: "value",
    type: "quantitative",
    title: null,
    scale: { ...scale, nice: true },
    axis: { domain: false, ticks: false, labelPadding: 6, format, ...ticks },
  };
}

function bestLine({ best }: EpochAxis): VegaLiteSpec[] {
  if (!best) return [];
  const rule = { type: "rule", color: ink.quiet, strokeDash: [2, 3] };
  return [{ data: csvData(["epoch"], [[best.epoch]]), mark: rule, encoding: { y: null } }];
}

/** The loss that is the least, on its curve. */
function bestDot({ measure, logScale }: HistoryPanel, { best }: EpochAxis): VegaLiteSpec[] {
  if (!best || measure !== "loss" || (logScale && best.loss <= 0)) return [];
  const color = PALETTE[best.measure === "loss" ? 0 : 1];
  return [
    {
      data: csvData(["epoch", "value"], [[best.epoch, best.loss]]),
      mark: { type: "point", filled: true, size: 70, opacity: 1, color, tooltip: true },
    },
  ];
}
