import { setImmediate } from "node:timers/promises";
import type { View } from "vega";
import type { TopLevelSpec } from "vega-lite";
import type { VegaLiteSpec } from "../charts/chart.js";
import { textWidth } from "./font.js";
import { vega, vegaLite } from "./packages.js";
import { type SvgOptions, THEMES, type Theme } from "./themes.js";

type Measure = (item: { fontSize?: number; limit?: number }, text: unknown) => number;

/** A renderer of vega that makes a text. */
interface StringRenderer {
  initialize(
    element: null,
    width: number,
    height: number,
    origin: [x: number, y: number],
  ): StringRenderer;
  background(colour: unknown): StringRenderer;
  render(root: unknown): StringRenderer;
  svg(): string;
}

/** What vega's own rendering reads of a view. */
interface PlacedView extends Omit<View, "padding" | "scenegraph"> {
  readonly _viewWidth: number;
  readonly _viewHeight: number;
  readonly _origin: readonly [x: number, y: number];
  padding(): { left: number; right: number; top: number; bottom: number };
  scenegraph(): { root: unknown };
}

// Exported by vega, missing in its types.
declare module "vega" {
  export const textMetrics: { width: Measure; readonly estimateWidth: Measure };
  export function resetSVGDefIds(): void;
  export const SVGStringRenderer: new (loader: unknown) => StringRenderer;
}

// vega guesses 0.8 em for every character, too little for Japanese and too much for Latin. A text with
// a limit is cut there when it is drawn; vega itself measures the whole text where it is told how.
const measure: Measure = ({ fontSize = 11, limit = 0 }, text) => {
  const width = textWidth(String(text ?? ""), fontSize);
  return limit > 0 ? Math.min(width, limit) : width;
};

/** Settles when the last chart asked for is drawn. */
let last: Promise<unknown> = Promise.resolve();

/**
 * The SVG text of a vega-lite specification. The same specification gives the same text, however
 * often it is drawn. Rejects what vega-lite cannot compile.
 *
 * One chart is drawn after the other: vega's measure of text and its counter of ids are global. The
 * measure is changed while a chart is drawn, and then what it was.
 */
export function toSvg(spec: VegaLiteSpec, { theme = "light" }: SvgOptions = {}): Promise<string> {
  const svg = last.then(() => draw(spec, theme));
  last = svg.catch(() => {});
  return svg;
}

async function draw(spec: VegaLiteSpec, theme: Theme): Promise<string> {
  // Native memory, such as the pixels of earlier charts, is given back only where the event loop turns.
  await setImmediate();
  const view = viewOf(spec, theme);
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

/**
 * The same text as that of {@link toSvg}, at once; for what has to be drawn before the event loop
 * turns. Data that a specification only names the address of are missing in it. Throws what `toSvg`
 * rejects.
 *
 * vega has no public way to this: its own `toSVG` puts these steps after promises.
 */
export function toSvgNow(spec: VegaLiteSpec): string {
  const view = viewOf(spec, "light") as unknown as PlacedView;
  const { width } = vega.textMetrics;
  vega.textMetrics.width = measure;
  vega.resetSVGDefIds();
  try {
    view.run();
    const { left, right, top, bottom } = view.padding();
    const [x, y] = view._origin;
    return new vega.SVGStringRenderer(view.loader())
      .initialize(
        null,
        Math.max(0, view._viewWidth + left + right),
        Math.max(0, view._viewHeight + top + bottom),
        [left + x, top + y],
      )
      .background(view.background())
      .render(view.scenegraph().root)
      .svg();
  } finally {
    vega.textMetrics.width = width;
    view.finalize();
  }
}

function viewOf(spec: VegaLiteSpec, theme: Theme): View {
  // As front ends get it, and a copy: vega marks the rows of inline data.
  const copy: TopLevelSpec = JSON.parse(JSON.stringify(spec));
  // Without ARIA labels all text in the SVG is text that is seen.
  const { spec: compiled } = vegaLite.compile(copy, {
    config: { ...THEMES[theme], aria: false },
  });
  return new vega.View(vega.parse(compiled), { renderer: "none", logLevel: vega.Warn });
}
