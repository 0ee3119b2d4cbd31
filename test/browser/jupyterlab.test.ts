import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { read } from "../../scripts/lib/series.mjs";
import { fixture } from "../fixtures.js";
import { LIMIT } from "../limits.js";
import { chartsOf, codeCells, isEmpty } from "../notebooks/notebook.js";
import { browserPath, OUTPUT } from "./browser.js";
import { chooseMenu, HIGH, openNotebook, setUpLab } from "./jupyterlab.js";

const NAME = "01-middle-layer";
const NOTEBOOK = `${NAME}.ipynb`;
const SAVED = read(NAME, "en");
const CODE_CELLS = codeCells(SAVED).filter((cell) => !isEmpty(cell)).length;
const CHARTS = chartsOf(SAVED).length;

if (!browserPath && process.env.CI) {
  throw new Error(
    "expected Chromium for the browser tests, got none: install it or set CHROMIUM_PATH",
  );
}

describe.skipIf(!browserPath)("notebook 01 in JupyterLab, in a browser", () => {
  const lab = setUpLab(HIGH);
  let page: Page;

  beforeAll(async () => {
    page = await lab.newPage();
    await openNotebook(page, lab, NOTEBOOK);
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
