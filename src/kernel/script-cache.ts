import { readFileSync, writeFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname } from "node:path";
import { Script } from "node:vm";

const [BEFORE, AFTER] = Module.wrap("\0").split("\0") as [string, string];

/** Where the compiled form of a large script is kept: beside this file, for this version of Node. */
function cachePath(): string {
  return `${import.meta.dirname}/typescript-${process.version}-${process.arch}.cache`;
}

/**
 * A large CommonJS module that needs no others, run from V8's compiled form where there is one that fits;
 * else compiled from its text, which takes longer.
 */
export function loadScript(path: string): unknown {
  const script = scriptOf(path, readCache());
  return run(script, path);
}

/** Keeps the compiled form of the script at `path`, with what it compiles when it runs. */
export function cacheScript(path: string, warm: (loaded: unknown) => void): void {
  const script = scriptOf(path, undefined);
  warm(run(script, path));
  writeFileSync(cachePath(), script.createCachedData());
}

function scriptOf(path: string, cachedData: Buffer | undefined): Script {
  const text = readFileSync(path, "utf8");
  return new Script(`${BEFORE}${text}${AFTER}`, {
    filename: path,
    columnOffset: -BEFORE.length,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
}

function run(script: Script, path: string): unknown {
  const module = { exports: {} };
  const body = script.runInThisContext();
  body.call(module.exports, module.exports, createRequire(path), module, path, dirname(path));
  return module.exports;
}

function readCache(): Buffer | undefined {
  try {
    return readFileSync(cachePath());
  } catch {
    return undefined;
  }
}
