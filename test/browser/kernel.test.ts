import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { venvPython } from "../../scripts/lib/project.mjs";
import { builtKernel, TestJupyter } from "../kernel/jupyter.js";
import { browserPath, OUTPUT, openBrowser } from "./browser.js";
import { answered, chooseMenu, freePort, stop } from "./jupyterlab.js";

const CELLS = [
  "/** Adds up `numbers`. */\nfunction total(numbers: number[]): number {\n  return numbers.reduce((a, b) => a + b, 0);\n}\ntotal([1, 2, 3])",
  'console.log("日本語 🎉");\n({ a: 1, b: [1, 2] })',
  'function deep(): never {\n  throw new RangeError("too far");\n}\ndeep();',
  'const 名前: string = "a";\nlet n: number = 名前;',
  "console.log('go');\nfor (;;) { await new Promise((r) => setTimeout(r, 50)); }",
  "tot",
];

function notebook(): string {
  const cells = CELLS.map((source, i) => ({
    cell_type: "code",
    id: `cell${i}`,
    metadata: {},
    execution_count: null,
    outputs: [],
    source,
  }));
  const kernelspec = { name: "tslab", display_name: "TypeScript (tslab)", language: "typescript" };
  return JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 });
}

describe.skipIf(!browserPath)("the kernel in JupyterLab, in a browser", () => {
  const jupyter = new TestJupyter();
  let lab: ChildProcess;
  let browser: Browser;
  let page: Page;

  const cell = (index: number) => page.locator(".jp-CodeCell").nth(index);
  const status = (text: string) => page.getByText(`TypeScript (tslab) | ${text}`).waitFor();

  async function run(index: number): Promise<void> {
    await cell(index).locator(".cm-content").click();
    await page.keyboard.press("Shift+Enter");
  }

  beforeAll(async () => {
    mkdirSync(OUTPUT, { recursive: true });
    jupyter.install("tslab", builtKernel());
    writeFileSync(join(jupyter.folder, "kernel.ipynb"), notebook());
    const port = await freePort();
    const options = [
      `--port=${port}`,
      "--no-browser",
      "--allow-root",
      "--IdentityProvider.token=test",
    ];
    lab = spawn(venvPython, ["-m", "jupyter", "lab", ...options], {
      cwd: jupyter.folder,
      env: { ...jupyter.environment, JUPYTERLAB_SETTINGS_DIR: join(jupyter.folder, "settings") },
    });
    await answered(lab, `http://localhost:${port}/api?token=test`);
    browser = await openBrowser(jupyter.folder);
    page = await browser.newPage({ viewport: { width: 1200, height: 1400 } });
    await page.goto(`http://localhost:${port}/lab/tree/kernel.ipynb?token=test&reset`);
    await status("Idle");
  });

  afterAll(async () => {
    await browser?.close();
    if (lab !== undefined) await stop(lab);
    jupyter.remove();
  });

  test("Run All shows values, and stops at the error, which names the line of the cell", async () => {
    await chooseMenu(page, "Run", "Run All Cells");
    await cell(2)
      .locator(".jp-RenderedText[data-mime-type*=stderr], [data-mime-type*=error]")
      .first()
      .waitFor();
    expect(await cell(0).locator(".jp-OutputArea-executeResult").textContent()).toContain("6");
    expect(await cell(1).locator(".jp-OutputArea-output").allTextContents()).toEqual([
      "日本語 🎉\n",
      "{ a: 1, b: [ 1, 2 ] }",
    ]);
    const error = await cell(2).locator(".jp-OutputArea-output").textContent();
    expect(error).toContain("RangeError: too far\n    at deep (In[3]:2:9)\n    at In[3]:4:1");
    expect(await cell(3).locator(".jp-OutputArea-output").count()).toBe(0);
    await status("Idle");
    await page.screenshot({ path: join(OUTPUT, "kernel-run-all.png") });
  });

  test("a type error has its line and a caret", async () => {
    await run(3);
    const output = cell(3).locator(".jp-OutputArea-output");
    await output.waitFor();
    expect(await output.textContent()).toContain("In[4]:2:5 - error TS2322");
    await page.screenshot({ path: join(OUTPUT, "kernel-type-error.png") });
  });

  test("the interrupt button stops a loop of awaits", async () => {
    await run(4);
    await cell(4).getByText("go").last().waitFor();
    await status("Busy");
    await page.getByRole("button", { name: /Interrupt the kernel/ }).click();
    await cell(4).getByText("Interrupted: the cell was interrupted").waitFor();
    await status("Idle");
    await page.screenshot({ path: join(OUTPUT, "kernel-interrupt.png") });
  });

  test("Tab completes, Shift-Tab shows types and documentation", async () => {
    await cell(5).locator(".cm-content").click();
    await page.keyboard.press("End");
    await page.keyboard.press("Tab");
    await page.locator(".jp-Completer").getByText("total").first().waitFor();
    await page.screenshot({ path: join(OUTPUT, "kernel-completion.png") });
    await page.keyboard.press("Enter");
    await cell(5).locator(".cm-content").getByText("total").waitFor();
    await page.keyboard.type("([1, 2]");
    await page.keyboard.press("Shift+Tab");
    const tooltip = page.locator(".jp-Tooltip");
    await tooltip.getByText("Adds up").waitFor();
    expect(await tooltip.textContent()).toContain("function total(numbers: number[]): number");
    await page.screenshot({ path: join(OUTPUT, "kernel-shift-tab.png") });
    await page.keyboard.press("Escape");
  });

  test("the restart button gives a fresh kernel", async () => {
    await page.getByRole("button", { name: "Restart the kernel", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Confirm Kernel Restart" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await status("Idle");
    await run(1);
    const prompt = cell(1).locator(".jp-InputPrompt");
    await expect.poll(() => prompt.textContent()).toBe("[1]:");
    await page.screenshot({ path: join(OUTPUT, "kernel-restart.png") });
  });
});
