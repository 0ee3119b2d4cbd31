import { afterEach, describe, expect, it, vi } from "vitest";
import { indexedPng } from "../../src/render/indexed-png.js";
import { toPng } from "../../src/render/png.js";
import { toSvg } from "../../src/render/svg.js";
import { gallery } from "../charts/gallery.js";
import { decode } from "./png.js";

const svg = (body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">${body}</svg>`;

afterEach(() => {
  vi.restoreAllMocks();
});

describe("toPng", () => {
  it.each(Object.entries(gallery))("gives the same bytes twice for %s", async (_, { spec }) => {
    const [first, second] = [toPng(await toSvg(spec)), toPng(await toSvg(spec))];
    expect(first.png.equals(second.png)).toBe(true);
  });

  it("draws two pixels for one, on white, and says the size to show", () => {
    const { png, width, height } = toPng(
      svg('<rect x="10" width="10" height="20" fill="#d55e00"/>'),
    );
    const image = decode(png);
    expect({ width, height }).toEqual({ width: 40, height: 20 });
    expect(image).toMatchObject({ width: 80, height: 40 });
    expect([image.at(19, 0), image.at(20, 0), image.at(39, 39), image.at(40, 39)]).toEqual([
      0xffffff, 0xd55e00, 0xd55e00, 0xffffff,
    ]);
  });

  it("draws on the ground of a dark page, where the drawing has none", () => {
    expect(decode(toPng(svg(""), { theme: "dark" }).png).at(0, 0)).toBe(0x333333);
  });

  it("draws Japanese", () => {
    const empty = toPng(svg("")).png;
    const { png } = toPng(svg('<text y="15" font-family="sans-serif">橙</text>'));
    expect(png.length).toBeGreaterThan(empty.length + 50);
  });

  it("draws □ for a character that the font lacks, and warns of it once", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const text = (char: string) => toPng(svg(`<text y="15">${char}</text>`)).png;
    expect(text("𠮷").equals(text("□"))).toBe(true);
    text("𠮷");
    expect(warn.mock.calls).toEqual([
      ["The chart font has no glyph for 𠮷: the PNG shows □ instead."],
    ]);
  });
});

describe("indexedPng", () => {
  it("keeps every colour of up to 256 exactly", () => {
    const colours = Array.from({ length: 256 }, (_, i) => (i * 65_793) ^ 0x30f0ff);
    const image = decode(indexedPng(rgba(colours), 16, 16));
    expect(colours.map((_, i) => image.at(i % 16, Math.floor(i / 16)))).toEqual(colours);
  });

  it("keeps the frequent colours of more exactly, and the others nearly", () => {
    const shades = Array.from(
      { length: 64 * 15 },
      (_, i) => ((i % 256) << 16) | (i & 0xff00) | 0x80,
    );
    const colours = [...shades, ...Array.from({ length: 64 }, () => 0x123456)];
    const image = decode(indexedPng(rgba(colours), 64, 16));
    expect(image.at(5, 15)).toBe(0x123456);
    const worst = shades.map((shade, i) => {
      const seen = image.at(i % 64, Math.floor(i / 64));
      return Math.max(
        ...[16, 8, 0].map((bit) => Math.abs(((shade >> bit) & 255) - ((seen >> bit) & 255))),
      );
    });
    expect(Math.max(...worst)).toBeLessThanOrEqual(6);
  });
});

function rgba(colours: readonly number[]): Uint8Array {
  return Uint8Array.from(colours.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255, 255]));
}
