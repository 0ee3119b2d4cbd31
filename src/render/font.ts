import { readFileSync } from "node:fs";
import { join } from "node:path";

// The build has no copy of the fonts: src/ is part of the package, and dist/node/ lies two levels below
// its root, too.
const FOLDER = join(import.meta.dirname, "../../src/render/font");

/** The family name inside the first of {@link FONTS}. */
export const FONT_FAMILY = "Noto Sans JP";

/** A TrueType font with the advance width of each of its characters, in em, read when first asked for. */
export interface Font {
  readonly file: string;
  readonly advances: () => ReadonlyMap<string, number>;
}

/**
 * The fonts that charts are drawn with, cut from Noto Sans JP, Noto Sans and Noto Sans Math to what
 * scripts/make-font.py lists: everyday characters; kanji of JIS level 2; further signs and letters.
 * No two have a character in common. A chart is drawn with the first, and others that it needs.
 */
export const FONTS: readonly Font[] = ["everyday", "level2", "signs"].map((part) => {
  const path = join(FOLDER, `NotoSansJP-${part}`);
  let read: ReadonlyMap<string, number> | undefined;
  const advances = (): ReadonlyMap<string, number> => {
    read ??= readAdvances(`${path}.json`);
    return read;
  };
  return { file: `${path}.ttf`, advances };
});

function readAdvances(file: string): Map<string, number> {
  const { unitsPerEm, widths }: { unitsPerEm: number; widths: Record<string, string> } = JSON.parse(
    readFileSync(file, "utf8"),
  );
  const read = new Map<string, number>();
  for (const [width, chars] of Object.entries(widths))
    for (const char of chars) read.set(char, +width / unitsPerEm);
  return read;
}

/** The first font that has a character. */
function fontOf(char: string): Font | undefined {
  return FONTS.find(({ advances }) => advances().has(char));
}

/** The characters beside ASCII, each once, in order: the first font has all of ASCII. */
function beyondAscii(text: string): string[] {
  return [...new Set(text.match(/[^\n -~]/gu))];
}

/**
 * `text` as it is drawn: letters and their marks joined where there is one character for both, since
 * a text must have as many glyphs in each font; and without characters that are not seen by their
 * nature, such as joiners.
 */
export function drawnText(text: string): string {
  return text.normalize("NFC").replace(/\p{Default_Ignorable_Code_Point}/gu, "");
}

/**
 * Width of `text` at font size `size`: the sum of its characters' advances, 1 em for one that no
 * font has.
 */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const char of drawnText(text)) em += fontOf(char)?.advances().get(char) ?? 1;
  return em * size;
}

/** The files of the fonts that `text` is drawn with. */
export function fontFiles(text: string): string[] {
  const [first, ...others] = FONTS;
  const needed = new Set(beyondAscii(text).map(fontOf));
  return [first, ...others.filter((font) => needed.has(font))].map(({ file }) => file);
}

/** The characters of `text` that no font has a glyph for, each once, in order. */
export function missingGlyphs(text: string): string[] {
  return beyondAscii(text).filter((char) => fontOf(char) === undefined);
}
