import { type Browser, chromium, firefox } from "playwright-core";
import { chromiumPath, firefoxPath } from "../../scripts/lib/browsers.mjs";
import { inProject } from "../../scripts/lib/project.mjs";

/** A folder for screenshots to look at. */
export const OUTPUT = inProject("test", "output");

export { chromiumPath as browserPath, firefoxPath };

/** Starts Chromium, with its own files in the folder `state`. Of the network it needs only this machine. */
export function openBrowser(state: string): Promise<Browser> {
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
  ];
  return chromium.launch({ executablePath: chromiumPath as string, args, env: ownHome(state) });
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
