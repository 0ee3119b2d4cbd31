import { readFileSync } from "node:fs";
import { join } from "node:path";

// The build has no copy of the font: src/ is part of the package, and dist/node/ lies two levels below
// its root, too.
const FOLDER = join(import.meta.dirname, "../../src/render/font");

/**
 * The TrueType font that charts are drawn with: Noto Sans JP, cut to what scripts/make-font.py
 * lists.
 */
export const FONT_FILE: string = join(FOLDER, "NotoSansJP-subset.ttf");

/** The family name inside {@link FONT_FILE}. */
export const FONT_FAMILY = "Noto Sans JP";

/** Advance width of each character of the font, in em. */
const advances: ReadonlyMap<string, number> = readAdvances();

function readAdvances(): Map<string, number> {
  const { unitsPerEm, widths }: { unitsPerEm: number; widths: Record<string, string> } = JSON.parse(
    readFileSync(join(FOLDER, "widths.json"), "utf8"),
  );
  const read = new Map<string, number>();
  for (const [width, chars] of Object.entries(widths))
    for (const char of chars) read.set(char, +width / unitsPerEm);
  return read;
}

/**
 * Width of `text` at font size `size`: the sum of its characters' advances, 1 em for one that the
 * font lacks.
 */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const char of text) em += advances.get(char) ?? 1;
  return em * size;
}

/** The characters of `text` that the font has no glyph for, each once, in order. */
export function missingGlyphs(text: string): string[] {
  return [...new Set(text)].filter((char) => !advances.has(char));
}
