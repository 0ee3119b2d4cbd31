import type { AbstractMatrix } from "ml-matrix";
import { checkSamples, describe } from "../check.js";
import type { Label } from "../data/labels.js";
import { fromRows, type MatrixInput } from "../matrix-input.js";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { CLASS_COLOURS, SHAPES } from "./colours.js";
import { csvData } from "./data.js";
import { decisionFrames, epochOf, frameLayer, slider } from "./decision-frames.js";
import { checkClasses, classesIn, type Labels, labelsOf } from "./labels.js";
import { checkText, inLanguage, sentence, type Text } from "./language.js";
import { type ChartLook, checkLook } from "./look.js";
import { gapsInWords } from "./matrix.js";
import { shownName, shownNames } from "./names.js";
import type { Regions } from "./regions.js";
import { axisFormat, measure, measured, type Ruler, rulerFor } from "./ruler.js";
import { chartSpec, ink } from "./style.js";
import { thinEvenly } from "./thin.js";
import { word } from "./words.js";

/** How {@link decisionChart} draws. */
export interface DecisionChartOptions extends ChartLook {
  /** The classes in the order of their colours; unless given, all that occur, sorted. */
  readonly classes?: readonly Label[] | undefined;
  /** Names of the two features. */
  readonly xTitle?: Text | undefined;
  readonly yTitle?: Text | undefined;
}

const OPTIONS = ["title", "width", "height", "classes", "xTitle", "yTitle"];

/** Points that are drawn. */
const ROOM = 1000;

/** What is the same in all frames. */
const BOUNDS = ["xMin", "xMax", "yMin", "yMax", "steps"] as const;

/**
 * The regions of a classifier of two features, with the samples: `points`, samples × 2,
 * and the class of each. Colours are stronger where the classifier is surer, if it gives
 * probabilities.
 *
 * Of several `frames`, made by `regions` after different epochs, a slider shows one; a picture shows
 * the last. Of more than 30 frames, or than a small notebook can hold, some are drawn at equal
 * distances, the first and the last among them; so are 1000 of more points.
 *
 * TypeError for a wrong kind; RangeError for points that are not samples × 2, as many labels as
 * there are no points, no frames, frames of different parts of the plane or whose epochs do not
 * rise, more than 10 classes, or labels that are none of `classes`.
 */
export function decisionChart(
  samples: MatrixInput,
  labels: Labels,
  frames: Regions | readonly Regions[],
  options: DecisionChartOptions = {},
): Chart {
  const points = fromRows("decisionChart", "points", samples);
  checkSamples("decisionChart", "points", points, 2);
  checkDecisionOptions(options);
  const all = framesOf(frames);
  const truth = labelsOf("decisionChart", "labels", labels, options.classes);
  if (truth.length !== points.rows) {
    throw new RangeError(
      `decisionChart: expected a label for each of ${points.rows} points, got ${truth.length}`,
    );
  }
  const classes = classesShown(truth, all, options.classes);
  const drawn = decisionFrames(all, classes);
  const names = shownNames(classes.map(String));
  const rulers = rulersOf(all[0]);
  const layer = [
    frameLayer(drawn, measuredFrames(all, rulers), classes),
    pointLayer(points, truth, classes, names, rulers, titlesOf(options)),
  ];
  const { title = { en: "Decision regions", ja: "決定領域" } } = options;
  const parts = { ...plane(all[0], options, rulers), layer, ...slider(drawn, inLanguage(title)) };
  const epochs = drawn.map(({ epoch }) => epoch);
  const [first, last] = [epochs[0], epochs[epochs.length - 1]];
  const some = points.rows > ROOM;
  const en = `Decision regions of the classes ${names.join(", ")}, with ${some ? `${ROOM} of ` : ""}${points.rows} points`;
  const ja = `クラス${names.join("、")}の決定領域と${points.rows}個の点${some ? `のうち${ROOM}個` : ""}`;
  const range = {
    en: `${en}, epochs ${first} to ${last}`,
    ja: `${ja}（エポック${first}から${last}まで）`,
  };
  const what = inLanguage(epochs.length === 1 ? { en, ja } : range);
  const text = sentence([what, rightInWords(points, truth, all[all.length - 1])]);
  return new Chart(chartSpec({ title }, parts), text + gapsInWords(points.to1DArray()));
}

function checkDecisionOptions(options: DecisionChartOptions): void {
  checkLook("decisionChart", options, OPTIONS);
  const { classes, xTitle, yTitle } = options;
  for (const [name, title] of Object.entries({ xTitle, yTitle })) {
    if (title !== undefined) checkText("decisionChart", name, title);
  }
  if (classes !== undefined) checkClasses("decisionChart", classes);
}

/** How many points lie in a region of their class, in the last frame; empty if all lie outside. */
function rightInWords(
  points: AbstractMatrix,
  truth: readonly Label[],
  { xMin, xMax, yMin, yMax, steps, labels }: Regions,
): string {
  const cell = (value: number, from: number, to: number): number =>
    Math.floor(((value - from) / (to - from)) * steps);
  let [inside, right] = [0, 0];
  for (const [i, label] of truth.entries()) {
    const column = cell(points.get(i, 0), xMin, xMax);
    const row = cell(points.get(i, 1), yMax, yMin);
    if (!(column >= 0 && column < steps && row >= 0 && row < steps)) continue;
    inside++;
    if (labels[row * steps + column] === label) right++;
  }
  if (inside === 0) return "";
  return inLanguage({
    en: `${right} of ${inside} points${inside < truth.length ? " inside" : ""} lie in a region of their class`,
    ja: `図の中の${inside}個の点のうち${right}個は自分のクラスの領域の中`,
  });
}

function framesOf(frames: Regions | readonly Regions[]): readonly Regions[] {
  const all: readonly Regions[] = [frames].flat();
  if (all.length === 0) throw new RangeError("decisionChart: expected a frame or more, got none");
  for (const [i, frame] of all.entries()) {
    if (!isRegions(frame)) {
      throw new TypeError(
        `decisionChart: expected frames[${i}] to be what regions() gives, got ${describe(frame)}`,
      );
    }
    const other = BOUNDS.find((bound) => frame[bound] !== all[0][bound]);
    if (other) {
      throw new RangeError(
        `decisionChart: expected all frames to have ${other} ${all[0][other]}, got ${frame[other]}`,
      );
    }
    const before = i === 0 ? Number.NEGATIVE_INFINITY : epochOf(all[i - 1], i - 1);
    if (epochOf(frame, i) <= before) {
      throw new RangeError(
        `decisionChart: expected frames[${i}] to be of an epoch above ${before}, ` +
          `got ${epochOf(frame, i)}`,
      );
    }
  }
  return all;
}

function isRegions(frame: unknown): frame is Regions {
  if (typeof frame !== "object" || frame === null) return false;
  const { labels, steps } = frame as Partial<Regions>;
  return Array.isArray(labels) && steps !== undefined && labels.length === steps ** 2;
}

function classesShown(
  truth: readonly Label[],
  frames: readonly Regions[],
  given: readonly Label[] | undefined,
): readonly Label[] {
  const shown = frames.flatMap(({ labels }) => [...new Set(labels)]);
  const found = classesIn("decisionChart", [...truth, ...shown]);
  const classes = given ?? found;
  const missing = found.find((label) => !classes.includes(label));
  if (missing !== undefined) {
    throw new RangeError(
      `decisionChart: expected the regions to be of the classes ${classes.join(", ")}, ` +
        `got ${describe(missing)}`,
    );
  }
  if (classes.length > CLASS_COLOURS.length) {
    throw new RangeError(
      `decisionChart: expected at most ${CLASS_COLOURS.length} classes, got ${classes.length}`,
    );
  }
  // A text and a number may look the same.
  checkClasses("decisionChart", classes.map(String));
  return classes;
}

/** How the two features are drawn. */
interface Rulers {
  readonly x: Ruler;
  readonly y: Ruler;
}

function rulersOf({ xMin, xMax, yMin, yMax }: Regions): Rulers {
  return { x: rulerFor(xMin, xMax), y: rulerFor(yMin, yMax) };
}

/** The frames with their bounds as they are drawn. */
function measuredFrames(frames: readonly Regions[], { x, y }: Rulers): Regions[] {
  return frames.map((frame) => ({
    ...frame,
    xMin: measure(frame.xMin, x),
    xMax: measure(frame.xMax, x),
    yMin: measure(frame.yMin, y),
    yMax: measure(frame.yMax, y),
  }));
}

/**
 * The part of the plane, in cells of whole pixels, so that no seams are seen between them, and of 4 at
 * least.
 */
function plane(
  { xMin, xMax, yMin, yMax, steps }: Regions,
  { width = 480, height = width, xTitle = "x₁", yTitle = "x₂" }: DecisionChartOptions,
  rulers: Rulers,
): VegaLiteSpec {
  const whole = (size: number): number => Math.max(4, Math.round(size / steps)) * steps;
  const channel = (
    name: Text,
    ends: readonly [least: number, most: number],
    field: string,
    ruler: Ruler,
  ): VegaLiteSpec => ({
    field,
    type: "quantitative",
    title: measured(shownName(inLanguage(name)), ruler),
    scale: { domain: ends.map((end) => measure(end, ruler)), nice: false, zero: false },
    axis: { grid: false, domain: false, tickCount: 6, ...axisFormat(ends, ruler) },
  });
  return {
    width: whole(width),
    height: whole(height),
    encoding: {
      x: channel(xTitle, [xMin, xMax], "left", rulers.x),
      y: channel(yTitle, [yMin, yMax], "top", rulers.y),
    },
  };
}

/** The names of the features in tooltips, which differ. */
function titlesOf({ xTitle = "x₁", yTitle = "x₂" }: DecisionChartOptions): {
  x: string;
  y: string;
} {
  const [x, y] = shownNames([xTitle, yTitle].map(inLanguage));
  return { x, y };
}

function pointLayer(
  points: AbstractMatrix,
  truth: readonly Label[],
  classes: readonly Label[],
  domain: readonly string[],
  { x, y }: Rulers,
  titles: { readonly x: string; readonly y: string },
): VegaLiteSpec {
  const rows = thinEvenly(points.rows, ROOM).map((i) => [
    measure(points.get(i, 0), x),
    measure(points.get(i, 1), y),
    domain[classes.indexOf(truth[i])],
  ]);
  const shapes = domain.map((_, i) => SHAPES[i % SHAPES.length]);
  const byClass = { field: "class", type: "nominal", title: null };
  const legend = { orient: "top", symbolSize: 110, columns: 5, symbolOpacity: 1 };
  return {
    data: csvData(["x", "y", "class"], rows),
    mark: {
      type: "point",
      clip: true,
      size: points.rows > 300 ? 30 : 80,
      opacity: 1,
      stroke: ink.letter,
      strokeWidth: 1,
    },
    encoding: {
      x: { field: "x", type: "quantitative" },
      y: { field: "y", type: "quantitative" },
      fill: { ...byClass, scale: { domain, range: CLASS_COLOURS.slice(0, domain.length) }, legend },
      shape: { ...byClass, scale: { domain, range: shapes }, legend },
      tooltip: [
        { field: "class", title: word("class") },
        { field: "x", title: titles.x },
        { field: "y", title: titles.y },
      ],
    },
  };
}
