import type { Label } from "../data/labels.js";
import type { VegaLiteSpec } from "./chart.js";
import { CLASS_COLOURS, translucent } from "./colours.js";
import { csvData } from "./data.js";
import { inLanguage } from "./language.js";
import { inLines } from "./names.js";
import type { Regions } from "./regions.js";
import { encodeRuns, runTransforms } from "./runs.js";
import { LINE_EMS } from "./style.js";
import { thinEvenly } from "./thin.js";
import { word } from "./words.js";

/** A frame as it is drawn: its cells as runs, and the epochs for which it is shown. */
export interface Frame {
  readonly epoch: number;
  /** The epoch of the next frame. */
  readonly until: number;
  readonly rows: string;
}

/** Frames, and characters of all of them, that a chart holds at most. */
const [MOST_FRAMES, MOST_TEXT] = [30, 120_000];

/** How strong a colour is, by how sure the classifier is. */
const STRENGTHS = [0.16, 0.28, 0.4, 0.52] as const;
/** How strong it is where the classifier does not say. */
const UNKNOWN = 0.4;

/** The number of a frame's epoch; frames that do not have one are counted from 1. */
export function epochOf({ epoch }: Regions, index: number): number {
  return epoch ?? index + 1;
}

/** The frames that are drawn, as many as a chart has room for, the first and the last among them. */
export function decisionFrames(frames: readonly Regions[], classes: readonly Label[]): Frame[] {
  const sure = areSure(frames);
  const texts = frames.map((frame) => encodeRuns(levels(frame, classes, sure)));
  let kept = thinEvenly(frames.length, MOST_FRAMES);
  while (kept.length > 2 && kept.reduce((sum, i) => sum + texts[i].length, 0) > MOST_TEXT) {
    kept = thinEvenly(frames.length, Math.max(2, Math.floor(kept.length * 0.8)));
  }
  const epochs = kept.map((i) => epochOf(frames[i], i));
  return kept.map((index, i) => {
    const epoch = epochs[i];
    return { epoch, until: epochs[i + 1] ?? epoch + 1, rows: texts[index] };
  });
}

/** Whether all frames say how sure the classifier is. */
function areSure(frames: readonly Regions[]): boolean {
  return frames.every(({ confidences }) => confidences !== undefined);
}

/** Rows of levels: a class and how sure it is. */
function levels(
  { labels, confidences, steps }: Regions,
  classes: readonly Label[],
  sure: boolean,
): number[][] {
  const indices = new Map(classes.map((label, i) => [label, i]));
  const parts = STRENGTHS.length;
  const all = labels.map((label, i) => {
    const part = sure ? Math.floor((confidences?.[i] ?? 0) * parts) : 0;
    return parts * (indices.get(label) ?? 0) + Math.max(0, Math.min(parts - 1, part));
  });
  return Array.from({ length: steps }, (_, row) => all.slice(row * steps, (row + 1) * steps));
}

/** The regions of the frame that the slider shows, of those that are drawn of `all`. */
export function frameLayer(
  frames: readonly Frame[],
  all: readonly Regions[],
  classes: readonly Label[],
): VegaLiteSpec {
  const [{ xMin, xMax, yMin, yMax, steps }] = all;
  const sure = areSure(all);
  const x = (field: string): string => `${xMin} + ${(xMax - xMin) / steps} * datum.${field}`;
  const y = (field: string): string => `${yMax} - ${(yMax - yMin) / steps} * datum.${field}`;
  const places = { left: x("x"), right: x("x2"), top: y("y"), bottom: y("y2") };
  const colours = classes.flatMap((_, i) =>
    STRENGTHS.map((strength) => translucent(CLASS_COLOURS[i], sure ? strength : UNKNOWN)),
  );
  const shown = frames.length === 1 ? [] : [{ filter: SHOWN }];
  return {
    data: csvData(
      ["epoch", "until", "rows"],
      frames.map(({ epoch, until, rows }) => [epoch, until, rows]),
    ),
    transform: [
      ...shown,
      ...runTransforms("epoch"),
      ...Object.entries(places).map(([as, calculate]) => ({ calculate, as })),
    ],
    mark: { type: "rect" },
    encoding: {
      x: { field: "left", type: "quantitative" },
      x2: { field: "right" },
      y: { field: "top", type: "quantitative" },
      y2: { field: "bottom" },
      color: {
        field: "level",
        type: "ordinal",
        scale: { domain: [...colours.keys()], range: colours },
        legend: null,
      },
    },
  };
}

/** The parameter that the slider sets. */
const EPOCH = "epoch";

/** Whether a frame is the one for the epoch that the slider stands at. */
const SHOWN = `datum.epoch <= ${EPOCH} && ${EPOCH} < datum.until`;

/** The slider, which stands at the last frame, and a title that names the epoch; for one frame none. */
export function slider(frames: readonly Frame[], title: string): VegaLiteSpec {
  if (frames.length === 1) return {};
  const epochs = frames.map(({ epoch }) => epoch);
  const [min, max] = [epochs[0], epochs[epochs.length - 1]];
  const step = epochs.reduce((divisor, epoch) => greatestDivisor(epoch - min, divisor), 0);
  const bind = { input: "range", min, max, step, name: `${word("epoch")} ` };
  return {
    params: [{ name: EPOCH, value: max, bind }],
    title: { text: { expr: titleOf(inLines(title, LINE_EMS.title)) } },
  };
}

/** An expression for the title, the epoch at its end. */
function titleOf(title: string | readonly string[]): string {
  const lines = [title].flat();
  const epoch = inLanguage({ en: ", epoch ", ja: "、エポック" });
  const last = `${JSON.stringify(`${lines[lines.length - 1]}${epoch}`)} + ${EPOCH}`;
  if (lines.length === 1) return last;
  return `[${[...lines.slice(0, -1).map((line) => JSON.stringify(line)), last].join(", ")}]`;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
