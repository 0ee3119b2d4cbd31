import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProject } from "../../scripts/lib/project.mjs";
import { LIMIT } from "../limits.js";
import { browserPath, chooseMenu, type Lab, openBrowser, startLab } from "./jupyterlab.js";

const OUTPUT = inProject("test", "output"); // screenshots to look at

describe.skipIf(!browserPath)("the notebooks that train, in JupyterLab", () => {
  const state = mkdtempSync(join(tmpdir(), "middle-layer-lab-"));
  let lab: Lab;
  let browser: Browser;

  beforeAll(async () => {
    mkdirSync(OUTPUT, { recursive: true });
    [lab, browser] = await Promise.all([startLab(state), openBrowser(state)]);
  });

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
    rmSync(state, { recursive: true, force: true });
  });

  async function open(name: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1200, height: 8000 } });
    await page.goto(lab.url(name));
    await page.getByText("TypeScript (tslab) | Idle").waitFor();
    return page;
  }

  test("a slider goes through the epochs of a boundary in a saved notebook that was not run", async () => {
    const page = await open("04-network.ipynb");
    const chart = page.locator(".vega-embed", { has: page.locator("input[type=range]") });
    await chart.scrollIntoViewIfNeeded();
    const slider = chart.locator("input[type=range]");
    expect(await slider.inputValue()).toBe(await slider.getAttribute("max"));
    const last = await chart.screenshot({ path: join(OUTPUT, "boundary-last.png") });
    await slider.focus();
    await slider.press("Home");
    await expect.poll(() => slider.inputValue()).toBe(await slider.getAttribute("min"));
    await expect.poll(async () => last.equals(await chart.screenshot())).toBe(false);
    await chart.screenshot({ path: join(OUTPUT, "boundary-first.png") });
    expect(await chart.textContent()).toContain("epoch");
    await page.close();
  });

  test("Run All of the digits shows the training in one chart, and runs to the end", async () => {
    const page = await open("06-digits.ipynb");
    await chooseMenu(page, "Edit", "Clear Outputs of All Cells");
    await expect.poll(() => page.locator(".jp-OutputArea-output").count()).toBe(0);
    await chooseMenu(page, "Run", "Run All Cells");
    await page.getByText("[9]:", { exact: true }).first().waitFor({ timeout: LIMIT });
    await expect.poll(() => page.locator(".vega-embed").count()).toBe(5);
    expect(await page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count()).toBe(0);
    await page.screenshot({ path: join(OUTPUT, "digits.png") });
    await page.close();
  });
});
