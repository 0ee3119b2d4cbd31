import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { chromiumPath } from "../lib/browsers.mjs";
import { Failure } from "../lib/failure.mjs";
import { inProject } from "../lib/project.mjs";
import { quantile } from "../lib/quantile.mjs";
import { runMain } from "../lib/run.mjs";
import { serveFiles } from "../lib/static-server.mjs";

// Prints how long the pages take that `npm run site` has written into site/, or into the folder that is
// named first, in Chromium; with another argument, so many rounds.

/** A training of 30 epochs of the digits; how many milliseconds it takes. */
const DIGITS = `
import { Adam, Dropout, MiddleLayer, Network, OutputLayer, RandomState, ReLU, Softmax, digits } from "middle-layer";
const { x, labels } = digits();
const random = new RandomState(0);
const net = new Network([new MiddleLayer(64, 32, ReLU, { random }), new OutputLayer(32, 10, Softmax, { random })], { optimiser: new Adam(0.01), random });
const start = performance.now();
net.fit(x.clone().div(16), labels, { epochs: 30, batchSize: 32 });
console.log(performance.now() - start);
`;

const NOTEBOOK = "try/notebooks/index.html?path=06-digits.ipynb";

/** @typedef {import("playwright-core").Page} Page */

await runMain(async () => {
  const [folder = inProject("site"), rounds = "5"] = process.argv.slice(2);
  if (!chromiumPath) throw new Failure("CHROMIUM_PATH: expected Chromium, found none");
  /** @type {Record<string, number[]>} */
  const figures = {};
  const note = (/** @type {string} */ what, /** @type {number} */ value) => {
    figures[what] ??= [];
    figures[what].push(value);
  };
  for (let round = 0; round < Number(rounds); round++) {
    const server = await serveFiles(folder);
    // A reader's browser keeps what it has loaded, and the code that it has made of it.
    const profile = mkdtempSync(join(tmpdir(), "middle-layer-times-"));
    const options = { executablePath: chromiumPath, args: ["--no-sandbox"] };
    const reader = await chromium.launchPersistentContext(profile, options);
    await visits(reader, server, note);
    await reader.close();
    rmSync(profile, { recursive: true, force: true });
    const browser = await chromium.launch(options);
    await ownPage(await browser.newPage(), server, note);
    await browser.close();
    server.close();
    const wasm = { ...process.env, MIDDLE_LAYER_LINALG: "wasm" };
    const node = ["--input-type=module", "-e", DIGITS];
    const surroundings = /** @type {const} */ ({ encoding: "utf8", env: wasm, cwd: inProject() });
    const printed = execFileSync(process.execPath, node, surroundings);
    note("digits in Node, WebAssembly, ms", Number(printed));
  }
  console.log(`| of ${rounds} rounds | least | median | most |\n|---|--:|--:|--:|`);
  for (const [what, values] of Object.entries(figures)) {
    const [least, middle, most] = [0, 0.5, 1].map((part) =>
      Math.round(quantile(values, part)).toLocaleString("en"),
    );
    console.log(`| ${what} | ${least} | ${middle} | ${most} |`);
  }
  return 0;
});

/** Has a page note when it first shows an output of a notebook. */
function noteShown() {
  const page = /** @type {any} */ (globalThis);
  const look = () => {
    const isThere = document.querySelector(".jp-OutputArea-output pre") !== null;
    requestAnimationFrame(isThere ? () => (page.shownAt = Date.now()) : look);
  };
  look();
}

/**
 * The first visit of a notebook and three later ones.
 *
 * @param {import("playwright-core").BrowserContext} context
 * @param {import("../lib/static-server.mjs").StaticServer} server
 * @param {(what: string, value: number) => void} note
 */
async function visits(context, server, note) {
  for (const visit of ["first", "later", "later", "later"]) {
    const page = await context.newPage();
    await page.addInitScript(noteShown);
    const start = Date.now();
    await page.goto(server.url + NOTEBOOK);
    await page.locator(".jp-OutputArea-output pre").first().waitFor({ timeout: 120_000 });
    await run(page, "1 + 1");
    note(`${visit} visit, first output, ms`, Date.now() - start);
    const shownAt = await page.evaluate(() => /** @type {any} */ (globalThis).shownAt);
    note(`${visit} visit, notebook shown, ms`, shownAt - start);
    if (visit === "first") note("first visit, kB by gzip", zipped(server.sent));
    for (let i = 0; i < 20; i++) {
      const before = performance.now();
      await run(page, `${i} + 1`);
      if (i >= 5) note("a later cell, ms", performance.now() - before);
    }
    note(`${visit} visit, digits, ms`, Number(await run(page, DIGITS)));
    await page.close();
  }
}

/**
 * A cell of a page of the series.
 *
 * @param {Page} page
 * @param {import("../lib/static-server.mjs").StaticServer} server
 * @param {(what: string, value: number) => void} note
 */
async function ownPage(page, server, note) {
  await page.goto(`${server.url}04-network.html`);
  await page.evaluate(() => document.querySelector("#line")?.scrollIntoView());
  await page.locator("#line svg").waitFor();
  const sent = server.sent.length;
  const start = performance.now();
  await page.locator("#xor-count button.run").click();
  await page.waitForFunction(() => document.querySelector("[aria-busy]") === null);
  note("a page's own cell, with the three above, ms from the press", performance.now() - start);
  note("what it loads, kB by gzip", zipped(server.sent.slice(sent)));
}

/** Runs code by the notebook's kernel; returns what it prints. @param {Page} page @param {string} code @returns {Promise<string>} */
function run(page, code) {
  return page.evaluate(async (code) => {
    const app = /** @type {any} */ (globalThis);
    const kernel = () => app.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
    while (kernel()?.status !== "idle") await new Promise((done) => setTimeout(done, 5));
    const future = kernel().requestExecute({ code });
    let text = "";
    future.onIOPub = (/** @type {any} */ { content }) => {
      text += content.text ?? content.traceback?.join("\n") ?? content.data?.["text/plain"] ?? "";
    };
    await future.done;
    return text;
  }, code);
}

/** How many kB files are by gzip. @param {string[]} files */
function zipped(files) {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1000;
}
