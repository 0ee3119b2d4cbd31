import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { inProject } from "../../scripts/lib/project.mjs";
import { OUTPUT, openBrowser } from "./browser.js";

/**
 * JupyterLab and a window of a browser for the tests of a block: started before them, ended after.
 * `variables`: see {@link startLab}.
 */
export function setUpLab(
  viewport: { width: number; height: number },
  variables: NodeJS.ProcessEnv = {},
): LabInBrowser {
  let state = "";
  let lab: Lab | undefined;
  let browser: Browser | undefined;
  let context: BrowserContext | undefined;

  beforeAll(async () => {
    state = mkdtempSync(join(tmpdir(), "middle-layer-lab-"));
    mkdirSync(OUTPUT, { recursive: true });
    [lab, browser] = await Promise.all([startLab(state, variables), openBrowser(state)]);
    context = await browser.newContext({ viewport });
  });

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
    rmSync(state, { recursive: true, force: true });
  });

  return {
    url: (name, folder) => (lab as Lab).url(name, folder),
    newPage: () => (context as BrowserContext).newPage(),
  };
}

export interface LabInBrowser extends Pick<Lab, "url"> {
  newPage(): Promise<Page>;
}

/** Opens a notebook of a folder of the project, and waits for its kernel. */
export async function openNotebook(
  page: Page,
  lab: LabInBrowser,
  name: string,
  folder?: string,
): Promise<void> {
  await page.goto(lab.url(name, folder));
  await page.getByText("TypeScript (tslab) | Idle").waitFor();
}

/** High enough for all cells of a notebook: JupyterLab draws only what is in sight. */
export const HIGH = { width: 1200, height: 16_000 };

/** JupyterLab as `npm start` starts it. */
export interface Lab {
  /** The address of a notebook in it, or of another file in a folder of the project. */
  url(name: string, folder?: string): string;
  stop(): Promise<void>;
}

/**
 * Runs `npm start`, with JupyterLab's own settings in the folder `state`, until it answers. What
 * `variables` say of the reader's language counts.
 */
export async function startLab(state: string, variables: NodeJS.ProcessEnv = {}): Promise<Lab> {
  // What the test runs is not to change the notebook in the project.
  mkdirSync(join(state, "@jupyterlab", "docmanager-extension"), { recursive: true });
  const settings = join(state, "@jupyterlab", "docmanager-extension", "plugin.jupyterlab-settings");
  writeFileSync(settings, JSON.stringify({ autosave: false }));
  const port = await freePort();
  const token = "test";
  const args = [
    "--no-browser",
    `--port=${port}`,
    `--IdentityProvider.token=${token}`,
    `--LabApp.user_settings_dir=${state}`,
    `--LabApp.workspaces_dir=${state}`,
    "--LabApp.expose_app_in_browser=True", // for `command`, below
  ];
  const env = { ...process.env, LANGUAGE: "", LC_ALL: "C", ...variables };
  const lab = spawn(process.execPath, [inProject("scripts", "start.mjs"), ...args], { env });
  await answered(lab, `http://localhost:${port}/api?token=${token}`);
  return {
    url: (name, folder = "notebooks") =>
      `http://localhost:${port}/lab/tree/${folder}/${name}?token=${token}&reset`,
    stop: () => stop(lab),
  };
}

export async function answered(lab: ChildProcess, url: string): Promise<void> {
  let output = "";
  lab.stdout?.on("data", (data) => (output += data));
  lab.stderr?.on("data", (data) => (output += data));
  while (lab.exitCode === null) {
    if (
      await fetch(url).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await stop(lab);
  throw new Error(`npm start: expected JupyterLab to answer, got\n${output}`);
}

export async function stop(lab: ChildProcess): Promise<void> {
  if (lab.exitCode !== null) return;
  const ended = new Promise((resolve) => lab.once("exit", resolve));
  lab.kill("SIGTERM");
  await ended;
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "localhost", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Chooses an entry of a menu, and of its submenu. */
export async function chooseMenu(page: Page, ...path: string[]): Promise<void> {
  for (const [depth, name] of path.entries()) {
    const place = depth === 0 ? ".lm-MenuBar-itemLabel" : ".lm-Menu-itemLabel";
    const entry = page.locator(place).getByText(name, { exact: true });
    if (depth > 0 && depth < path.length - 1) await entry.hover();
    else await entry.click();
  }
}

/** Runs a command of JupyterLab, by its name, to its end. */
export function command(page: Page, name: string): Promise<unknown> {
  interface Exposed {
    jupyterapp: { commands: { execute(name: string): Promise<unknown> } };
  }
  return page.evaluate(async (name) => {
    await (globalThis as unknown as Exposed).jupyterapp.commands.execute(name);
  }, name);
}
