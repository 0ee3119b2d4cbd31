import type { AbstractMatrix } from "ml-matrix";
import { describe, isArray } from "../check.js";
import type { MatrixInput } from "../matrix-input.js";
import { type BarLook, barFormat, barPanel } from "./bar-panel.js";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { PALETTE } from "./colours.js";
import { rangeInWords } from "./curve.js";
import { heatMap, heatMapRoom } from "./heat-map.js";
import { checkText, inLanguage, sentence, type Text } from "./language.js";
import { type Magnification, magnification } from "./magnification.js";
import { filledMatrix, gapSentence, largest } from "./matrix.js";
import { isCut, type Part, partInWords, thinned } from "./part.js";
import { measured, unitFor } from "./ruler.js";
import { type SignalNames, signalNames } from "./signal-names.js";
import { chartSpec, panelTitle } from "./style.js";
import { valueInWords } from "./weight-names.js";
import { word } from "./words.js";

/** Bars that a panel holds at most; beyond, its matrix becomes a heat map. */
const BAR_ROOM = 24;

/** Elements of a signal of which a text tells each. */
const TOLD = 12;

/** Panels in a row: bars need more room than cells. */
const IN_ROW = { bars: 2, cells: 3 } as const;

/** Width of all panels in a row, with the names of their rows, and what parts them, in pixels. */
const [PAGE, SPACING] = [624, 16];

/** Room for the names of rows. */
const NAMES = { bars: 58, cells: 34 } as const;

/** The signals of a chart by name: the fields of a layer, or any other. */
export type Signals =
  | Readonly<Record<string, MatrixInput>>
  | readonly (readonly [name: Text, signal: MatrixInput])[];

/** A signal, as much of it as is shown. */
interface Signal extends SignalNames {
  readonly part: Part;
  /** Room for its cells, in pixels. */
  readonly width: number;
  readonly magnified: Magnification;
}

/**
 * Signals of a layer side by side, a panel for each entry of `signals`: its key is the title, its
 * value a matrix of samples x neurons. The keys `yIn`, `u`, `yOut`, `yB`, `delta` and `yBack`, the fields of a layer and
 * the argument of its `backward`, are put in words, their columns named u₁ and y₁ for neurons and x₁ for
 * inputs. Pairs in place of an object can have a name in each language.
 *
 * Small matrices are drawn as bars with their values, a colour and a number for each sample; larger
 * ones as heat maps, samples x neurons. All panels have one scale; one whose values are much smaller is
 * magnified, as is printed in its title: `× 10`.
 *
 * Of more than 80 rows, of more columns than there is room for (150 in a single panel, 45 of three),
 * and of more than 6,400 cells in all panels, some rows and columns are shown, evenly spaced, the first
 * and the last among them; colours and text are about these alone.
 *
 * TypeError unless `signals` is an object of matrices, or an array of pairs; RangeError for none, or
 * an empty one.
 */
export function signalChart(signals: Signals): Chart {
  const entries = entriesOf(signals);
  const matrices = entries.map(([, signal]) => signal);
  const samples = matrices.reduce((most, { rows }) => Math.max(most, rows), 0);
  const fits = ({ rows, columns }: AbstractMatrix): boolean => rows * columns <= BAR_ROOM;
  const asBars = samples <= PALETTE.length && matrices.every(fits);
  const shown = shownSignals(entries, asBars);
  const most = largest(shown.map(({ part }) => part.matrix));
  const bars = asBars ? barLook(shown, samples) : undefined;
  const panels = shown.map((signal) => panel(signal, bars));
  const layout = { concat: panels, columns: asBars ? IN_ROW.bars : IN_ROW.cells, spacing: SPACING };
  // Panels of other numbers of samples have other places for their bars.
  const places = matrices.every(({ rows }) => rows === samples) ? {} : { yOffset: "independent" };
  const resolve = {
    scale: asBars ? { color: "shared", ...places } : { color: "independent" },
  };
  const cut = shown.flatMap(({ name, part }) =>
    partInWords(part).map((words) =>
      inLanguage({ en: `${name}: ${words}`, ja: `${name}：${words}` }),
    ),
  );
  const cells = {
    en: "row: sample, column: neuron or input",
    ja: "行：サンプル、列：ニューロンまたは入力",
  };
  const lines = [...(asBars ? [] : [inLanguage(cells)]), ...scaleInWords(shown, most), ...cut];
  const title = { en: "Signals", ja: "信号" };
  const subtitle = lines.length === 0 ? undefined : lines;
  const spec = chartSpec({ title, subtitle }, { ...layout, resolve });
  const first = inLanguage({ en: "Signals, samples x columns", ja: "信号（サンプル×列）" });
  const text = sentence([first, ...shown.map(signalInWords), ...cut]);
  const parts = shown.map(({ part }) => part);
  const gaps = gapSentence(
    parts.map(({ matrix }) => matrix),
    parts.some(isCut),
  );
  return new Chart(spec, text + gaps);
}

function entriesOf(signals: Signals): [Text, AbstractMatrix][] {
  if (typeof signals !== "object" || signals === null) {
    throw new TypeError(`signalChart: expected an object of matrices, got ${describe(signals)}`);
  }
  const pairs: readonly unknown[] = isArray(signals)
    ? Array.from(signals)
    : Object.entries(signals);
  if (pairs.length === 0) throw new RangeError("signalChart: expected a signal, got none");
  return pairs.map((pair, i) => {
    if (!isArray(pair) || pair.length !== 2) {
      throw new TypeError(
        `signalChart: expected signals[${i}] to be a name and a matrix, got ${describe(pair)}`,
      );
    }
    const [name, signal] = Array.from(pair);
    checkText("signalChart", `the name of signals[${i}]`, name);
    return [name, filledMatrix("signalChart", JSON.stringify(inLanguage(name)), signal)];
  });
}

function shownSignals(
  entries: readonly (readonly [Text, AbstractMatrix])[],
  asBars: boolean,
): Signal[] {
  const names = signalNames(entries);
  const inRow = Math.min(asBars ? IN_ROW.bars : IN_ROW.cells, entries.length);
  const room = Math.floor((PAGE - SPACING * (inRow - 1)) / inRow);
  const width = room - (asBars ? NAMES.bars : NAMES.cells);
  const parts = entries.map(([, signal]) =>
    thinned(signal, heatMapRoom(signal.columns, width, entries.length)),
  );
  const greatest = parts.map(({ matrix }) => largest([matrix]));
  const most = Math.max(...greatest);
  return parts.map((part, i) => ({
    ...names[i],
    part,
    width: asBars ? Math.min(width, 420) : width,
    magnified: magnification(most, greatest[i], asBars ? "tens" : "fine"),
  }));
}

function barLook(signals: readonly Signal[], samples: number): BarLook {
  const ends = signals.flatMap(({ part: { matrix }, magnified }) => {
    const own = largest([matrix]);
    const finite = matrix.to1DArray().filter(Number.isFinite);
    return own === 0 ? [0] : finite.map((value) => value / own / magnified.excess);
  });
  const letters = signals.map(({ part: { matrix } }) => {
    const own = largest([matrix]);
    return barFormat(own / unitFor(own)).length;
  });
  return {
    samples,
    letters: Math.max(...letters),
    least: Math.min(0, ...ends),
    most: Math.max(0, ...ends),
  };
}

/** Bars, or a heat map. */
function panel(
  { name, part, width, magnified, columnName, columnTitle }: Signal,
  bars: BarLook | undefined,
): VegaLiteSpec {
  const greatest = largest([part.matrix]);
  const unit = unitFor(greatest);
  const called = measured(name, { offset: 0, unit });
  const title = panelTitle(`${called} ${magnified.words}`.trim(), width);
  const names = { columnName, columnTitle, rowTitle: word("sample"), valueTitle: name };
  const { excess } = magnified;
  if (bars !== undefined) {
    return { title, ...barPanel(part.matrix, { ...bars, ...names, unit, width, excess }) };
  }
  const rowName = (index: number): string => String(index + 1);
  const look = { most: greatest / unit, unit, excess, width, legend: "bottom" } as const;
  return { title, ...heatMap(part, { ...names, ...look, rowName }) };
}

/** That some panels are magnified. */
function scaleInWords(signals: readonly Signal[], most: number): string[] {
  if (most === 0 || signals.every(({ magnified }) => magnified.words === "")) return [];
  return [
    inLanguage({
      en: "one scale for all; × says how much larger a panel is drawn",
      ja: "目盛りは共通。× は拡大した倍率",
    }),
  ];
}

/** Every value of a small signal, sample by sample; of others the range. */
function signalInWords({ name, part, columnName, hasNames }: Signal): string {
  const { matrix, rows, columns, of } = part;
  const size = {
    en: `${name} (${of.rows}x${of.columns})`,
    ja: `${name}（${of.rows}×${of.columns}）`,
  };
  if (matrix.rows * matrix.columns > TOLD || isCut(part)) {
    const shown = isCut(part) ? { en: `${size.en} shown`, ja: `${size.ja}の表示した値` } : size;
    return rangeInWords(inLanguage(shown), matrix.to1DArray());
  }
  const samples = rows.map((row, i) => {
    const values = columns.map((column, j) => {
      const value = valueInWords(matrix.get(i, j));
      return hasNames ? `${columnName(column)} ${value}` : value;
    });
    return inLanguage({
      en: `sample ${row + 1}: ${values.join(", ")}`,
      ja: `サンプル${row + 1}は${values.join("、")}`,
    });
  });
  return inLanguage({
    en: `${size.en}: ${samples.join("; ")}`,
    ja: `${size.ja}：${samples.join("、")}`,
  });
}
