import { runInThisContext } from "node:vm";
import * as typescript from "typescript";
import { describe, expect, it } from "vitest";
import { inProject } from "../../scripts/lib/project.mjs";
import { Cells } from "../../src/cells/cells.js";
import { checkCompiler } from "../../src/cells/compiler.js";
import { Scope } from "../../src/cells/scope.js";
import { disk } from "../../src/kernel/disk.js";

const cells = new Cells(checkCompiler(typescript), disk, {
  cwd: inProject("notebooks"),
  library: inProject("node_modules", "typescript", "lib"),
  platform: inProject("node_modules", "@types", "node", "index.d.ts"),
  packages: new Map(),
  strict: false,
  provided: "",
  globals: [],
  modules: [],
  loopsAsk: true,
});

/** Runs a cell in which each question of a loop stops it after `allowed` of them; what it returns, and how often it was asked. */
async function run(code: string, allowed: number): Promise<{ value: unknown; asked: number }> {
  const compiled = cells.compile(code);
  if ("problems" in compiled) throw new Error(compiled.problems[0]?.message);
  const scope = new Scope();
  let asked = 0;
  const turn = (): number => {
    asked += 1;
    if (asked > allowed) throw new Error("stopped");
    return 9;
  };
  const runtime = {
    turn,
    caught: (error: unknown) => error,
    mark: () => undefined,
    settle: async (value: unknown) => value,
    resume: (_: unknown, value: unknown) => value,
    iterate: (items: unknown) => items,
    declare: (values: object) => scope.declare(values),
    hoist: (...names: string[]) => scope.hoist(...names),
  };
  try {
    const result = await runInThisContext(compiled.code)(runtime);
    return { value: result?.[0], asked };
  } finally {
    compiled.keep(scope.has);
  }
}

describe("loops that ask whether they shall stop", () => {
  it.each([
    "while (true) {}",
    "for (;;);",
    "do {} while (true)",
    "for (let i = 0; i < 10; i--) {}",
    "for (let i = 0; i < 10; i++) i--;",
    "for (let i = 0; i < Infinity; i++) {}",
    "for (let i = 0; i < 10; i++) { i = 0; }",
    "for (let i = 0, n = 10; i < n; i++) n += 2;",
    "const a = [1]; for (let i = 0; i < a.length; i++) a.push(i);",
    "const b = [1]; for (const x of b) b.push(x);",
    "let again = true; outer: while (again) { for (let j = 0; j < 3; j++) continue outer; }",
    "for (let i = 0; i < 10; i++) { while (true); }",
    "const f = () => { 'use strict'; while (true); }; f()",
    "class A { static { while (true); } }",
    "class B { constructor() { for (;;); } }; new B()",
    "function* numbers() { for (;;) yield 1; } for (const n of numbers());",
    "await null; while (true) {}",
    "async function g() { await null; for (;;); } await g()",
    "for await (const n of (async function* () { for (;;) yield 1; })());",
    "let c = { get x() { while (true); } }; c.x",
  ])("%s", async (code) => {
    await expect(run(code, 20)).rejects.toThrow("stopped");
  });

  it("do what they did, and ask every tenth turn", async () => {
    const sum = "let s = 0; { let i = 0; while (i < 100) { s += i; i++; } } s";
    expect(await run(sum, 20)).toEqual({ value: 4950, asked: 10 });
    const odd = "let t = 0; for (const x of [1, 2, 3, 4]) { if (x % 2 === 0) continue; t += x; } t";
    expect(await run(odd, 20)).toEqual({ value: 4, asked: 1 });
    const found = "function first() { for (const x of [5, 6]) if (x > 5) return x; } first()";
    expect(await run(found, 20)).toEqual({ value: 6, asked: 1 });
  });

  it.each([
    ["let s1 = 0; for (let i = 0; i < 1000; i++) { s1 += Math.sqrt(i * i); } s1", 499500],
    ["let s2 = 0; const v = [1, 2, 3]; for (let i = v.length - 1; i >= 0; i--) s2 += v[i]; s2", 6],
    ["let p = new Uint8Array(9); for (let j = 0; j < p.length; j += 2) p[j] = 1; p[8]", 1],
  ])("that are counted never ask: %s", async (code, value) => {
    expect(await run(code, 0)).toEqual({ value, asked: 0 });
  });
});
