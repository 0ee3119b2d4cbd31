import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProject } from "../../scripts/lib/project.mjs";
import { browserPath, chooseMenu, type Lab, openBrowser, startLab } from "./jupyterlab.js";

const OUTPUT = inProject("test", "output"); // screenshots to look at

describe.skipIf(!browserPath)("npm start for a reader of Japanese", () => {
  const state = mkdtempSync(join(tmpdir(), "middle-layer-lab-"));
  let lab: Lab;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(OUTPUT, { recursive: true });
    const variables = { LC_ALL: "", LANG: "ja_JP.UTF-8" };
    [lab, browser] = await Promise.all([startLab(state, variables), openBrowser(state)]);
    page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  });

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
    rmSync(state, { recursive: true, force: true });
  });

  const menus = (): Promise<string[]> => page.locator(".lm-MenuBar-itemLabel").allTextContents();

  test("opens JupyterLab in Japanese", async () => {
    await page.goto(lab.url("01-middle-layer.ipynb"));
    await page.getByText("TypeScript (tslab) | ").waitFor();
    await page.screenshot({ path: join(OUTPUT, "japanese.png") });
    expect(await menus()).toEqual(expect.arrayContaining(["ファイル", "編集", "実行"]));
  });

  test("shows the README as a page, not as a source", async () => {
    await page.goto(lab.url("README.md", "."));
    await page.locator(".jp-MarkdownViewer h1").first().waitFor();
  });

  test("leaves the choice of the menu to the reader, for good", async () => {
    await chooseMenu(page, "設定", "言語", "English - English");
    await page.getByRole("button", { name: "変更して再読込み" }).click();
    await expect.poll(menus).toEqual(expect.arrayContaining(["File", "Edit", "Run"]));
    await page.reload();
    await expect.poll(menus).toEqual(expect.arrayContaining(["File", "Edit", "Run"]));
  });
});
