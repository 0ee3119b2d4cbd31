import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** What the kernel needs beside this package, as npm installs it: who wants the layers alone has none of it. */
const NEEDED = ["typescript@6.0.3", "zeromq@6.8.0", "tslab@1.0.22", "@types/node@20"];

/** The versions of TypeScript that it is tried with; from 7 on there is no compiler in JavaScript. */
const COMPILER = /^6\./;

/**
 * Throws an Error that says what to install, if something that the kernel needs is not there, or is a
 * TypeScript that it cannot use.
 */
export function checkNeeded(): void {
  const missing = NEEDED.filter((name) => !isInstalled(name.slice(0, name.lastIndexOf("@"))));
  if (missing.length === 0) return;
  throw new Error(`the kernel needs packages of its own: npm install ${missing.join(" ")}`);
}

function isInstalled(name: string): boolean {
  const version = installedVersion(name);
  return version !== undefined && (name !== "typescript" || COMPILER.test(version));
}

function installedVersion(name: string): string | undefined {
  for (const folder of createRequire(import.meta.url).resolve.paths(name) ?? []) {
    try {
      return JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8")).version;
    } catch {
      // not in this folder
    }
  }
  return undefined;
}
