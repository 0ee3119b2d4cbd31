import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { VegaLiteSpec } from "../charts/chart.js";
import { textWidth } from "./font.js";

// Exported by vega, missing in its types.
declare module "vega" {
  export const textMetrics: { width(item: { fontSize?: number }, text: unknown): number };
  export function resetSVGDefIds(): void;
}

// vega guesses 0.8 em for every character, too little for Japanese and too much for Latin.
vega.textMetrics.width = (item, text) => textWidth(String(text ?? ""), item.fontSize ?? 11);

/** The SVG text of a vega-lite specification. The same specification gives the same text, however often it is drawn. */
export async function toSvg(spec: VegaLiteSpec): Promise<string> {
  // Ids of gradients and clips are numbered from a global counter.
  vega.resetSVGDefIds();
  // Without ARIA labels all text in the SVG is text that is seen.
  const { spec: compiled } = compile(spec as unknown as TopLevelSpec, { config: { aria: false } });
  const view = new vega.View(vega.parse(compiled), { renderer: "none", logLevel: vega.Warn });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
