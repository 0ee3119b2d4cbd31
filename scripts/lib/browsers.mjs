import { existsSync } from "node:fs";

/** @param {(string | undefined)[]} places */
const find = (...places) => places.find((path) => path && existsSync(path));

/** An installed Chromium or Chrome; `CHROMIUM_PATH` names another. */
export const chromiumPath = find(
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
