import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ISOLATION, serveFiles } from "../../scripts/lib/static-server.mjs";
import { browserPath, openBrowser } from "../browser/browser.js";
import { BUNDLERS } from "./bundlers.mjs";
import { Consumer } from "./consumer.js";

const LIMIT = 600_000;

/** The bundlers that take the script of a worker along; the others leave its address as it is. */
const TAKE_WORKERS = ["vite", "webpack"];

/** What `page.js` finds. */
interface Result {
  readonly w: string;
  readonly yOut: string;
  readonly isMatrix: boolean;
  readonly backend: string;
  readonly skipped: string[];
  readonly isolated: boolean;
  readonly w2: number[];
  readonly canvases: number;
  readonly types: string[];
}

const source = (name: string): string => readFileSync(join(import.meta.dirname, name), "utf8");

let project: Consumer;
let state: string;
let browser: Browser | undefined;

beforeAll(async () => {
  project = new Consumer();
  project.link("vega", "vega-lite", "vega-embed");
  project.write("package.json", JSON.stringify({ type: "module", sideEffects: true }));
  for (const name of ["page.js", "layer.js"]) project.write(name, source(name));
  state = mkdtempSync(join(tmpdir(), "middle-layer-browser-"));
  if (browserPath) browser = await openBrowser(state);
}, LIMIT);

afterAll(async () => {
  await browser?.close();
  project.remove();
  rmSync(state, { recursive: true, force: true });
});

describe.each(Object.entries(BUNDLERS))("%s", (name, bundle) => {
  test("takes of the package what is used", { timeout: LIMIT }, async () => {
    const folder = join(project.folder, `${name}-layer`);
    expect(await bundle(join(project.folder, "layer.js"), folder)).toEqual([]);
    const code = readFileSync(join(folder, "bundle.js"));
    expect(code.includes("WebAssembly")).toBe(true);
    for (const unused of ["Scaler", "vega-lite", "penguin", "Unable to auto-detect delimiting"]) {
      expect(code.includes(unused), unused).toBe(false);
    }
    // Rollup does not minify.
    if (name !== "rollup") expect(code.length).toBeLessThan(130_000);
    if (name !== "rollup") expect(gzipSync(code).length).toBeLessThan(40_000);
  });

  test.skipIf(!browserPath)(
    "makes a page that works, isolated or not",
    {
      timeout: LIMIT,
    },
    async () => {
      const folder = join(project.folder, `${name}-page`);
      mkdirSync(folder);
      const complaints = await bundle(join(project.folder, "page.js"), folder);
      expect(complaints.filter((text) => !text.includes("node_modules/vega-"))).toEqual([]);
      writeFileSync(
        join(folder, "index.html"),
        '<!doctype html><link rel="icon" href="data:,"><body><script type="module" src="bundle.js"></script>',
      );
      const server = await serveFiles(folder);
      const strict = await serveFiles(folder, { headers: () => ISOLATION });
      try {
        const [plain, isolated] = [await visit(server.url), await visit(strict.url)];
        expect(plain.problems).toEqual([]);
        expect(plain.result).toMatchObject({
          w: "[[ 0.08747274 -0.01430365 -0.02422826]\n [-0.13266593 -0.00041423 -0.01598157]\n [-0.02683147  0.01577013  0.02105254]]",
          yOut: "[[0.55220471 0.39775986 0.49302505]\n [0.53405061 0.43003027 0.49579003]]",
          isMatrix: true,
          backend: "wasm",
          skipped: ["blas: no library found"],
          isolated: false,
          canvases: 2,
          types: ["application/vnd.vegalite.v5+json", "text/plain"],
        });
        expect(plain.workers).toBe(0);
        expect(isolated.result).toEqual({ ...plain.result, isolated: true });
        expect(isolated.workers).toBe(TAKE_WORKERS.includes(name) ? 1 : 0);
        expect(isolated.problems).toEqual([]);
      } finally {
        server.close();
        strict.close();
      }
    },
  );
});

/** What the page at `url` finds, the threads that it has then, and what the browser complains of. */
async function visit(
  url: string,
): Promise<{ result: Result; workers: number; problems: string[] }> {
  const page = await (browser as Browser).newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  try {
    await page.goto(`${url}index.html`);
    await page.waitForFunction("globalThis.result !== undefined", undefined, { timeout: LIMIT });
    const result = await page.evaluate("globalThis.result");
    return { result: result as Result, workers: page.workers().length, problems };
  } finally {
    await page.close();
  }
}
