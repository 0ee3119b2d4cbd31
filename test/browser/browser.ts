import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { inProject } from "../../scripts/lib/project.mjs";

/** A folder for screenshots to look at. */
export const OUTPUT = inProject("test", "output");

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
