import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProject } from "../../scripts/lib/project.mjs";
import { read } from "../../scripts/lib/series.mjs";
import { fixture } from "../fixtures.js";
import { LIMIT } from "../limits.js";
import { chartsOf, codeCells, isEmpty } from "../notebooks/notebook.js";
import { browserPath, chooseMenu, type Lab, openBrowser, startLab } from "./jupyterlab.js";

const NAME = "01-middle-layer";
const NOTEBOOK = `${NAME}.ipynb`;
const SAVED = read(NAME, "en");
const CODE_CELLS = codeCells(SAVED).filter((cell) => !isEmpty(cell)).length;
const CHARTS = chartsOf(SAVED).length;

const OUTPUT = inProject("test", "output"); // screenshots to look at

if (!browserPath && process.env.CI) {
  throw new Error(
    "expected Chromium for the browser tests, got none: install it or set CHROMIUM_PATH",
  );
}

describe.skipIf(!browserPath)("notebook 01 in JupyterLab, in a browser", () => {
  const state = mkdtempSync(join(tmpdir(), "middle-layer-lab-"));
  let lab: Lab;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(OUTPUT, { recursive: true });
    [lab, browser] = await Promise.all([startLab(state), openBrowser(state)]);
    // High enough for all cells: JupyterLab draws only what is in sight.
    page = await browser.newPage({ viewport: { width: 1200, height: 16000 } });
    await page.goto(lab.url(NOTEBOOK));
    await page.getByText("TypeScript (tslab) | Idle").waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
    rmSync(state, { recursive: true, force: true });
  });

  test("Run All runs every cell without an error", async () => {
    await chooseMenu(page, "Edit", "Clear Outputs of All Cells");
    await expect.poll(() => page.locator(".jp-OutputArea-output").count()).toBe(0);
    await chooseMenu(page, "Run", "Run All Cells");
    await page.getByText(`[${CODE_CELLS}]:`, { exact: true }).first().waitFor({ timeout: LIMIT });
    await expect.poll(() => page.locator(".vega-embed").count()).toBe(CHARTS);
    expect(await page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count()).toBe(0);
  });

  test("shows the article's text", async () => {
    const { stdout } = fixture<{ stdout: Record<string, string> }>("article");
    const texts = await page
      .locator('[data-mime-type="application/vnd.jupyter.stdout"]')
      .allTextContents();
    expect(texts).toContain(stdout["In[4]"]);
    expect(texts).toContain(stdout["In[6]"]);
  });

  test("draws the charts itself, in both themes", async () => {
    await page.screenshot({ path: join(OUTPUT, "light.png") });
    await chooseMenu(page, "Settings", "Theme", "JupyterLab Dark");
    await page.locator('body[data-jp-theme-light="false"]').waitFor({ state: "attached" });
    await page.locator("#jupyterlab-splash").waitFor({ state: "detached" });
    await page.screenshot({ path: join(OUTPUT, "dark.png") });
    expect(await page.locator(".vega-embed :is(canvas, svg.marks)").count()).toBe(CHARTS);
  });
});
