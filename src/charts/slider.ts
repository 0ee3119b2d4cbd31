import type { VegaLiteSpec } from "./chart.js";
import { round } from "./data.js";

/** A slider under a chart, which sets the parameter `parameter`. */
export interface Slider {
  readonly parameter: string;
  /** What is written before it, and read out for it. */
  readonly label: string;
  /** Where it stands at first. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** The parameter of a slider, as vega-lite takes it. */
export function sliderParam({ parameter, label, value, min, max, step }: Slider): VegaLiteSpec {
  // The value is read out and written right behind the slider: the blank parts it from the label.
  return { name: parameter, value, bind: { input: "range", min, max, step, name: `${label} ` } };
}

/** The least step of 1, 2 or 5 · 10ᵏ of which there are at most `most` in `range`. */
export function sliderStep(range: number, most: number): number {
  const power = 10 ** Math.floor(Math.log10(range / most));
  // Of 0.1 · 10 the tenth digit may be wrong, and a range of exactly so many steps is to have them.
  const steps = [1, 2, 5, 10, 20].map((factor) => round(factor * power));
  return steps.find((step) => range / step <= most * (1 + 1e-9)) ?? range;
}
