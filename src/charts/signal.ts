import type { AbstractMatrix } from "ml-matrix";
import { describe } from "../check.js";
import type { MatrixInput } from "../matrix-input.js";
import { barPanel } from "./bar-panel.js";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { PALETTE } from "./colours.js";
import { rangeInWords } from "./curve.js";
import { heatMap, heatMapRoom } from "./heat-map.js";
import { filledMatrix, gapSentence, largest } from "./matrix.js";
import { shownNames } from "./names.js";
import { ofThoseShown, type Part, partInWords, thinned } from "./part.js";
import { measured, unitFor } from "./ruler.js";
import { chartSpec, panelTitle } from "./style.js";

/** Bars that a panel holds at most; beyond, its matrix becomes a heat map. */
const BAR_ROOM = 24;

/** Panels in a row. */
const PANELS_IN_ROW = 3;

/** Width of the cells of a panel, that of all panels in a row, and what parts these, in pixels. */
const [WIDTH, PAGE, SPACING] = [150, 490, 20];

/** A signal, as much of it as is shown. */
interface Signal {
  readonly name: string;
  readonly part: Part;
  /** Room for its cells, in pixels. */
  readonly width: number;
}

/**
 * Signals of a layer side by side, a panel for each entry of `signals`: its key is the title, its
 * value a matrix of samples x units, as `yOut`, `delta` and `yBack` of a layer are. Small matrices
 * are drawn as bars with their values, a colour for each sample; larger ones as heat maps, samples
 * x units. Each panel has a scale of its own.
 *
 * Of more than 80 rows, of more columns than there is room for (122 in a single panel, 37 of three),
 * and of more than 6,400 cells in all panels, some rows and columns are shown, evenly spaced, the first
 * and the last among them; colours and text are about these alone.
 *
 * TypeError unless `signals` is an object of matrices; RangeError for none, or an empty one.
 */
export function signalChart(signals: Readonly<Record<string, MatrixInput>>): Chart {
  if (typeof signals !== "object" || signals === null) {
    throw new TypeError(`signalChart: expected an object of matrices, got ${describe(signals)}`);
  }
  const entries = Object.entries(signals).map(
    ([name, signal]) => [name, filledMatrix("signalChart", JSON.stringify(name), signal)] as const,
  );
  if (entries.length === 0) throw new RangeError("signalChart: expected a signal, got none");
  const matrices = entries.map(([, signal]) => signal);
  const samples = matrices.reduce((most, { rows }) => Math.max(most, rows), 0);
  const fits = ({ rows, columns }: AbstractMatrix): boolean => rows * columns <= BAR_ROOM;
  const asBars = samples <= PALETTE.length && matrices.every(fits);
  const parts = partsOf(entries);
  const panels = parts.map((signal) => panel(signal, asBars ? samples : undefined));
  const layout = { concat: panels, columns: PANELS_IN_ROW, spacing: SPACING };
  // Panels of other numbers of samples have other places for their bars.
  const places = matrices.every(({ rows }) => rows === samples) ? {} : { yOffset: "independent" };
  const resolve = {
    scale: asBars ? { color: "shared", ...places } : { color: "independent" },
  };
  const cut = parts.flatMap(({ name, part }) =>
    partInWords(part).map((words) => `${name}: ${words}`),
  );
  const subtitle = asBars ? undefined : ["row: sample, column: unit", ...cut];
  const spec = chartSpec({ title: "Signals 信号", subtitle }, { ...layout, resolve });
  const ranges = parts.map(({ name, part }, i) => {
    const range = rangeInWords(part.matrix.to1DArray());
    return `${name} (${describe(matrices[i])})${ofThoseShown(part)} ${range}`;
  });
  const text = `Signals, samples x units: ${[...ranges, ...cut].join("; ")}.`;
  const shown = cut.length === 0 ? "" : " shown";
  const gaps = gapSentence(
    parts.map(({ part }) => part.matrix),
    shown,
  );
  return new Chart(spec, text + gaps);
}

function partsOf(entries: readonly (readonly [string, AbstractMatrix])[]): Signal[] {
  const names = shownNames(entries.map(([name]) => name));
  const inRow = Math.min(PANELS_IN_ROW, entries.length);
  const widest = Math.floor((PAGE - SPACING * (inRow - 1)) / inRow);
  return entries.map(([, signal], i) => {
    const fits = signal.columns <= heatMapRoom(signal.columns, WIDTH, entries.length).columns;
    const width = fits ? WIDTH : widest;
    const part = thinned(signal, heatMapRoom(signal.columns, width, entries.length));
    return { name: names[i], part, width };
  });
}

/** Bars in the colours of so many `samples`, or a heat map. */
function panel({ name, part, width }: Signal, samples: number | undefined): VegaLiteSpec {
  const greatest = largest([part.matrix]);
  const unit = unitFor(greatest);
  const title = panelTitle(measured(name, { offset: 0, unit }), width);
  if (samples !== undefined) return { title, ...barPanel(part.matrix, samples, unit) };
  const names = { rowName: numberName, columnName: numberName };
  const most = greatest / unit;
  return { title, ...heatMap(part, { ...names, most, unit, width, legend: "bottom" }) };
}

function numberName(index: number): string {
  return String(index + 1);
}
