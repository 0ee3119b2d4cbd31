import { createRequire } from "node:module";
import { join } from "node:path";
import { inspect } from "node:util";
import { runInThisContext } from "node:vm";
import * as typescript from "typescript";
import { inProject } from "../../scripts/lib/project.mjs";
import { Cells } from "../../src/cells/cells.js";
import { checkCompiler } from "../../src/cells/compiler.js";
import { unmarked } from "../../src/cells/marks.js";
import type { CellRuntime } from "../../src/cells/runtime.js";
import { Scope } from "../../src/cells/scope.js";
import { disk } from "../../src/kernel/disk.js";
import { caught } from "../../src/run/caught.js";
import { pick } from "../../src/run/namespaces.js";

/** What came of a cell. */
export interface Ran {
  result: string;
  stdout: string;
  /** Messages of warnings. */
  warning: string;
  /** Messages of what was wrong, or thrown. */
  error: string;
}

const PROVIDED = `
declare var require: NodeJS.Require;
declare var module: NodeJS.Module;
declare var exports: any;
declare var __filename: string;
declare var __dirname: string;
`;

/** The engine alone, with as little around it as it runs with: no kernel, no loader of modules. */
export class CellRunner {
  readonly cells: Cells;
  readonly #folder: string;

  constructor({ folder = inProject("notebooks"), strict = false } = {}) {
    this.#folder = folder;
    this.cells = new Cells(checkCompiler(typescript), disk, {
      cwd: folder,
      library: inProject("node_modules", "typescript", "lib"),
      platform: inProject("node_modules", "@types", "node", "index.d.ts"),
      packages: new Map(),
      strict,
      provided: PROVIDED,
      globals: Object.getOwnPropertyNames(globalThis).filter((name) => /^[\w$]+$/.test(name)),
      modules: [],
    });
    const exports = {};
    const file = join(folder, "cell.ts");
    new Scope().declare({
      require: createRequire(file),
      module: { exports },
      exports,
      __filename: file,
      __dirname: folder,
    });
  }

  async run(code: string): Promise<Ran> {
    const ran: Ran = { result: "", stdout: "", warning: "", error: "" };
    const compiled = this.cells.compile(code);
    if ("problems" in compiled) {
      return { ...ran, error: compiled.problems.map(({ message }) => message).join("\n") };
    }
    ran.warning = compiled.warnings
      .map(({ code: number, message }) => `TS${number}: ${message}`)
      .join("\n");
    const scope = new Scope();
    const print = console.log;
    console.log = (...values) => {
      ran.stdout += `${values.join(" ")}\n`;
    };
    try {
      const result = await runInThisContext(compiled.code)(this.#runtime(scope));
      if (result?.[0] !== undefined) ran.result = unmarked(inspect(result[0]));
    } catch (error) {
      ran.error = error instanceof Error ? unmarked(error.message) : inspect(error);
    } finally {
      console.log = print;
      compiled.keep(scope.has);
    }
    return ran;
  }

  #runtime(scope: Scope): CellRuntime {
    const load = async (specifier: string): Promise<unknown> =>
      import(/* @vite-ignore */ specifier);
    const file = join(this.#folder, "cell.ts");
    return {
      mark: () => undefined,
      settle: async (value) => value,
      resume: (_mark, value) => value,
      iterate: (items) => items as AsyncIterable<unknown>,
      caught,
      load,
      meta: { url: `file://${file}`, dirname: this.#folder, filename: file },
      declare: (values) => scope.declare(values),
      hoist: (...names) => scope.hoist(...names),
      import: async (specifier, names) => {
        const loaded = await load(specifier);
        const entries = Object.entries(names);
        scope.declare(
          Object.fromEntries(
            entries.map(([name, exported]) => [name, pick(loaded, exported, specifier)]),
          ),
        );
      },
    };
  }
}
