import { readFileSync } from "node:fs";
import { type Font, parse } from "opentype.js";
import { describe, expect, it } from "vitest";
import { Chart } from "../../src/charts/chart.js";
import { FONT_FILE, missingGlyphs, textWidth } from "../../src/render/font.js";
import { toSvg } from "../../src/render/svg.js";
import { gallery } from "../charts/gallery.js";

const bytes = readFileSync(FONT_FILE);
const font = parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));

/** Characters of the texts in an SVG that a font has no glyph for, by the font's own table. */
function withoutGlyph(svg: string, { charToGlyphIndex }: Font): string[] {
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? "");
  const chars = new Set(texts.join("").replace(/&\w+;/g, ""));
  return [...chars].filter((char) => charToGlyphIndex.call(font, char) === 0);
}

describe("the font", () => {
  it.each(Object.entries(gallery))("has every character of the chart %s", async (_, chart) => {
    const svg = await toSvg(chart.spec);
    expect(svg).toContain("<text");
    expect(withoutGlyph(svg, font)).toEqual([]);
  });

  it("is seen to lack a character that is not in it", async () => {
    const chart = new Chart({ title: "重み 𠮷 and ꙮ", data: { values: [] }, mark: "point" }, "");
    expect(withoutGlyph(await toSvg(chart.spec), font)).toEqual(["𠮷", "ꙮ"]);
  });

  it("is smaller than 1 MB and has its licence beside it", () => {
    expect(bytes.length).toBeLessThan(1_000_000);
    const licence = readFileSync(FONT_FILE.replace(/[^/\\]*$/, "OFL.txt"), "utf8");
    expect(licence).toContain("SIL OPEN FONT LICENSE Version 1.1");
  });
});

describe("textWidth", () => {
  it("is 1 em for kana and kanji", () => {
    expect(textWidth("順伝播信号", 12)).toBeCloseTo(60, 9);
  });

  it("is the sum of the advances in the font's own table, for every character", () => {
    const table: { widths: Record<string, string> } = JSON.parse(
      readFileSync(FONT_FILE.replace(/[^/\\]*$/, "widths.json"), "utf8"),
    );
    const chars = [...Object.values(table.widths).join("")];
    expect(chars.length).toBeGreaterThan(3500);
    const wrong = chars.filter((char) => {
      const glyph = font.charToGlyph(char);
      return glyph.index === 0 || glyph.advanceWidth !== Math.round(textWidth(char, 1000));
    });
    expect(wrong).toEqual([]);
  });

  it("is 1 em for a character that the font lacks", () => {
    expect(textWidth("𠮷", 10)).toBe(10);
  });
});

describe("missingGlyphs", () => {
  it("names each character that the font lacks once", () => {
    expect(missingGlyphs("a𠮷橙ꙮ𠮷₁δ−")).toEqual(["𠮷", "ꙮ"]);
  });
});
