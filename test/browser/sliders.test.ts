import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Sigmoid } from "../../src/activations/sigmoidal.js";
import type { Chart } from "../../src/charts/chart.js";
import { framesChart } from "../../src/charts/frames.js";
import { neuronChart } from "../../src/charts/neuron.js";
import { tangentChart } from "../../src/charts/tangent.js";
import { browserPath, OUTPUT, openBrowser } from "./browser.js";

const xor = {
  points: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  labels: [0, 1, 1, 0],
};
const rates = [0.1, 0.3, 3].map((value) => ({ value, y: [1, 1 - value, (1 - value) ** 2] }));

const tangent = tangentChart(Sigmoid);
const neuron = neuronChart({ weights: [4, 4], bias: -2 }, xor);
const frames = framesChart(rates, { slider: "learning rate" });

/** The script of a package for a page, beside its entry. */
function script(name: string): string {
  const entry = createRequire(import.meta.url).resolve(name);
  return readFileSync(join(dirname(entry), `${name}.min.js`), "utf8");
}

describe.skipIf(!browserPath)("sliders on a page, by the keyboard", () => {
  const state = mkdtempSync(join(tmpdir(), "middle-layer-sliders-"));
  const errors: string[] = [];
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(OUTPUT, { recursive: true });
    browser = await openBrowser(state);
    page = await browser.newPage({ viewport: { width: 700, height: 700 } });
    page.on("pageerror", ({ message }) => errors.push(message));
    page.on("console", (message) => errors.push(message.text()));
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(state, { recursive: true, force: true });
  });

  /** Shows a chart as SVG, so that its texts can be read. */
  async function show({ spec }: Chart): Promise<void> {
    await page.setContent('<!doctype html><div id="chart"></div>');
    for (const name of ["vega", "vega-lite", "vega-embed"])
      await page.addScriptTag({ content: script(name) });
    await page.evaluate(
      `vegaEmbed("#chart", ${JSON.stringify(spec)}, { renderer: "svg" }).then(() => {})`,
    );
  }

  /** All texts of the chart; the lines of one are not parted. */
  const texts = async (): Promise<string> =>
    (await page.locator("svg text").allTextContents()).join("\n");

  test.each([
    ["x", "ArrowRight", tangent, "x = 1.1, y = 0.75026, dy/dx = 0.18737"],
    ["bias b", "ArrowLeft", neuron, "u = 4·x₁ + 4·x₂ − 2.2"],
    ["w₁", "Home", neuron, "u = −10·x₁ + 4·x₂ − 2"],
    ["learning rate (1–3)", "ArrowRight", frames, "learning rate = 0.3"],
    ["learning rate (1–3)", "End", frames, "learning rate = 3"],
  ])("the slider %s follows %s", async (label, key, chart, text) => {
    await show(chart);
    expect(await texts()).not.toContain(text);
    await page.getByRole("slider", { name: label }).press(key);
    await expect.poll(texts).toContain(text);
    await page.screenshot({ path: join(OUTPUT, `slider-${label}-${key}.png`) });
    expect(errors).toEqual([]);
  });
});
