import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProject } from "../../scripts/lib/project.mjs";
import { CellRunner } from "./run-cells.js";

// V8 lets `let` declare a name of `let` again, and `var` and `function` one of theirs; not the others'.
const LEXICAL = ["a", "b", "c"];
const VARIABLE = ["p", "q", "r"];
const NAMES = [...LEXICAL, ...VARIABLE];

/** Text of a statement with `@` before names; empty if it uses one that is not in `known`, to which it adds its own. */
type Statement = (known: Set<string>) => string;

function using(text: string): Statement {
  return (known) => {
    const names = [...text.matchAll(/@(\w+)/g)].map(([, name]) => name as string);
    return names.every((name) => known.has(name)) ? text : "";
  };
}

/** `write` gets a value that does not use a name that is not there yet. */
function declaring(name: string, value: string, write: (value: string) => string): Statement {
  return (known) => {
    const there = using(value)(known) || "0";
    known.add(name);
    return write(there);
  };
}

const lexical = fc.constantFrom(...LEXICAL);
const variable = fc.constantFrom(...VARIABLE);
const any = fc.constantFrom(...NAMES);
const index = fc.integer({ min: 0, max: 2 });
const value = fc.oneof(
  fc.integer({ min: -9, max: 9 }).map(String),
  any.map((name) => `@${name}`),
);
const operator = fc.constantFrom("++", "--", " += 2", " **= 2", " ??= 3", " ||= 4");

const statement: fc.Arbitrary<Statement> = fc.oneof(
  fc.tuple(variable, value).map(([n, v]) => declaring(n, v, (x) => `var @${n} = ${x};`)),
  variable.map((n) => declaring(n, "0", () => `var @${n};`)),
  fc
    .tuple(variable, value)
    .map(([n, v]) => declaring(n, v, (x) => `if (true) { var [@${n} = ${x}] = []; }`)),
  fc
    .tuple(variable, value)
    .map(([n, v]) => declaring(n, v, (x) => `for (var @${n} of [1, ${x}]) {}`)),
  fc.tuple(any, value).map(([n, v]) => using(`@${n} = ${v};`)),
  fc.tuple(any, operator).map(([n, o]) => using(`@${n}${o};`)),
  fc.tuple(any, any).map(([n, m]) => using(`[@${n}, @${m}] = [@${m}, @${n}];`)),
  fc.tuple(any, value).map(([n, v]) => using(`({ x: @${n} } = { x: await ${v} });`)),
  fc
    .tuple(any, value)
    .map(([n, v]) => using(`await Promise.resolve().then(() => { @${n} = ${v}; });`)),
  lexical.map((n) => using(`{ let @${n} = "inner"; ((@${n}) => @${n}++)(1); }`)),
  // Functions that read and write what cells before and after theirs declare.
  fc.tuple(any, index).map(
    ([n, i]): Statement =>
      (known) =>
        using(`@${n}`)(known) &&
        declaring(`get${i}`, "0", () => `var @get${i} = () => @${n};`)(known),
  ),
  fc.tuple(any, index).map(
    ([n, i]): Statement =>
      (known) =>
        using(`@${n}`)(known) &&
        declaring(`set${i}`, "0", () => `function @set${i}(x) { @${n} = x; }`)(known),
  ),
  fc.tuple(index, value).map(([i, v]) => using(`@set${i}(${v});`)),
);

/** `let` comes first in a cell, each name once, and uses no name of its own cell. */
const declarations = fc.uniqueArray(fc.tuple(lexical, fc.integer()), {
  maxLength: 2,
  selector: ([name]) => name,
});

/** Cells, each of which ends with the values of all names there are. */
const notebook = fc
  .array(fc.tuple(declarations, fc.array(statement, { maxLength: 5 })), {
    minLength: 2,
    maxLength: 8,
  })
  .map((cells) => {
    const known = new Set<string>();
    return cells.map(([names, statements]) => {
      const lets = names.map(([n, v]) =>
        declaring(n, "0", () => `let { @${n} } = { "@${n}": ${v} };`)(known),
      );
      const lines = statements.map((write) => write(known));
      const seen = [...known].sort().map((n) => (n.startsWith("get") ? `@${n}()` : `@${n}`));
      const last = `JSON.stringify([${seen.join(", ")}].map((x) => typeof x === "function" ? "function" : String(x)))`;
      return [...lets, ...lines, last].filter(Boolean).join("\n");
    });
  });

describe("cells, as V8's REPL mode runs them", () => {
  let repl: ChildProcessWithoutNullStreams;
  let answers: AsyncIterator<string>;

  beforeAll(() => {
    repl = spawn(process.execPath, [inProject("test", "cells", "v8-repl.mjs")]);
    answers = createInterface({ input: repl.stdout })[Symbol.asyncIterator]();
  });

  afterAll(() => {
    repl.kill();
  });

  async function ask(code: string): Promise<string> {
    repl.stdin.write(`${JSON.stringify(code)}\n`);
    const { value: line } = await answers.next();
    return JSON.parse(line);
  }

  test("random declarations, assignments and calls give the same values", async () => {
    const runner = new CellRunner();
    let round = 0;
    await fc.assert(
      fc.asyncProperty(notebook, async (cells) => {
        round += 1;
        for (const cell of cells) {
          // Names of their own for each notebook, since both go on with what they had.
          const code = cell.replace(/@(\w+)/g, `$1_${round}`);
          const { result, error } = await runner.run(`// @ts-nocheck\n${code}`);
          expect({ code, error }).toEqual({ code, error: "" });
          expect({ code, value: result }).toEqual({ code, value: `'${await ask(code)}'` });
        }
      }),
      { numRuns: 200 },
    );
  });
});
