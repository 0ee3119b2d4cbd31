import { checkNumber, describe } from "../check.js";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { PALETTE } from "./colours.js";
import { csvData, roundTo } from "./data.js";
import { type DrawnFrame, drawnFrame } from "./frame-line.js";
import { type FrameLines, framesOf, type LineFrame, reachOf } from "./frame-series.js";
import { checkText, inLanguage, type Text } from "./language.js";
import { type DrawnAxis, lineAxis } from "./line-axis.js";
import { numbersText, pointTransforms } from "./line-data.js";
import { checkLineOptions, LINE_OPTIONS, type LineOptions } from "./line-options.js";
import { checkLook } from "./look.js";
import { inLines } from "./names.js";
import { sliderParam } from "./slider.js";
import { chartSpec, ink, LINE_EMS } from "./style.js";
import { thinEvenly } from "./thin.js";

export type { LineFrame };

/** How {@link framesChart} draws. */
export interface FramesChartOptions extends LineOptions {
  /** What the slider sets, such as the learning rate. */
  readonly slider: Text;
  /** The value at which it stands at first, the first one unless given. */
  readonly at?: number | string | undefined;
  /** Whether each point of the chosen line has a dot. */
  readonly points?: boolean | undefined;
}

const OPTIONS = ["title", "width", "height", "slider", "at", ...LINE_OPTIONS];

/** Frames that a chart holds, and points of all of them. */
const [MOST_FRAMES, ROOM] = [40, 6000];

/** The data that the title reads. */
const DATA = "frames";

/**
 * Lines for several values, such as losses for learning rates: a slider chooses the one that is
 * drawn strongly, with its value above; all others are pale. Each frame is `{ value, y }`.
 *
 * Lines more than 100 times as great as a common one, on a logarithmic axis 10¹² times, are not given
 * room: they run off the chart, where a triangle stands at the edge. A cross is where the next number
 * is NaN. Of more than 40 frames some are drawn, evenly spaced, the first and the last among them; so
 * are points of more than 6000 in all.
 *
 * TypeError for a wrong kind; RangeError for no frame, two of one value, one that is not finite, a
 * frame without numbers or with more of them than there are places x, or `at` that is no value.
 */
export function framesChart(frames: readonly LineFrame[], options: FramesChartOptions): Chart {
  checkFramesOptions(options);
  const all = framesOf("framesChart", frames, options.x);
  const start = options.at === undefined ? 0 : all.values.indexOf(options.at);
  if (start === -1) {
    throw new RangeError(
      `framesChart: expected at to be the value of a frame, got ${describe(options.at)}`,
    );
  }
  const { width = 540, height = 260, points = false, yTitle = "y", xTitle = "x" } = options;
  const named = { slider: inLanguage(options.slider), xTitle: inLanguage(xTitle) };
  const of = inLanguage(yTitle);
  const { title = { en: `${of} by ${named.slider}`, ja: `${named.slider}による${of}` } } = options;
  const axes = {
    x: axisOf("x", options, all.x, width),
    y: axisOf("y", options, reachOf(all.ys, options.yLog ? "log" : "linear"), height),
  };
  const kept = thinEvenly(all.values.length, MOST_FRAMES);
  if (!kept.includes(start))
    kept.splice(
      kept.findIndex((i) => i > start),
      0,
      start,
    );
  const drawing = {
    ...drawn(all, kept, axes, named),
    start: kept.indexOf(start),
    axes,
    slider: named.slider,
  };
  const parts = {
    width,
    height,
    ...moving(drawing, inLanguage(title)),
    encoding: { x: axes.x.channel, y: axes.y.channel },
    layer: [...lineLayers(drawing, points), ...edgeLayers(drawing)],
  };
  return new Chart(chartSpec({ title }, parts), sentence(drawing, inLanguage(title)));
}

function checkFramesOptions(options: FramesChartOptions): void {
  checkLook("framesChart", options, OPTIONS);
  const { slider, at } = options;
  checkText("framesChart", "slider", slider);
  if (at !== undefined && typeof at !== "string") checkNumber("framesChart", "at", at);
  checkLineOptions("framesChart", options);
}

function axisOf(
  field: "x" | "y",
  { xTitle, yTitle, xLog = false, yLog = false }: FramesChartOptions,
  numbers: readonly number[],
  length: number,
): DrawnAxis {
  const title = { x: xTitle, y: yTitle }[field];
  const log = { x: xLog, y: yLog }[field];
  return lineAxis({
    field,
    title: title === undefined ? undefined : inLanguage(title),
    log,
    numbers,
    length,
  });
}

interface Axes {
  readonly x: DrawnAxis;
  readonly y: DrawnAxis;
}

/** What is drawn: the frames, and which of them the slider stands at first. */
interface Drawing {
  readonly frames: readonly DrawnFrame[];
  readonly start: number;
  readonly xs: readonly number[];
  readonly axes: Axes;
  readonly slider: string;
}

/** The frames `kept`, of more points than there is room for some, evenly spaced. */
function drawn(
  { values, x, ys }: FrameLines,
  kept: readonly number[],
  axes: Axes,
  { slider, xTitle }: { readonly slider: string; readonly xTitle: string },
): { frames: DrawnFrame[]; xs: number[] } {
  const places = thinEvenly(x.length, Math.floor(ROOM / kept.length));
  const frames = kept.map((i) => {
    const [value, y] = [values[i], ys[i]];
    return drawnFrame({ name: `${slider} = ${value}`, value, x, y }, places, axes, xTitle);
  });
  return { frames, xs: places.map((place) => axes.x.draw(x[place])) };
}

/** The slider, and a title that says the value at which it stands, and what came of it. */
function moving({ frames, start, slider }: Drawing, title: string): VegaLiteSpec {
  const row = `data('${DATA}')[place]`;
  const text = [inLines(title, LINE_EMS.title)].flat();
  const subtitle = { expr: `[${row}.name, ${row}.outcome]` };
  const values = frames.map(({ value }) => value);
  const step = equalStep(values);
  if (values.length === 1)
    return { params: [{ name: "place", value: 0 }], title: { text, subtitle } };
  const [min, max] = step ? [values[0], values[values.length - 1]] : [1, values.length];
  const bound = sliderParam({
    parameter: "frame",
    label: step ? slider : `${slider} (1–${values.length})`,
    value: step ? Number(values[start]) : start + 1,
    min: Number(min),
    max: Number(max),
    step: step ?? 1,
  });
  const place = { name: "place", expr: `round((frame - ${min}) / ${step ?? 1})` };
  return { params: [bound, place], title: { text, subtitle } };
}

/** The distance of numbers that rise by equal steps, else undefined. */
function equalStep(values: readonly (number | string)[]): number | undefined {
  const [first, second] = values;
  if (typeof first !== "number" || typeof second !== "number") return undefined;
  const step = roundTo(second - first, 12);
  const isEqual = values.every(
    (value, i) => typeof value === "number" && Math.abs(value - first - i * step) < 1e-9 * step,
  );
  return step > 0 && isEqual ? step : undefined;
}

/** All lines, pale, and the one that is chosen. */
function lineLayers({ frames, xs, slider }: Drawing, points: boolean): VegaLiteSpec[] {
  const rows = frames.map(({ name, outcome, ys }, i) => [i, name, outcome, numbersText(ys)]);
  const data = { name: DATA, ...csvData(["frame", "name", "outcome", "ys"], rows) };
  const transform = pointTransforms(`'${numbersText(xs)}'`);
  const name = { field: "name", title: slider };
  const order = { value: null };
  const [color] = PALETTE;
  const dot = points ? { color, size: 40, filled: true, opacity: 1 } : "transparent";
  return [
    {
      data,
      transform,
      mark: { type: "line", clip: true, color: ink.quiet, opacity: 0.4, strokeWidth: 1.5 },
      encoding: { detail: { field: "frame" }, order, tooltip: name },
    },
    {
      data: { name: DATA },
      transform: [{ filter: CHOSEN }, ...transform],
      mark: { type: "line", clip: true, color, strokeWidth: 3, point: dot },
      encoding: { order, tooltip: [name, { field: "x" }, { field: "y" }] },
    },
  ];
}

/** Whether data are of the frame that is chosen. */
const CHOSEN = "datum.frame === place";

/** Where lines run off, at the upper and the lower edge, and where they end in NaN. */
function edgeLayers({ frames }: Drawing): VegaLiteSpec[] {
  const sides = [
    { side: "above", shape: "triangle-up", y: { value: 0 } },
    { side: "below", shape: "triangle-down", y: { value: "height" } },
    { side: "none", shape: "cross", y: { field: "y" } },
  ];
  return sides.flatMap(({ side, shape, y }) => {
    const rows = frames.flatMap(({ edge }, i) =>
      edge?.side === side ? [[i, edge.x, edge.y] as const] : [],
    );
    if (rows.length === 0) return [];
    const colour = { condition: { test: CHOSEN, value: PALETTE[0] }, value: ink.quiet };
    const opacity = { condition: { test: CHOSEN, value: 1 }, value: 0.5 };
    return [
      {
        data: csvData(["frame", "x", "y"], rows),
        mark: { type: "point", filled: true, size: 110, shape },
        encoding: { x: { field: "x" }, y, color: colour, opacity },
      },
    ];
  });
}

/** Frames whose outcome the sentence tells. */
const TOLD = 12;

function sentence({ frames, start, slider }: Drawing, title: string): string {
  const { name, outcome, value } = frames[start];
  if (frames.length === 1) {
    return inLanguage({
      en: `${title}. ${name}: ${outcome}.`,
      ja: `${title}。${name}：${outcome}。`,
    });
  }
  const [first, last] = [frames[0].value, frames[frames.length - 1].value];
  const told = thinEvenly(frames.length, TOLD).map((i) => frames[i]);
  const each = (mark: string): string[] =>
    told.map((frame) => `${frame.value}${mark}${frame.outcome}`);
  return inLanguage({
    en:
      `${title}: ${frames.length} lines, of which a slider chooses one, from ${slider} = ` +
      `${first} to ${last}; it stands at ${value}. ${each(": ").join("; ")}.`,
    ja:
      `${title}：${frames.length}本の線。スライダーで${slider}を${first}から${last}まで選べます` +
      `（はじめは${value}）。${each("：").join("；")}。`,
  });
}
