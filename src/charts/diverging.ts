import type { VegaLiteSpec } from "./chart.js";
import { colours } from "./colours.js";
import { round } from "./data.js";

/** The colours of negative numbers, of zero, of positive ones, and of what is no finite number. */
export const diverging: Readonly<Record<"negative" | "zero" | "positive" | "none", string>> = {
  negative: colours.negative,
  zero: "#f7f7f7",
  positive: colours.positive,
  none: colours.none,
};

/**
 * Colour by a signed number: zero is neutral, and `most` is the absolute value of the strongest
 * colours. The colours are explained on the side `orient`, or not at all.
 */
export function divergingColour(
  field: string,
  most: number,
  orient: "right" | "bottom" | null,
  zero: string = diverging.zero,
): VegaLiteSpec {
  // A scale from 0 to 0 has no middle.
  const end = round(most) || 1;
  const legend = { orient, title: null, values: [-end, 0, end], format: ".3~g" };
  return {
    field,
    type: "quantitative",
    scale: { domain: [-end, 0, end], range: [diverging.negative, zero, diverging.positive] },
    legend: orient === null ? null : { ...legend, gradientLength: 160 },
  };
}
