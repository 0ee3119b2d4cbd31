import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProject } from "../../scripts/lib/project.mjs";
import { read } from "../../scripts/lib/series.mjs";
import { type StaticServer, serveFiles } from "../../scripts/lib/static-server.mjs";
import { writeTry } from "../../scripts/try/write.mjs";
import { chartsOf } from "../notebooks/notebook.js";
import { browserPath, firefoxPath, OUTPUT, openBrowser, openFirefox } from "./browser.js";
import { type Cell, type Lab, LitePage, type Output } from "./lite.js";

const VEGA = "application/vnd.vegalite.v5+json";

const ENGLISH = readdirSync(inProject("notebooks")).filter((name) => name.endsWith(".ipynb"));
const JAPANESE = ENGLISH.map((name) => `ja/${name}`);

/**
 * Cells that show rounding errors, or trainings that grow by them: functions of Math are rounded otherwise than in
 * Node 20 in a few places in Firefox, in more in Chromium. Of these only the kinds of outputs are compared.
 */
const ROUNDED_IN_FIREFOX = ["difference-chart"]; // 02
const ROUNDED_IN_CHROMIUM = [
  ...ROUNDED_IN_FIREFOX,
  "step-size", // 03
  "frames", // 07
  "deep-run",
  "count",
  "last-bit", // 08
];

function compared({ id, outputs = [] }: Cell, rounded: string[]): object[] {
  return rounded.includes(id)
    ? outputs.map(({ output_type }) => ({ output_type }))
    : outputs.map(told);
}

/** What is compared of an output: texts and specifications, not how they are split, nor pictures. */
function told({ output_type, name, text, data }: Output): object {
  if (output_type === "stream") return { name, text: [text].flat().join("") };
  const plain = [data?.["text/plain"] as string].flat().join("");
  return { output_type, plain, chart: data?.[VEGA] };
}

function codeCells(path: string): Cell[] {
  const { cells } = JSON.parse(readFileSync(path, "utf8")) as { cells: Cell[] };
  return cells.filter(({ cell_type }) => cell_type === "code");
}

declare const jupyterapp: Lab;

/** Of a page that notes which pictures it has shown. */
interface Seen {
  seen: Set<string>;
}

const state = mkdtempSync(join(tmpdir(), "middle-layer-try-"));
let server: StaticServer;

beforeAll(async () => {
  mkdirSync(OUTPUT, { recursive: true });
  await writeTry(join(state, "site"));
  server = await serveFiles(join(state, "site"), { below: "/some/where/" });
});

afterAll(() => {
  server?.close();
  rmSync(state, { recursive: true, force: true });
});

// The code is the same in both languages: form.test.ts.
const BROWSERS = [
  {
    name: "Chromium",
    path: browserPath,
    start: openBrowser,
    notebooks: ENGLISH,
    rounded: ROUNDED_IN_CHROMIUM,
  },
  {
    name: "Firefox",
    path: firefoxPath,
    start: openFirefox,
    notebooks: JAPANESE,
    rounded: ROUNDED_IN_FIREFOX,
  },
];

for (const { name, path, start, notebooks, rounded } of BROWSERS) {
  describe.skipIf(!path)(`the notebooks in a page of ${name}`, () => {
    let browser: Browser;
    let context: BrowserContext;
    let sent: number; // how many files the server had sent to other browsers

    beforeAll(async () => {
      sent = server.sent.length;
      browser = await start(state);
      context = await browser.newContext({ viewport: { width: 1300, height: 1000 } });
    });

    afterAll(() => browser?.close());

    test.each(notebooks)("%s gives the outputs that it was committed with", async (path) => {
      const lite = await LitePage.open(context, server, path);
      const cells = await lite.runAll();
      const committed = codeCells(inProject("notebooks", path));
      const outputs = (all: Cell[]) => all.map((cell) => compared(cell, rounded));
      expect(outputs(cells)).toEqual(outputs(committed));
      await lite.page.screenshot({
        path: join(OUTPUT, `try-${name}-${path.replaceAll("/", "-")}.png`),
      });
      expect(lite.faults).toEqual([]);
      await lite.page.close();
    });

    test("a notebook is shown with the outputs that it holds before it is run", async () => {
      const lite = await LitePage.open(context, server, "02-activations.ipynb");
      const shown = lite.page.locator(".jp-OutputArea-output pre").first();
      expect(await shown.textContent()).toMatch(/^Sigmoid\n {2}y {2}\[\[0\.11920292 /);
      await lite.page.locator(".vega-embed").first().waitFor();
      await lite.page.close();
    });

    test("until its kernel is ready the pictures stand for its charts", async () => {
      const context = await browser.newContext();
      await context.addInitScript(() => {
        const seen = new Set<string>();
        Object.assign(globalThis, { seen });
        new MutationObserver(() => {
          const pictures = document.querySelectorAll(".jp-RenderedVegaCommon5 img");
          for (const picture of pictures) seen.add((picture as HTMLImageElement).alt);
        }).observe(document, { childList: true, subtree: true });
      });
      const { page } = await LitePage.open(context, server, "02-activations.ipynb");
      await page.locator(".vega-embed").first().waitFor();
      const seen = await page.evaluate(() => [...(globalThis as unknown as Seen).seen]);
      const saved = chartsOf(read("02-activations", "en")).map(({ alt }) => alt);
      expect(seen.sort()).toEqual(saved.sort());
      await context.close();
    });

    test("the settings are read once for all, and again after they were saved", async () => {
      const requests: string[] = [];
      const note = (request: Request) => {
        if (request.url().endsWith("/schemas/all.json")) requests.push(request.url());
      };
      context.on("request", note);
      const lite = await LitePage.open(context, server, "02-activations.ipynb");
      context.off("request", note);
      expect(requests.length).toBeLessThan(4); // some ask before the extension is there; without it nine
      const saved = await lite.page.evaluate(async () => {
        const { settings } = jupyterapp.serviceManager;
        const id = "@jupyterlab/notebook-extension:tracker";
        const { raw } = await settings.fetch(id);
        await settings.save(id, '{ "autoStartDefaultKernel": true }');
        const { raw: saved } = await settings.fetch(id);
        await settings.save(id, raw);
        return saved;
      });
      expect(saved).toBe('{ "autoStartDefaultKernel": true }');
      await lite.page.close();
    });

    test("a saved notebook has the pictures of its charts", async () => {
      const path = "01-middle-layer.ipynb";
      const lite = await LitePage.open(context, server, path);
      await lite.runAll();
      const charts = async (): Promise<Output[]> =>
        (await lite.saved(path)).cells
          .flatMap(({ outputs = [] }) => outputs)
          .filter(({ data }) => data?.[VEGA] !== undefined);
      await expect
        .poll(async () => (await charts()).filter(({ data }) => data?.["image/png"] === undefined))
        .toEqual([]);
      expect((await charts()).length).toBeGreaterThan(0);
      await lite.page.close();
    });

    test("opens and runs without a network after the first visit", async () => {
      const context = await browser.newContext();
      const lite = await LitePage.open(context, server, "01-middle-layer.ipynb");
      expect((await lite.run("1 + 1")).seen).toEqual([["execute_result", "2"]]);
      await context.setOffline(true);
      await lite.page.reload();
      await lite.ready();
      const { seen } = await lite.run('import { iris } from "middle-layer"; iris().x.rows');
      expect(seen).toEqual([["execute_result", "150"]]);
      await context.close();
    });

    describe("that is isolated", () => {
      let lite: LitePage;

      beforeAll(async () => {
        lite = await LitePage.open(context, server, "01-middle-layer.ipynb");
        await lite.run("let kept = 7");
      });

      afterAll(() => lite.page.close());

      test.each([
        ["a loop", "while (true) {}"],
        ["a wait", "await new Promise(() => {})"],
        ["a loop after a wait", "await null; for (;;) {}"],
        ["a loop in a function of another cell", "spin()"],
        ["a loop in a timer", "setTimeout(() => { for (;;); }); await new Promise(() => {})"],
      ])("an interrupt stops %s and keeps the variables", async (_, code) => {
        await lite.run("function spin(): void { while (kept > 0); }");
        const { status, seen } = await lite.run(`console.log("on"); ${code}`, { interrupt: 50 });
        expect([status, ...seen]).toEqual([
          "error",
          ["stream", "on\n"],
          ["error", "Interrupted: the cell was interrupted"],
        ]);
        expect((await lite.run("kept")).seen).toEqual([["execute_result", "7"]]);
      });

      test("large products have a second thread", async () => {
        const code = `import { Matrix } from "ml-matrix"; import { MiddleLayer, ReLU } from "middle-layer";
          new MiddleLayer(300, 300, ReLU).forward(Matrix.ones(300, 300)).rows`;
        await lite.run(code);
        const loaded = () =>
          server.sent.slice(sent).filter((file) => /wasm-helper\.js$/.test(file));
        await expect.poll(loaded).not.toEqual([]);
      });

      test("a prompt waits for what is typed", async () => {
        const { seen } = await lite.run('prompt("name? ")', { input: "世界 😀" });
        expect(seen).toEqual([["execute_result", "'世界 😀'"]]);
      });

      test("what is printed arrives while the cell computes", async () => {
        const { seen } = await lite.run(
          'console.log("a"); for (const end = Date.now() + 300; Date.now() < end; ); console.log("b")',
        );
        expect(seen).toEqual([
          ["stream", "a\n"],
          ["stream", "b\n"],
        ]);
      });

      test("an error is told with the cell's lines", async () => {
        await lite.run("");
        const { seen } = await lite.run(
          'function boom() {\n  throw new Error("bad");\n}\n\nboom();',
        );
        const [[, text] = ["", ""]] = seen;
        expect(text.replace(/In\[\d+\]/g, "In[n]")).toBe(
          [
            "In[n]:2:9",
            '  2 |   throw new Error("bad");',
            "    |         ^",
            "",
            "Error: bad",
            "    at boom (In[n]:2:9)",
            "    at In[n]:5:1",
          ].join("\n"),
        );
      });

      test("a function sees what a later cell assigns", async () => {
        await lite.run("let a = 1; function getA() { return a; }");
        expect((await lite.run("a = 2; getA()")).seen).toEqual([["execute_result", "2"]]);
      });

      test("files beside the notebook are imported and read, and an edit is seen", async () => {
        await lite.save(
          "own.ts",
          'import n from "./n.json";\nexport const twice: number = 2 * n.n;',
        );
        await lite.save("n.json", '{ "n": 4 }');
        await lite.save("table.csv", "a,b\n1,2\n");
        const code = 'import { twice } from "./own"; twice';
        expect((await lite.run(code)).seen).toEqual([["execute_result", "8"]]);
        await lite.save("n.json", '{ "n": 5 }');
        expect((await lite.run(code)).seen).toEqual([["execute_result", "10"]]);
        const read = 'import { readFileSync } from "node:fs"; readFileSync("table.csv", "utf8")';
        expect((await lite.run(read)).seen).toEqual([["execute_result", "'a,b\\n1,2\\n'"]]);
        expect((await lite.run('fs.writeFileSync("x", "")')).status).toBe("error");
      });

      test.each([
        ['import x from "lodash"', "but no lodash"],
        ['import x from "https://example.org/x.js"', "but no https://example.org/x.js"],
        ['await import("lod" + "ash")', "but no lodash"],
        ['import x from "./nothing"', "there is no file ./nothing beside the notebook"],
        ["process.env", "Cannot find name 'process': it is Node's, and this is a page"],
      ])("%s is refused in one line", async (code, text) => {
        const { seen } = await lite.run(code);
        expect(seen).toHaveLength(1);
        expect(seen[0]?.[1]).toContain(text);
        expect(seen[0]?.[1].match(/error TS|Error:/g)).toHaveLength(1);
      });

      test("names are completed, described, and code is known to be complete", async () => {
        await lite.run('import { random } from "middle-layer"; const 絵 = { 長さ: "😀" };');
        const code = "/* 😀 */ random.norm";
        const place = { code, cursor_pos: [...code].length };
        expect(await lite.ask("requestComplete", place)).toMatchObject({
          matches: expect.arrayContaining(["normal", "standardNormal"]),
          cursor_start: place.cursor_pos - 4,
          cursor_end: place.cursor_pos,
        });
        const { data } = await lite.ask("requestInspect", {
          ...place,
          detail_level: 0,
          code: "random.normal(",
          cursor_pos: 10,
        });
        expect((data as Record<string, string>)["text/plain"]).toContain("RandomState.normal");
        const open = await lite.ask("requestIsComplete", { code: "if (a) {" });
        expect(open).toEqual({ status: "incomplete", indent: "  " });
      });

      test("a loop that does not ask is ended with its thread, and that is said", async () => {
        const loop = 'console.log("on"); let n = 0; for (let i = 0; i < 1e15; i++) n = i;';
        const { seen } = await lite.run(loop, { interrupt: 50 });
        expect(seen.at(-1)?.[1]).toContain("all variables are lost");
        const { seen: after } = await lite.run("kept");
        expect(after[0]?.[1]).toContain("Cannot find name 'kept'");
        expect((await lite.run("let kept = 8; kept")).seen).toEqual([["execute_result", "8"]]);
      });

      test("a restart forgets everything", async () => {
        await lite.restart();
        expect((await lite.run("kept")).seen[0]?.[1]).toContain("Cannot find name 'kept'");
      });
    });

    describe("that is not isolated", () => {
      let lite: LitePage;

      beforeAll(async () => {
        const plain = await browser.newContext({ serviceWorkers: "block" });
        lite = await LitePage.open(plain, server, "01-middle-layer.ipynb");
        await lite.run("let kept = 7");
      });

      afterAll(() => lite.page.close());

      test("an interrupt stops a wait and keeps the variables", async () => {
        const { seen } = await lite.run('console.log("on"); await new Promise(() => {})', {
          interrupt: 50,
        });
        expect(seen.at(-1)?.[1]).toBe("Interrupted: the cell was interrupted");
        expect((await lite.run("kept")).seen).toEqual([["execute_result", "7"]]);
      });

      test("a prompt says what it would need", async () => {
        const { seen } = await lite.run('prompt("name? ")');
        expect(seen[0]?.[1]).toContain("prompt: expected a page that is isolated");
      });

      test("an interrupt ends a loop with its thread, and says what is lost", async () => {
        const { seen } = await lite.run('console.log("on"); while (true) {}', { interrupt: 50 });
        expect(seen.at(-1)?.[1]).toContain("all variables are lost");
        expect((await lite.run("1 + 1")).seen).toEqual([["execute_result", "2"]]);
      });
    });
  });
}
