import { describe, expect, it } from "vitest";
import {
  CLASS_COLOURS,
  colours,
  PALETTE,
  seriesColours,
  translucent,
} from "../../src/charts/colours.js";
import { diverging } from "../../src/charts/diverging.js";
import { ink } from "../../src/charts/style.js";
import { mixed } from "./lab.js";

/** The channels of a colour, 0 … 255. */
const channels = (colour: string): number[] =>
  [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16));

/** Relative luminance, by WCAG. */
function luminance(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two luminances, by WCAG. */
const contrast = (a: number, b: number): number =>
  (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

const ACTIVATIONS = [
  ...["Sigmoid", "Tanh", "ReLU", "Softplus", "Identity", "LeakyReLU", "ELU", "GELU", "SiLU"],
  ...["Mish", "SELU", "HardSigmoid", "HardTanh", "HardSwish", "Softsign"],
];

const all = new Set([
  ...Object.values(colours),
  ...CLASS_COLOURS,
  ...ACTIVATIONS.flatMap((name) => seriesColours([name])),
  ink.quiet,
]);

describe("colours", () => {
  it("measure contrast as WCAG does", () => {
    expect(contrast(luminance([255, 255, 255]), luminance([0, 0, 0]))).toBe(21);
    expect(contrast(luminance(channels("#777777")), 1)).toBeCloseTo(4.48, 2);
  });

  it.each([...all])("%s is seen on white and dark ground, and black letters on it", (colour) => {
    const mark = luminance(channels(colour));
    for (const ground of ["#ffffff", "#333333", "#111111"]) {
      expect(contrast(mark, luminance(channels(ground)))).toBeGreaterThanOrEqual(3);
    }
    expect(contrast(mark, 0)).toBeGreaterThanOrEqual(4.5);
  });

  it("have black letters legible in every cell of a heat map", () => {
    for (const end of [diverging.negative, diverging.positive]) {
      for (let part = 0; part <= 1; part += 0.05) {
        const cell = mixed(channels(diverging.zero), channels(end), part);
        expect(contrast(luminance(cell), 0)).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it("keep those of negative and positive numbers for them", () => {
    const others = [...CLASS_COLOURS, ...ACTIVATIONS.flatMap((name) => seriesColours([name]))];
    expect(others).not.toContain(colours.negative);
    expect(others).not.toContain(colours.positive);
  });
});

describe("seriesColours", () => {
  it("gives an activation the same colour in any company", () => {
    const [alone] = seriesColours(["ReLU"]);
    expect(seriesColours(["Swish", "Tanh", "ReLU", "f"])[2]).toBe(alone);
    expect(seriesColours(["leakyReLU(0.1)"])).toEqual(seriesColours(["LeakyReLU"]));
    expect(new Set(ACTIVATIONS.flatMap((name) => seriesColours([name]))).size).toBe(15);
  });

  it("gives each of eight series a colour of its own", () => {
    for (const names of [
      ["a", "b", "c", "d", "e", "f", "g", "h"],
      ["elu(1)", "ELU", "elu(2)", "Elu", "toString", "__proto__", "", "constructor"],
      ACTIVATIONS.slice(0, 8),
      ACTIVATIONS.slice(7),
    ]) {
      expect(new Set(seriesColours(names)).size).toBe(8);
      expect(seriesColours(names)).not.toContain(undefined);
    }
  });

  it("gives others none of common activations before the rest are taken", () => {
    const common = ACTIVATIONS.slice(0, 5).flatMap((name) => seriesColours([name]));
    expect(common).not.toContain(seriesColours(["Swish"])[0]);
  });

  it("has as many colours as there are series in a panel", () => {
    expect([PALETTE.length, new Set(PALETTE).size]).toEqual([8, 8]);
    expect([CLASS_COLOURS.length, new Set(CLASS_COLOURS).size]).toEqual([10, 10]);
  });
});

it("translucent says the opacity", () => {
  expect(translucent("#0180ff", 0.25)).toBe("rgba(1, 128, 255, 0.25)");
});
