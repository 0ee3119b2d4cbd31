import { createRequire, isBuiltin } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { type Cell, currentCell, resumeCell } from "./cells.js";
import { Interrupted } from "./interrupted.js";

/** What became of an awaited value. */
type Outcome = { value: unknown } | { error: unknown };

/**
 * What the compiled code of cells calls, as `__kernel__`. `await x` is compiled to
 * `__kernel__.resume(__kernel__.mark(), await __kernel__.settle(x))`, so that after each await the code
 * knows its cell again, and does not go on when that was interrupted.
 */
export interface AwaitRuntime {
  mark(): Cell | undefined;
  settle(value: unknown): Promise<Outcome>;
  resume(cell: Cell | undefined, outcome: Outcome): unknown;
  iterate(items: AsyncIterable<unknown> | Iterable<unknown>): AsyncIterable<unknown>;
  load(require: NodeJS.Require, specifier: string): Promise<unknown>;
}

export const awaitRuntime: AwaitRuntime = {
  mark: currentCell,
  settle,
  resume(cell, outcome) {
    resumeCell(cell);
    if ("error" in outcome) throw outcome.error;
    return outcome.value;
  },
  iterate,
  load,
};

/**
 * Awaits `value` for the current cell. If the cell is interrupted meanwhile, the await throws, once, so
 * that `finally` blocks run; code that goes on all the same never gets past its next await.
 */
async function settle(value: unknown): Promise<Outcome> {
  const cell = currentCell();
  if (cell?.stopped) return new Promise(() => {});
  let wake = (): void => {};
  const interrupted = new Promise<never>((_, reject) => {
    wake = () => reject(new Interrupted());
  });
  cell?.waiting.add(wake);
  try {
    // V8 follows Promise.race, so the stack traces of awaiting functions stay whole.
    return { value: await Promise.race([value, interrupted]) };
  } catch (error) {
    return { error };
  } finally {
    cell?.waiting.delete(wake);
  }
}

/** `items` of a `for await` loop, each of them awaited as above. */
async function* iterate(items: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator {
  const cell = currentCell();
  for await (const item of items) {
    if (cell?.stopped) throw new Interrupted();
    resumeCell(cell);
    yield item;
  }
}

/**
 * `import(specifier)` of a cell. Relative paths and tslab itself go through tslab's `require`, which
 * knows TypeScript files and modules made in cells; everything else is a real import, ESM-only packages
 * included.
 */
async function load(require: NodeJS.Require, specifier: string): Promise<unknown> {
  // By `require` first: what that loads is loaded whole (see `builtins.ts`).
  if (isBuiltin(specifier)) requireFromCwd(specifier);
  if (specifier !== "tslab" && !specifier.startsWith(".")) return importFromCwd(specifier);
  try {
    const found = require(specifier);
    return found?.__esModule ? found : { ...found, default: found };
  } catch (error) {
    if (!String((error as NodeJS.ErrnoException).code).startsWith("ERR_REQUIRE_")) throw error;
    return importFromCwd(pathToFileURL(join(process.cwd(), specifier)).href);
  }
}

const here = join(process.cwd(), "cell.js");

/** A real `import()` that resolves from the notebook's folder, as tslab's `require` does. */
const importFromCwd: (specifier: string) => Promise<unknown> = vm.runInThisContext(
  "(specifier) => import(specifier)",
  { filename: here, importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER },
);

/** `require` from the notebook's folder. */
export const requireFromCwd: NodeJS.Require = createRequire(here);
