import { FONT_FAMILY, FONT_FILE, missingGlyphs } from "./font.js";
import { indexedPng } from "./indexed-png.js";
import { resvg } from "./packages.js";

/** Pixels drawn for one CSS pixel, so that text is sharp on dense screens. */
const SCALE = 2;

/**
 * A drawn chart: the bytes of a PNG file, and the size in CSS pixels at which it is to be shown.
 */
export interface Picture {
  readonly png: Buffer;
  readonly width: number;
  readonly height: number;
}

const warned = new Set<string>();

/**
 * Draws an SVG text. A character that the font lacks becomes □ (resvg would leave it out without a
 * word), and is named once in a warning.
 */
export function toPng(svg: string): Picture {
  const drawing = new resvg.Resvg(boxMissingGlyphs(svg), {
    background: "white",
    fitTo: { mode: "zoom", value: SCALE },
    font: {
      loadSystemFonts: false,
      fontFiles: [FONT_FILE],
      defaultFontFamily: FONT_FAMILY,
      sansSerifFamily: FONT_FAMILY,
    },
  });
  const image = drawing.render();
  const png = indexedPng(image.pixels, image.width, image.height);
  return { png, width: Math.round(drawing.width), height: Math.round(drawing.height) };
}

function boxMissingGlyphs(svg: string): string {
  const missing = missingGlyphs(svg).filter((char) => char !== "\n");
  const fresh = missing.filter((char) => !warned.has(char));
  if (fresh.length > 0) {
    console.warn(`The chart font has no glyph for ${fresh.join(" ")}: the PNG shows □ instead.`);
    for (const char of fresh) warned.add(char);
  }
  return missing.reduce((text, char) => text.replaceAll(char, "□"), svg);
}
