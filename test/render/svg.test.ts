import * as vega from "vega";
import { describe, expect, it } from "vitest";
import { toSvg, toSvgNow } from "../../src/render/svg.js";
import { gallery } from "../charts/gallery.js";

/** The theme "dark" of vega-embed 6. */
const darkTheme = {
  background: "#333",
  view: { stroke: "#888" },
  title: { color: "#fff", subtitleColor: "#fff" },
  style: { "guide-label": { fill: "#fff" }, "guide-title": { fill: "#fff" } },
  axis: { domainColor: "#fff", gridColor: "#888", tickColor: "#fff" },
};

const bars = { data: { values: [] }, mark: "bar" };

describe("toSvg", () => {
  it.each(Object.entries(gallery))("gives the same text twice for %s", async (_, { spec }) => {
    expect(await toSvg(spec)).toBe(await toSvg(spec));
  });

  it.each(Object.entries(gallery))("gives the same text at once for %s", async (_, { spec }) => {
    expect(toSvgNow(spec)).toBe(await toSvg(spec));
  });

  it("draws for a dark page with the colours of vega-embed's dark theme, where none are said", async () => {
    const spec = {
      title: "a",
      data: { values: [{ a: 1 }] },
      mark: "point",
      encoding: { x: { field: "a" } },
    };
    const dark = await toSvg(spec, { theme: "dark" });
    expect(dark).toBe(await toSvg({ ...spec, config: darkTheme }));
    expect(await toSvg(spec, { theme: "light" })).toBe(await toSvg(spec));
    expect(await toSvg({ ...spec, background: "red" }, { theme: "dark" })).toContain('fill="red"');
  });

  it("gives the same text at once while another is being drawn", async () => {
    const { width } = vega.textMetrics;
    const { layer, signal } = gallery;
    const drawing = toSvg(layer?.spec ?? {});
    await new Promise((resolve) => setImmediate(resolve));
    const text = toSvgNow(signal?.spec ?? {});
    expect(text).toBe(await toSvg(signal?.spec ?? {}));
    expect(await drawing).toBe(toSvgNow(layer?.spec ?? {}));
    expect(vega.textMetrics.width).toBe(width);
    expect(() => toSvgNow({})).toThrow("Invalid specification");
    expect(vega.textMetrics.width).toBe(width);
  });

  it("leaves room for the whole of a Japanese title", async () => {
    const width = async (title: string): Promise<number> => {
      const svg = await toSvg({ title, width: 10, data: { values: [] }, mark: "point" });
      return Number(/<svg[^>]* width="([\d.]+)"/.exec(svg)?.[1]);
    };
    const more =
      (await width("中間層の重みの初期値".repeat(2))) - (await width("中間層の重みの初期値"));
    // Ten characters of one em, at vega's font size of 13.
    expect(more).toBeGreaterThanOrEqual(129);
    expect(more).toBeLessThanOrEqual(131);
  });

  it("leaves no more room for a label with a limit than it takes", async () => {
    const width = async (name: string): Promise<number> => {
      const axis = { labelLimit: 50, title: null };
      const y = { field: "name", type: "nominal", axis };
      const spec = { data: { values: [{ name }] }, mark: "point", encoding: { y } };
      return Number(/<svg[^>]* width="([\d.]+)"/.exec(await toSvg(spec))?.[1]);
    };
    expect(await width("閾".repeat(1000))).toBe(await width("閾".repeat(7)));
    expect(await width("閾".repeat(7))).toBeLessThanOrEqual((await width("閾")) + 50);
  });

  it("gives charts drawn at once the same texts as one after the other", async () => {
    const specs = Object.values(gallery).map(({ spec }) => spec);
    const alone: string[] = [];
    for (const spec of specs) alone.push(await toSvg(spec));
    expect(await Promise.all(specs.map((spec) => toSvg(spec)))).toEqual(alone);
  });

  it("lets the event loop turn before each chart, so that memory of the last one is given back", async () => {
    let turns = 0;
    for (let i = 0; i < 3; i++) {
      setImmediate(() => turns++);
      await toSvg(bars);
    }
    expect(turns).toBe(3);
  });

  it("leaves vega's measure of text to others as it was, also after an error", async () => {
    const { width, estimateWidth } = vega.textMetrics;
    expect(width).toBe(estimateWidth);
    const results = await Promise.allSettled([toSvg(bars), toSvg({}), toSvg(bars)]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(vega.textMetrics.width).toBe(width);
  });

  it("leaves the rows of inline data as they are", async () => {
    const row = { a: 1 };
    await toSvg({ data: { values: [row] }, mark: "bar", encoding: { x: { field: "a" } } });
    expect(Reflect.ownKeys(row)).toEqual(["a"]);
  });

  it("rejects what is no vega-lite specification", async () => {
    await expect(toSvg({})).rejects.toThrow("Invalid specification");
  });
});
