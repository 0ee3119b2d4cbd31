import { join } from "../cells/files.js";
import type { CellRuntime } from "../cells/runtime.js";
import { Scope } from "../cells/scope.js";
import { SourceMap } from "../cells/source-map.js";
import { resume, settle } from "../run/awaits.js";
import { currentCell } from "../run/cells.js";
import { tellWarnings } from "../run/errors.js";
import type { Executor, Outcome } from "../run/evaluation.js";
import { rememberOrigin } from "../run/origins.js";
import { cellRuntime } from "../run/runtimes.js";
import type { Calls } from "./calls.js";
import type { Compiled, ToCompiler } from "./channel.js";
import type { ModuleLoader } from "./module-loader.js";
import { evaluateScript } from "./script.js";

/** Runs cells that another thread compiles, one at a time. */
export class Engine implements Executor {
  readonly #compiler: Calls<ToCompiler>;
  readonly #modules: ModuleLoader;
  readonly #file: string;
  readonly #warn: (text: string) => void;
  /** Asks whether a loop shall stop. */
  readonly #turn: () => number;
  #running: Scope | undefined;

  constructor(options: {
    compiler: Calls<ToCompiler>;
    modules: ModuleLoader;
    folder: string;
    warn: (text: string) => void;
    turn: () => number;
  }) {
    this.#compiler = options.compiler;
    this.#modules = options.modules;
    this.#file = join(options.folder, "cell.ts");
    this.#warn = options.warn;
    this.#turn = options.turn;
  }

  async execute(code: string, file: string): Promise<Outcome> {
    const cell = currentCell();
    const compiling = this.#compiler.ask<Compiled>({ type: "compile", code, file });
    const compiled = resume(cell, await settle(compiling)) as Compiled;
    if (compiled === "module") {
      this.#modules.forget();
      return { value: undefined };
    }
    if ("problems" in compiled) return compiled;
    const { map, header, remark, warnings } = compiled;
    if (remark !== undefined) this.#warn(`${remark}\n`);
    if (warnings.length > 0) this.#warn(tellWarnings(warnings, file));
    rememberOrigin(file, new SourceMap(() => map, header), file);
    const scope = new Scope();
    this.#running = scope;
    try {
      const result = await evaluateScript(compiled.code, file)(this.#runtime(scope));
      return { value: (result as [unknown] | undefined)?.[0] };
    } catch (error) {
      return { error };
    } finally {
      this.keep();
    }
  }

  /** Keeps what the running cell has declared by now, once; for a cell that is stopped, its end. */
  keep(): void {
    const running = this.#running;
    this.#running = undefined;
    if (running !== undefined) void this.#compiler.ask({ type: "keep", names: running.names });
  }

  #runtime(scope: Scope): CellRuntime {
    const load = this.#modules.loader(this.#file);
    const runtime = cellRuntime(load, this.#modules.meta(this.#file), scope);
    return { ...runtime, turn: this.#turn };
  }
}
