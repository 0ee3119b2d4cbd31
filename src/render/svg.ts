import { setImmediate } from "node:timers/promises";
import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { VegaLiteSpec } from "../charts/chart.js";
import { textWidth } from "./font.js";

type Measure = (item: { fontSize?: number }, text: unknown) => number;

// Exported by vega, missing in its types.
declare module "vega" {
  export const textMetrics: { width: Measure; readonly estimateWidth: Measure };
  export function resetSVGDefIds(): void;
}

// vega guesses 0.8 em for every character, too little for Japanese and too much for Latin.
const measure: Measure = (item, text) => textWidth(String(text ?? ""), item.fontSize ?? 11);

/** Settles when the last chart asked for is drawn. */
let last: Promise<unknown> = Promise.resolve();

/**
 * The SVG text of a vega-lite specification. The same specification gives the same text, however
 * often it is drawn. Rejects what vega-lite cannot compile.
 *
 * One chart is drawn after the other: vega's measure of text and its counter of ids are global. The
 * measure is changed while a chart is drawn, and then what it was.
 */
export function toSvg(spec: VegaLiteSpec): Promise<string> {
  const svg = last.then(() => draw(spec));
  last = svg.catch(() => {});
  return svg;
}

async function draw(spec: VegaLiteSpec): Promise<string> {
  // Native memory, such as the pixels of earlier charts, is given back only where the event loop turns.
  await setImmediate();
  // Without ARIA labels all text in the SVG is text that is seen.
  const { spec: compiled } = compile(spec as unknown as TopLevelSpec, { config: { aria: false } });
  const view = new vega.View(vega.parse(compiled), { renderer: "none", logLevel: vega.Warn });
  const { width } = vega.textMetrics;
  vega.textMetrics.width = measure;
  // Ids of gradients and clips are counted on from chart to chart.
  vega.resetSVGDefIds();
  try {
    return await view.toSVG();
  } finally {
    vega.textMetrics.width = width;
    view.finalize();
  }
}
