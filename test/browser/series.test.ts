import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProject, root } from "../../scripts/lib/project.mjs";
import { LIMIT } from "../limits.js";
import { browserPath, OUTPUT } from "./browser.js";
import { command, HIGH, openNotebook, setUpLab } from "./jupyterlab.js";

const NOTEBOOKS = readdirSync(inProject("notebooks"), { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".ipynb") && !name.includes(".ipynb_checkpoints"));

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** How long JupyterLab is given to find something to change: it does so when the kernel answers. */
const PATIENCE = 3000;

interface Notebook {
  cells: { outputs?: { data?: Record<string, unknown> }[] }[];
}

/** What the charts of a notebook say, in their order. */
function chartTexts(file: string): string[] {
  const { cells } = JSON.parse(readFileSync(file, "utf8")) as Notebook;
  const bundles = cells.flatMap(({ outputs = [] }) => outputs.map(({ data = {} }) => data));
  const charts = bundles.filter((data) => "application/vnd.vegalite.v5+json" in data);
  return charts.map((data) => [data["text/plain"]].flat().join(""));
}

describe.skipIf(!browserPath)("in JupyterLab, in a browser", () => {
  const lab = setUpLab(HIGH);
  let folder: string; // in the project, where the notebooks find the package

  beforeAll(() => {
    folder = mkdtempSync(join(OUTPUT, "series-"));
    cpSync(inProject("notebooks"), folder, { recursive: true });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Opens a notebook, of which nothing is trusted; `faults` gathers what goes wrong in the page. */
  async function open(name: string, faults: string[]): Promise<Page> {
    const page = await lab.newPage();
    page.setDefaultTimeout(LIMIT);
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("request", (request) => {
      if (!/^(data|blob):|^\w+:\/\/localhost[:/]/.test(request.url())) faults.push(request.url());
    });
    await openNotebook(page, lab, name, relative(root, folder).replaceAll("\\", "/"));
    return page;
  }

  const isModified = async (page: Page): Promise<boolean> =>
    (await page.locator(".lm-TabBar-tab.jp-mod-dirty").count()) > 0;

  const drawn = (page: Page): Promise<(string | null)[]> =>
    page
      .locator('[role="graphics-document"]')
      .evaluateAll((marks) => marks.map((mark) => mark.getAttribute("aria-label")));

  /** Moves each slider to its start by the keyboard; says which charts did not change. */
  async function stuckSliders(page: Page): Promise<string[]> {
    const stuck: string[] = [];
    for (const slider of await page.locator(".vega-embed input[type=range]").all()) {
      const chart = slider.locator("xpath=ancestor::*[contains(@class, 'vega-embed')]");
      const drawing = () =>
        chart.locator("canvas").evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
      const before = await drawing();
      await slider.press("Home");
      expect(await slider.inputValue()).toBe(await slider.getAttribute("min"));
      await page.waitForTimeout(200);
      if (before === (await drawing())) stuck.push((await chart.getAttribute("aria-label")) ?? "");
    }
    return stuck;
  }

  async function violations(page: Page): Promise<string[]> {
    await page.addScriptTag({ path: AXE });
    const results = await page.evaluate<AxeResults>(
      'axe.run({ include: [".jp-OutputArea"] }, { resultTypes: ["violations"] })',
    );
    return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  }

  test.each(NOTEBOOKS)("%s", async (name) => {
    const faults: string[] = [];
    const [file, committed] = [join(folder, name), inProject("notebooks", name)];
    const before = statSync(file).mtimeMs;
    const page = await open(name, faults);

    // Opened, not run: every chart is live, says what it shows, and nothing is written.
    const texts = chartTexts(committed);
    await expect.poll(async () => (await drawn(page)).length).toBe(texts.length);
    expect(await drawn(page)).toEqual(texts);
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(OUTPUT, `${name.replaceAll("/", "-")}.png`) });
    await page.waitForTimeout(PATIENCE);
    expect(await stuckSliders(page)).toEqual([]);
    expect(await isModified(page)).toBe(false);

    // Run anew and saved, it is the same to the byte.
    await command(page, "editmenu:clear-all");
    await expect.poll(() => isModified(page)).toBe(true);
    await command(page, "runmenu:run-all");
    await command(page, "docmanager:save");
    expect(statSync(file).mtimeMs).toBeGreaterThan(before);
    // As texts the difference would be shown, megabytes of it.
    expect(readFileSync(file).equals(readFileSync(committed))).toBe(true);
    expect(faults).toEqual([]);
    await page.close();
  });
});
