import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProject, root } from "../../scripts/lib/project.mjs";
import { LIMIT } from "../limits.js";
import { browserPath, command, type Lab, openBrowser, startLab } from "./jupyterlab.js";

const NOTEBOOKS = readdirSync(inProject("notebooks"), { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".ipynb") && !name.includes(".ipynb_checkpoints"));

/** How long JupyterLab is given to find something to change: it does so when the kernel answers. */
const PATIENCE = 3000;

describe.skipIf(!browserPath)("JupyterLab changes nothing in a notebook", () => {
  const state = mkdtempSync(join(tmpdir(), "middle-layer-lab-"));
  let folder: string; // in the project, where the notebooks find the package
  let lab: Lab;
  let browser: Browser;

  beforeAll(async () => {
    mkdirSync(inProject("test", "output"), { recursive: true });
    folder = mkdtempSync(inProject("test", "output", "unchanged-"));
    cpSync(inProject("notebooks"), folder, { recursive: true });
    [lab, browser] = await Promise.all([startLab(state), openBrowser(state)]);
  });

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
    rmSync(state, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(name: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    page.setDefaultTimeout(LIMIT);
    await page.goto(lab.url(name, relative(root, folder).replaceAll("\\", "/")));
    await page.getByText("TypeScript (tslab) | Idle").waitFor();
    return page;
  }

  const isModified = async (page: Page): Promise<boolean> =>
    (await page.locator(".lm-TabBar-tab.jp-mod-dirty").count()) > 0;

  test.each(NOTEBOOKS)("by opening it, nor by Run All and Save: %s", async (name) => {
    const file = join(folder, name);
    const before = statSync(file).mtimeMs;
    const page = await open(name);
    await page.waitForTimeout(PATIENCE);
    expect(await isModified(page)).toBe(false);
    await command(page, "editmenu:clear-all");
    await expect.poll(() => isModified(page)).toBe(true);
    await command(page, "runmenu:run-all");
    await command(page, "docmanager:save");
    expect(statSync(file).mtimeMs).toBeGreaterThan(before);
    const [saved, committed] = [file, inProject("notebooks", name)].map((path) =>
      readFileSync(path),
    );
    // As texts the difference would be shown, megabytes of it.
    expect(saved.equals(committed)).toBe(true);
    await page.close();
  });
});
