import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProject } from "../../scripts/lib/project.mjs";
import { type StaticServer, serveFiles } from "../../scripts/lib/static-server.mjs";
import { writeTry } from "../../scripts/try/write.mjs";
import { browserPath, openBrowser } from "./browser.js";
import { LitePage } from "./lite.js";

/** What the table of docs/kernel.md says of the kernel in a page. */
const TOLD = new Map(
  readFileSync(inProject("docs", "kernel.md"), "utf8")
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter((cells) => cells.length === 8 && /^(\*\*no\*\*|yes|–)$/.test(cells[5] ?? ""))
    .map(([, title = "", , , answer = ""]) => [title, answer]),
);

/** What a page does not have: other threads' channels, processes. */
const NOWHERE = undefined;

type Probe = (lite: LitePage) => Promise<boolean>;

const printed = async (lite: LitePage, code: string): Promise<string> =>
  (await lite.run(code)).seen.map(([, text]) => text).join("");

const survives = async (lite: LitePage, code: string): Promise<boolean> => {
  await lite.run("let alive = 1");
  await lite.run(`console.log("go"); ${code}`, { interrupt: 100 });
  return (await printed(lite, "alive")) === "1";
};

/** A probe of test/kernel/compare.py for each row of the table. */
const PROBES: Record<string, Probe | undefined> = {
  "the last value of a cell is its result, told before the cell is done": async (lite) =>
    (await printed(lite, "6 * 7")) === "42",
  "an error is an `error` output with name, message and traceback": async (lite) => {
    const { status, seen } = await lite.run('throw new RangeError("far")');
    return status === "error" && seen[0]?.[0] === "error" && seen[0][1].includes("RangeError: far");
  },
  "a run-time error names the line of the cell": async (lite) =>
    (
      await printed(lite, "interface A { a: 1 }\n\nconst f = () => { throw new Error('x') };\nf();")
    ).includes(":3:"),
  "50,000 lines of output arrive whole, before the cell is done": async (lite) =>
    (await printed(lite, "for (let i = 0; i < 50_000; i++) console.log(String(i))")) ===
    Array.from({ length: 50_000 }, (_, i) => `${i}\n`).join(""),
  "late output of a timer goes to the cell that started it": async (lite) => {
    const first = lite.run('setTimeout(() => console.log("late"), 400); undefined', { late: 800 });
    const other = lite.run("1; undefined", { late: 800 });
    return (await first).seen.length === 1 && (await other).seen.length === 0;
  },
  "interrupt stops an endless loop": (lite) => survives(lite, "while (true) {}"),
  "interrupt stops an endless loop after an await": (lite) =>
    survives(lite, "await 0; while (true) {}"),
  "interrupt stops a loop of awaits for good": async (lite) => {
    const loop =
      "globalThis.n = 0; for (;;) { await new Promise((r) => setTimeout(r, 5)); globalThis.n++ }";
    const isAlive = await survives(lite, loop);
    const count = () => printed(lite, "console.log((globalThis as any).n)");
    const before = await count();
    await lite.run("await new Promise((r) => setTimeout(r, 300))");
    return isAlive && (await count()) === before;
  },
  "heartbeat answers while a cell computes": NOWHERE,
  "kernel_info answers while a cell computes (control channel)": NOWHERE,
  "cells queued behind an error are aborted": async (lite) => {
    const first = lite.run('await null; throw new Error("x")', { stopOnError: true });
    lite.run("globalThis.queued = true").catch(() => {}); // JupyterLite answers nothing
    const { status } = await first;
    return status === "error" && (await printed(lite, '"queued" in globalThis')) === "false";
  },
  "the reader can be asked for input": async (lite) =>
    (await lite.run('prompt("Name?")', { input: "x" })).seen[0]?.[1] === "'x'",
  "history is answered (tail)": async (lite) => {
    for (const code of ["11 + 1", "12 + 1"]) await lite.run(code);
    const request = { output: false, raw: true, hist_access_type: "tail", n: 5 };
    const { history } = await lite.ask("requestHistory", request);
    return (history as unknown[][]).some(([, , code]) => code === "11 + 1");
  },
  "completion is right after an emoji": async (lite) => {
    const code = 'const s = "🎉🎉"; Math.flo';
    const reply = await lite.ask("requestComplete", { code, cursor_pos: [...code].length });
    return String(reply.matches).includes("floor") && reply.cursor_end === [...code].length;
  },
  "documentation of a function is given on Shift-Tab": async (lite) => {
    await lite.run("/** Twice. */\nfunction twice(x: number) { return 2 * x }");
    const place = { code: "twice", cursor_pos: 5, detail_level: 0 };
    return JSON.stringify(await lite.ask("requestInspect", place)).includes("Twice.");
  },
  "a wrong type is found before the cell runs": async (lite) => {
    const { status, seen } = await lite.run('console.log("ran"); let n: number = "a"');
    return status === "error" && seen.length === 1 && seen[0]?.[1].includes("number") === true;
  },
  "a function sees what a later cell assigns to its variable": async (lite) => {
    await lite.run("let rate = 0.5; function half(x: number) { return x * rate }");
    await lite.run("rate = 2; undefined");
    return (await printed(lite, "half(10)")) === "20";
  },
  "a redeclared name is the same variable for earlier functions": async (lite) => {
    await lite.run("let size = 1; const get = () => size");
    await lite.run("let size = 2");
    return (await printed(lite, "get()")) === "2";
  },
  "await in any place of an expression": async (lite) =>
    (await printed(
      lite,
      "const { a } = await (await (async () => ({ json: async () => ({ a: 5 }) }))()).json(); a",
    )) === "5",
  "a cell that fails keeps what it had declared by then": async (lite) => {
    await lite.run("let kept = 7; throw new Error('x')");
    return (await printed(lite, "kept + 1")) === "8";
  },
  "a union narrows on a boolean": async (lite) =>
    (await printed(
      lite,
      "type R = { ok: true; v: number } | { ok: false; e: string }; const r = { ok: false, e: 'no' } as R; r.ok ? r.v : r.e",
    )) === "'no'",
  "a value that may be undefined is warned of before it fails": async (lite) => {
    const { status, seen } = await lite.run("new Map([['a', 1]]).get('a').toFixed(1)");
    return status === "ok" && seen[0]?.[1].includes("undefined") === true;
  },
  "what only a browser has is an error before the cell runs": async (lite) => {
    const { status, seen } = await lite.run('console.log("ran"); document.title');
    return status === "error" && seen.length === 1;
  },
  "output of child processes with inherited streams arrives in the cell": NOWHERE,
  "reading the standard input never hangs: it asks, or says what to do": async (lite) =>
    ["ok", "error"].includes(
      (await lite.run('import { readFileSync } from "node:fs"; readFileSync(0 as never)')).status,
    ),
  "an edit of a module beside the notebook is seen at the next import": async (lite) => {
    for (const value of [1, 2]) {
      await lite.save("edited.ts", `export const value: number = ${value};`);
      const code = `const m${value} = await import("./edited"); m${value}.value`;
      if ((await printed(lite, code)) !== `${value}`) return false;
    }
    return true;
  },
  "a JSON file can be imported": async (lite) => {
    await lite.save("data.json", '{"x": 3}');
    return (
      (await printed(lite, 'import data from "./data.json" with { type: "json" }; data.x')) === "3"
    );
  },
  "own properties of an error are shown": async (lite) =>
    (await printed(lite, "throw Object.assign(new Error('x'), { status: 404 })")).includes("404"),
  "completions of an imported module tell classes from functions": async (lite) => {
    await lite.run('import * as ml from "ml-matrix"');
    const { metadata } = await lite.ask("requestComplete", { code: "ml.", cursor_pos: 3 });
    const found = JSON.stringify(metadata);
    return /"text":"Matrix","type":"class"/.test(found) && /"solve","type":"function"/.test(found);
  },
  "a cell cannot end the kernel by exit": async (lite) => {
    await lite.run("let here = 1");
    for (const end of ["process.exit(1)", "close()", "postMessage({})", "onmessage = null"])
      await lite.run(`(globalThis as any).${end}`);
    return (await printed(lite, "here")) === "1";
  },
  "an unhandled rejection does not end the kernel": async (lite) => {
    await lite.run("Promise.reject(new Error('x')); undefined", { late: 300 });
    return (await printed(lite, "1")) === "1";
  },
  "ends with its parent, also when that is killed": NOWHERE,
  "a live timer does not hold up a shutdown": async (lite) => {
    await lite.run("setInterval(() => {}, 10); undefined");
    const before = lite.page.workers().length;
    await lite.shutdown();
    await expect.poll(() => lite.page.workers().length).toBeLessThan(before);
    return true;
  },
};

test("each row of the table has a probe", () => {
  expect(Object.keys(PROBES)).toEqual([...TOLD.keys()]);
});

describe.skipIf(!browserPath)("the kernel in a page, as the table says", () => {
  const state = mkdtempSync(join(tmpdir(), "middle-layer-probes-"));
  let server: StaticServer;
  let browser: Browser;
  let lite: LitePage;

  beforeAll(async () => {
    await writeTry(join(state, "site"));
    [server, browser] = await Promise.all([serveFiles(join(state, "site")), openBrowser(state)]);
    lite = await LitePage.open(await browser.newContext(), server, "01-middle-layer.ipynb");
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(state, { recursive: true, force: true });
  });

  test.each(Object.entries(PROBES))("%s", async (title, probe) => {
    const answer = probe === NOWHERE ? "–" : (await probe(lite)) ? "yes" : "**no**";
    expect(answer).toBe(TOLD.get(title));
  });
});
