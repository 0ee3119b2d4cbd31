import type { AbstractMatrix } from "ml-matrix";
import { describe } from "../check.js";
import { barPanel } from "./bar-panel.js";
import { Chart } from "./chart.js";
import { rangeInWords } from "./curve.js";
import { type HeatMapOptions, heatMap, shownPart } from "./heat-map.js";
import { checkFilled, gapSentence } from "./matrix.js";
import { chartSpec, PALETTE, panelTitle } from "./style.js";

/** Bars that a panel holds at most; beyond, its matrix becomes a heat map. */
const BAR_ROOM = 24;

/** Panels in a row. */
const PANELS_IN_ROW = 3;

/**
 * Signals of a layer side by side, a panel for each entry of `signals`: its key is the title, its
 * value a matrix of samples x units, as `yOut`, `delta` and `yBack` of a layer are. Small matrices
 * are drawn as bars with their values, a colour for each sample; larger ones as heat maps, samples
 * x units. Each panel has a scale of its own.
 *
 * TypeError unless `signals` is an object of matrices; RangeError for none, or an empty one.
 */
export function signalChart(signals: Readonly<Record<string, AbstractMatrix>>): Chart {
  if (typeof signals !== "object" || signals === null) {
    throw new TypeError(`signalChart: expected an object of matrices, got ${describe(signals)}`);
  }
  const entries = Object.entries(signals);
  if (entries.length === 0) throw new RangeError("signalChart: expected a signal, got none");
  for (const [name, signal] of entries) checkFilled("signalChart", JSON.stringify(name), signal);
  const matrices = entries.map(([, signal]) => signal);
  const samples = Math.max(...matrices.map(({ rows }) => rows));
  const fits = ({ rows, columns }: AbstractMatrix): boolean => rows * columns <= BAR_ROOM;
  const asBars = samples <= PALETTE.length && matrices.every(fits);
  const panels = entries.map(([name, signal]) => ({
    title: panelTitle(name),
    ...(asBars ? barPanel(signal, samples) : heatMap(signal, cellOptions)),
  }));
  const layout = { concat: panels, columns: PANELS_IN_ROW, spacing: 20 };
  const resolve = { scale: { color: asBars ? "shared" : "independent" } };
  const cut = asBars
    ? []
    : entries.flatMap(([name, signal]) => shownPart(signal).map((part) => `${name}: ${part}`));
  const subtitle = asBars ? undefined : ["row: sample, column: unit", ...cut];
  const spec = chartSpec({ title: "Signals 信号", subtitle }, { ...layout, resolve });
  const ranges = entries.map(
    ([name, signal]) => `${name} (${describe(signal)}) ${rangeInWords(signal.to1DArray())}`,
  );
  const text = `Signals, samples x units: ${[...ranges, ...cut].join("; ")}.`;
  return new Chart(spec, text + gapSentence(matrices));
}

const cellOptions: HeatMapOptions = {
  rowName: (i) => String(i + 1),
  columnName: (j) => String(j + 1),
  width: 150,
  legend: "bottom",
};
