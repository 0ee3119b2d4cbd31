import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { inProject } from "../../scripts/lib/project.mjs";

const PLACES = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** An installed Chromium or Chrome; `CHROMIUM_PATH` names another. */
export const browserPath: string | undefined = PLACES.find((path) => path && existsSync(path));

/** Starts the browser, with its own files in the folder `state`. Of the network it needs only this machine. */
export function openBrowser(state: string): Promise<Browser> {
  const env = { ...process.env, XDG_CONFIG_HOME: state, XDG_CACHE_HOME: state } as Record<
    string,
    string
  >;
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
  ];
  return chromium.launch({ executablePath: browserPath as string, args, env });
}

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
