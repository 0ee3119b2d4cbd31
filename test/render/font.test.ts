import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Font as OpenType, parse } from "opentype.js";
import { describe, expect, it } from "vitest";
import { Chart } from "../../src/charts/chart.js";
import { drawnText, FONTS, fontFiles, missingGlyphs, textWidth } from "../../src/render/font.js";
import { toPng } from "../../src/render/png.js";
import { toSvg } from "../../src/render/svg.js";
import { gallery } from "../charts/gallery.js";
import { decode } from "./png.js";

const FOLDER = dirname(FONTS[0]?.file ?? "");

/** The fonts by their own tables: not by the one that the code under test reads. */
const fonts: readonly OpenType[] = FONTS.map(({ file }) => {
  const bytes = readFileSync(file);
  return parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
});

function glyphCount(char: string): number {
  return fonts.filter((font) => font.charToGlyphIndex(char) !== 0).length;
}

/** Characters of the texts in an SVG that no font has a glyph for. */
function withoutGlyph(svg: string): string[] {
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? "");
  const chars = new Set(texts.join("").replace(/&\w+;/g, ""));
  return [...chars].filter((char) => glyphCount(char) === 0);
}

/** The characters in rows of JIS X 0208, as the platform decodes them. */
function jis(first: number, last: number): string[] {
  const decoder = new TextDecoder("euc-jp");
  const cells: string[] = [];
  for (let row = first; row <= last; row++) {
    for (let cell = 1; cell <= 94; cell++) {
      const char = decoder.decode(Uint8Array.of(0xa0 + row, 0xa0 + cell));
      if (char !== "\ufffd") cells.push(char);
    }
  }
  return cells;
}

/** The assigned characters of a part of Unicode. */
function block(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).filter(
    (char) => !/\p{Cn}/u.test(char),
  );
}

const SIZE = { width: 90, height: 30 };

const svg = (text: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}"><text x="5" y="22" font-family="&quot;Noto Sans JP&quot;, sans-serif" font-size="20">${text}</text></svg>`;

/** A drawn text as a string of its pixels. */
function pixelsOf(text: string): string {
  const { width, height, at } = decode(toPng(svg(text)).png);
  return Array.from({ length: width * height }, (_, i) =>
    at(i % width, Math.floor(i / width)) === 0xffffff ? " " : "#",
  ).join("");
}

describe("the fonts", () => {
  it.each(Object.entries(gallery))("have every character of the chart %s", async (_, chart) => {
    const drawn = await toSvg(chart.spec);
    expect(drawn).toContain("<text");
    expect(withoutGlyph(drawn)).toEqual([]);
  });

  it("are seen to lack a character that is in none", async () => {
    const chart = new Chart({ title: "重み 𠮷 and ꙮ", data: { values: [] }, mark: "point" }, "");
    expect(withoutGlyph(await toSvg(chart.spec))).toEqual(["𠮷", "ꙮ"]);
  });

  it("have all 6,879 characters of JIS X 0208", () => {
    const kanji = [jis(16, 47), jis(48, 84)];
    expect(kanji.map(({ length }) => length)).toEqual([2965, 3390]);
    const signs = jis(1, 8);
    expect(signs).toHaveLength(524);
    // Rows 13 and 89 to 92 are of makers: ㈱, 髙.
    const chars = [...signs, ...kanji.flat(), ...jis(9, 15), ...jis(85, 94)];
    expect(chars).toHaveLength(6879 + 83 + 374);
    expect(chars.filter((char) => glyphCount(char) !== 1)).toEqual([]);
    expect(missingGlyphs(chars.join(""))).toEqual([]);
  });

  it.each([
    ["operators", block(0x2200, 0x22ff)],
    ["further operators", [...block(0x27c0, 0x27ef), ...block(0x2980, 0x2aff)]],
    ["arrows", [...block(0x2190, 0x21ff), ...block(0x27f0, 0x27ff), ...block(0x2900, 0x297f)]],
    ["letters as signs", block(0x2100, 0x214f)],
    ["mathematical alphabets", block(0x1d400, 0x1d7ff)],
    ["Greek", block(0x386, 0x3ce)],
    [
      "Latin",
      [...block(0x20, 0x7e), ...block(0xa0, 0xac), ...block(0xae, 0x24f), ...block(0x1e00, 0x1eff)],
    ],
    [
      "marks",
      [...block(0x300, 0x36f), ...block(0x20d0, 0x20dc)].filter((char) => drawnText(char) === char),
    ],
    ["currencies", block(0x20a0, 0x20bf)],
    ["numbers in circles, boxes, shapes", block(0x2460, 0x25ff)],
    ["superscripts and subscripts", [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵀᵢⱼₙₘₖₜₓ"]],
    ["everyday kanji of level 2, signs of networks", [..."閾彙冪乖剪濾斂曖ŷℝ€ẑ∂∇∑∏∫⊙⊗⟨⟩①⑳"]],
  ])("have one glyph for each of the %s", (_, chars) => {
    expect(chars.length).toBeGreaterThan(20);
    expect(chars.filter((char) => glyphCount(char) !== 1)).toEqual([]);
  });

  it("together take less than 3 MB, and have their licence beside them", () => {
    const bytes = FONTS.map(({ file }) => statSync(file).size);
    expect(bytes.reduce((a, b) => a + b)).toBeLessThan(3_000_000);
    const licence = readFileSync(join(FOLDER, "OFL.txt"), "utf8");
    expect(licence).toContain("SIL OPEN FONT LICENSE Version 1.1");
    expect(licence).toContain("https://github.com/notofonts/math");
  });

  it("are read only where they are needed", () => {
    const names = (text: string) => fontFiles(text).map((file) => file.slice(FOLDER.length + 1));
    expect(names("Weights 重み x₁ ŷ x̂ ℝ €\n")).toEqual(["NotoSansJP-everyday.ttf"]);
    expect(names("閾値")).toEqual(["NotoSansJP-everyday.ttf", "NotoSansJP-level2.ttf"]);
    expect(names("𝐖①")).toEqual(["NotoSansJP-everyday.ttf", "NotoSansJP-signs.ttf"]);
    expect(names("閾⟨")).toHaveLength(3);
  });
});

describe("a drawn text", () => {
  it.each([..."閾彙冪乖剪濾斂曖髙ℝ€∂⊙①𝐖Ж┃⟨ẑŷ"])("shows %s, and no box in its place", (char) => {
    const drawn = pixelsOf(char);
    expect(drawn.trim()).not.toBe("");
    for (const box of ["□", " "]) expect(drawn).not.toBe(pixelsOf(box));
  });

  it.each([..."閾①Ж⟨ẑ𝐖"])("shows %s beside letters of the other fonts", (char) => {
    // As far as the letter reaches: what comes after is further to the right.
    const width = Math.ceil(2 * (5 + textWidth(char, 20))) - 2;
    const lines = new RegExp(`.{${2 * SIZE.width}}`, "g");
    const part = (text: string) =>
      pixelsOf(text)
        .match(lines)
        ?.map((line) => line.slice(0, width));
    for (const next of ["値", "閾", "①", "ǵ", "x\u0302", "ő⟨閾"]) {
      expect(part(char + next)).toEqual(part(char));
    }
  });

  it("shows a mark above its letter", () => {
    const [letter, marked] = [pixelsOf("x"), pixelsOf("x\u0302")];
    const added = [...marked].filter((pixel, i) => pixel !== letter[i]).length;
    expect(added).toBeGreaterThan(10);
    expect([...letter].filter((pixel, i) => pixel === "#" && marked[i] !== "#")).toEqual([]);
    const rows = [...marked].flatMap((pixel, i) =>
      pixel === "#" ? [Math.floor(i / (2 * SIZE.width))] : [],
    );
    const rowsOfLetter = [...letter].flatMap((pixel, i) =>
      pixel === "#" ? [Math.floor(i / (2 * SIZE.width))] : [],
    );
    expect(Math.min(...rows)).toBeLessThan(Math.min(...rowsOfLetter));
    expect(Math.max(...rows)).toBe(Math.max(...rowsOfLetter));
  });

  it("has as many glyphs in each font: what the first would part, it has joined", () => {
    const first = FONTS[0]?.advances() ?? new Map();
    const parted = FONTS.slice(1).flatMap(({ advances }) =>
      [...advances().keys()].filter((char) => {
        const parts = [...char.normalize("NFD")];
        return (
          drawnText(char) === char && parts.length > 1 && parts.every((part) => first.has(part))
        );
      }),
    );
    expect(parted).toEqual([]);
  });

  it("shows letters of several fonts in one text, also where marks are joined to letters", () => {
    // Decomposed: the first font would join them, the second not.
    const [joined, apart] = ["がÂ閾", "か\u3099A\u0302閾"].map(pixelsOf);
    expect(apart).toBe(joined);
    expect(pixelsOf("がÂ閾")).not.toBe(pixelsOf("がÂ□"));
  });

  it.each(["\u200b", "\ufeff", "\u2060", "\u00ad", "\ufe0f", "\u{e0100}", "\u200d", "\u202e"])(
    "shows nothing for %j, which is not seen by its nature",
    (char) => {
      expect(pixelsOf(`葛${char}`)).toBe(pixelsOf("葛"));
      expect(textWidth(`葛${char}`, 10)).toBe(10);
    },
  );
});

describe("textWidth", () => {
  it("is 1 em for kana and kanji", () => {
    expect(textWidth("順伝播信号閾値", 12)).toBeCloseTo(84, 9);
  });

  it("is the sum of the advances in the fonts' own tables, for every character", () => {
    const tables = FONTS.map(({ file }): { widths: Record<string, string> } =>
      JSON.parse(readFileSync(file.replace(/ttf$/, "json"), "utf8")),
    );
    const counts = tables.map(({ widths }, i) => {
      const chars = [...Object.values(widths).join("")].filter(
        // Some, such as the sign of ohm, are drawn as the letter that Unicode says they are.
        (char) => drawnText(char) === char,
      );
      const wrong = chars.filter((char) => {
        const glyph = fonts[i]?.charToGlyph(char);
        const advance = Math.round(textWidth(char, 1000));
        return glyph === undefined || glyph.index === 0 || glyph.advanceWidth !== advance;
      });
      expect(wrong).toEqual([]);
      return chars.length;
    });
    expect(Math.min(...counts)).toBeGreaterThan(2500);
  });

  it("is that of the joined letter for a letter and its mark", () => {
    expect(textWidth("か\u3099", 10)).toBe(10);
    expect(textWidth("x\u0302", 10)).toBe(textWidth("x", 10));
  });

  it("is 1 em for a character that the fonts lack", () => {
    expect(textWidth("𠮷", 10)).toBe(10);
  });
});

describe("missingGlyphs", () => {
  it("names each character that the fonts lack once", () => {
    expect(missingGlyphs("a𠮷橙ꙮ𠮷₁δ−閾")).toEqual(["𠮷", "ꙮ"]);
  });
});
