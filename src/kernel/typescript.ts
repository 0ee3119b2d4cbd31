import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Compiler, checkCompiler } from "../cells/compiler.js";
import type { Places } from "../cells/program.js";
import { slashed } from "./disk.js";
import { loadScript } from "./script-cache.js";

/** The compiler of cells. */
export function loadCompiler(): Compiler {
  return checkCompiler(loadScript(require.resolve("typescript")) as Compiler);
}

/** Where the compiler finds what it always needs, for a notebook in the folder `cwd`. */
export function places(cwd: string): Places {
  return {
    cwd: slashed(cwd),
    library: slashed(dirname(require.resolve("typescript"))),
    platform: find("@types/node/index.d.ts", cwd),
    packages: new Map([["tslab", slashed(require.resolve("tslab/dist/public.d.ts"))]]),
  };
}

/** A file of a package as the notebook sees it, else as this package does. */
function find(name: string, cwd: string): string | undefined {
  for (const from of [join(cwd, "cell.js"), __filename]) {
    for (const folder of createRequire(from).resolve.paths(name) ?? []) {
      const path = join(folder, name);
      if (existsSync(path)) return slashed(path);
    }
  }
  return undefined;
}
