import { drawnText, FONT_FAMILY, fontFiles, missingGlyphs } from "./font.js";
import { indexedPng } from "./indexed-png.js";
import { resvg } from "./packages.js";
import { GROUNDS, type SvgOptions } from "./themes.js";

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
 * Draws an SVG text, on white where it has no ground of its own, or on that of a dark page. A character that no font has becomes □ (resvg would leave it out without a
 * word), and is named once in a warning.
 */
export function toPng(svg: string, { theme = "light" }: SvgOptions = {}): Picture {
  const text = boxMissingGlyphs(drawnText(svg));
  const drawing = new resvg.Resvg(text, {
    background: GROUNDS[theme],
    fitTo: { mode: "zoom", value: SCALE },
    font: {
      loadSystemFonts: false,
      fontFiles: fontFiles(text),
      defaultFontFamily: FONT_FAMILY,
      sansSerifFamily: FONT_FAMILY,
    },
  });
  const image = drawing.render();
  const png = indexedPng(image.pixels, image.width, image.height);
  return { png, width: Math.round(drawing.width), height: Math.round(drawing.height) };
}

function boxMissingGlyphs(svg: string): string {
  const missing = new Set(missingGlyphs(svg));
  if (missing.size === 0) return svg;
  const fresh = [...missing].filter((char) => !warned.has(char));
  if (fresh.length > 0) {
    const chars = fresh.map(inWords).join(" ");
    console.warn(`The chart font has no glyph for ${chars}: the PNG shows □ instead.`);
    for (const char of fresh) warned.add(char);
  }
  return svg.replace(/[^\n -~]/gu, (char) => (missing.has(char) ? "□" : char));
}

/** A character, or the number of one that could not be read. */
function inWords(char: string): string {
  if (!/[\p{C}\p{M}\p{Z}]/u.test(char)) return char;
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
