import { existsSync } from "node:fs";
import { type Browser, chromium, firefox } from "playwright-core";
import { inProject } from "../../scripts/lib/project.mjs";

/** A folder for screenshots to look at. */
export const OUTPUT = inProject("test", "output");

const find = (...places: (string | undefined)[]): string | undefined =>
  places.find((path) => path && existsSync(path));

/** An installed Chromium or Chrome; `CHROMIUM_PATH` names another. */
export const browserPath = find(
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
);

/** An installed Firefox; `FIREFOX_PATH` names another. */
export const firefoxPath = find(
  process.env.FIREFOX_PATH,
  "/usr/bin/firefox",
  "/usr/bin/firefox-esr",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
  "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
);

/** Starts Chromium, with its own files in the folder `state`. Of the network it needs only this machine. */
export function openBrowser(state: string): Promise<Browser> {
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
  ];
  return chromium.launch({ executablePath: browserPath as string, args, env: ownHome(state) });
}

/** Starts Firefox as it is installed, by WebDriver BiDi. */
export function openFirefox(state: string): Promise<Browser> {
  const options = { executablePath: firefoxPath as string, env: ownHome(state) };
  return firefox.launch({ ...options, channel: "moz-firefox" });
}

function ownHome(state: string): Record<string, string> {
  const env = { ...process.env, XDG_CONFIG_HOME: state, XDG_CACHE_HOME: state };
  return env as Record<string, string>;
}
