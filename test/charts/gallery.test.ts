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

  it("looks the same on a dark page: every colour that a theme could set is set", () => {
    expect(gallery.layer?.spec.config).toMatchObject({
      background: "white",
      view: { stroke: null },
      title: { color: "#222222", subtitleColor: "#666666" },
      style: { "guide-label": { fill: "#222222" }, "guide-title": { fill: "#222222" } },
      axis: { domainColor: "#999999", gridColor: "#e6e6e6", tickColor: "#999999" },
    });
  });
});
