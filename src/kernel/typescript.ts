import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Cells } from "../cells/cells.js";
import { type Compiler, checkCompiler } from "../cells/compiler.js";
import type { Places } from "../cells/program.js";
import { disk, slashed } from "./disk.js";
import { cacheScript, loadScript } from "./script-cache.js";

const require = createRequire(import.meta.url);

/** The compiler of cells. */
export function loadCompiler(): Compiler {
  return checkCompiler(loadScript(require.resolve("typescript")) as Compiler);
}

/** Keeps the compiler as V8 has compiled it, for the kernels of this Node to start with. */
export function cacheCompiler(): void {
  cacheScript(require.resolve("typescript"), (loaded) => {
    const around = {
      ...places(import.meta.dirname),
      strict: false,
      provided: "",
      globals: [],
      modules: [],
    };
    const cells = new Cells(checkCompiler(loaded as Compiler), disk, around);
    const code = "import { sep } from 'node:path'; const warm: string[] = [sep]; await warm";
    cells.compile(code);
    cells.complete(code, code.length);
    cells.inspect(code, code.length);
  });
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
  for (const from of [join(cwd, "cell.js"), import.meta.filename]) {
    for (const folder of createRequire(from).resolve.paths(name) ?? []) {
      const path = join(folder, name);
      if (existsSync(path)) return slashed(path);
    }
  }
  return undefined;
}
