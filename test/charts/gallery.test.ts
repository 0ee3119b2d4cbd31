import { compile } from "vega-lite";
import { describe, expect, it, vi } from "vitest";
import type { VegaLiteSpec } from "../../src/charts/chart.js";
import { toSvg } from "../../src/render/svg.js";
import { gallery } from "./gallery.js";

const charts = Object.entries(gallery);

/**
 * A specification as a file that a human can review: numbers with 4 digits, CSV data as a list of lines, and without the look
 * that all charts share.
 */
function readable({ config, ...spec }: VegaLiteSpec): string {
  const shorten = (text: string): string =>
    text.replace(/-?\d+\.\d+(e-?\d+)?/g, (number) => String(Number(Number(number).toPrecision(4))));
  const text = JSON.stringify(
    spec,
    (key, value) => (key === "values" && typeof value === "string" ? value.split("\n") : value),
    2,
  );
  return `${shorten(text)}\n`;
}

describe("each chart", () => {
  it.each(charts)("%s has the reviewed specification", async (name, { spec }) => {
    await expect(readable(spec)).toMatchFileSnapshot(`expected/${name}.vl.json`);
  });

  it.each(charts)("%s is compiled without a warning", (_, { spec }) => {
    const warnings: unknown[] = [];
    const keep = (...args: unknown[]) => {
      warnings.push(args);
      return logger;
    };
    const skip = () => logger;
    const logger = { level: skip, warn: keep, error: keep, info: skip, debug: skip };
    // @ts-expect-error Our specifications are plain objects, and of the logger only the calls matter.
    compile(spec, { logger });
    expect(warnings).toEqual([]);
  });

  it.each(charts)("%s is drawn without a word", async (_, { spec }) => {
    const words: unknown[][] = [];
    for (const channel of ["log", "info", "warn", "error"] as const)
      vi.spyOn(console, channel).mockImplementation((...args) => void words.push(args));
    await toSvg(spec);
    vi.restoreAllMocks();
    expect(words).toEqual([]);
  });

  it.each(charts)("%s holds no value that JSON would change", (_, { spec }) => {
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
  });

  it.each(charts)("%s has a sentence, and hides the menu of actions", (_, { spec, text }) => {
    expect(text).toMatch(/^[A-Z].*\.$/);
    expect(spec.usermeta).toEqual({ embedOptions: { actions: false } });
  });

  it("leaves the colours of ground, text and axes to the theme", () => {
    const { config } = gallery.layer?.spec ?? {};
    const said = JSON.stringify(config);
    for (const what of ["background", "labelColor", "titleColor", "domainColor", "tickColor"]) {
      expect(said).not.toContain(what);
    }
    expect(config).toMatchObject({
      title: expect.not.objectContaining({ color: expect.anything() }),
    });
  });

  it.each(charts)("%s is described by its sentence", (_, { spec, text }) => {
    expect(spec.description).toBe(text);
  });

  it.each(charts)("%s has no letters below 12 pixels", async (_, { spec }) => {
    const sizes = [...(await toSvg(spec)).matchAll(/font-size="([\d.]+)px"/g)].map(([, size]) =>
      Number(size),
    );
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
  });

  it.each(charts)("%s is legible on a dark page", async (_, { spec }) => {
    const svg = await toSvg(spec, { theme: "dark" });
    expect(svg).toMatch(/^<svg[^>]*><rect width="[\d.]+" height="[\d.]+" fill="#333"/);
    const black = [...svg.matchAll(/<text[^>]* fill="(black|#000)"[^>]*>([^<]*)</g)].map(
      ([, , text]) => text,
    );
    const light = await toSvg(spec);
    const white = light.match(/<text[^>]* fill="(white|#fff)"/g);
    expect(white).toBe(null);
    // Black ones stand in coloured cells: numbers.
    expect(black.filter((text) => !/^[−\d.e+-]+$/.test(text ?? ""))).toEqual([]);
  });
});
