import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { browserPath, OUTPUT } from "./browser.js";
import { chooseMenu, setUpLab } from "./jupyterlab.js";

describe.skipIf(!browserPath)("npm start for a reader of Japanese", () => {
  const lab = setUpLab({ width: 1200, height: 900 }, { LC_ALL: "", LANG: "ja_JP.UTF-8" });
  let page: Page;

  beforeAll(async () => {
    page = await lab.newPage();
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
