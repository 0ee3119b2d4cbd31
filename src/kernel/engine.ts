import { builtinModules } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";
import { Cells, type CompiledCell } from "../cells/cells.js";
import type { Completions } from "../cells/complete.js";
import type { Description } from "../cells/inspect.js";
import type { Completeness } from "../cells/is-complete.js";
import type { CellRuntime } from "../cells/runtime.js";
import { Scope } from "../cells/scope.js";
import { tellWarnings } from "../run/errors.js";
import type { Executor, Outcome } from "../run/evaluation.js";
import { Interrupted } from "../run/interrupted.js";
import { moduleName } from "../run/module-cells.js";
import { rememberOrigin } from "../run/origins.js";
import { PRELUDE, type Prelude } from "../run/prelude.js";
import { cellRuntime } from "../run/runtimes.js";
import { disk } from "./disk.js";
import { isPending, withGateClosed } from "./gate.js";
import { ModuleLoader } from "./module-loader.js";
import { installStackTraces } from "./stack-trace.js";
import { loadCompiler, places } from "./typescript.js";

/** What every cell finds as its own, as in a file of CommonJS. */
const FILE = `
declare var require: NodeJS.Require;
declare var module: NodeJS.Module;
declare var exports: any;
declare var __filename: string;
declare var __dirname: string;
`;

/** Compiles and runs cells, one at a time. */
export class Engine implements Executor {
  readonly #cells: Cells;
  readonly #modules: ModuleLoader;
  readonly #shared: Int32Array;
  /** What cells call their file, which lies in the notebook's folder and does not exist. */
  readonly #file: string;
  /** The cell that runs, with the names that it has declared so far. */
  #running: { compiled: CompiledCell; scope: Scope } | undefined;
  #isGuarded = true;

  /** `prelude`: the functions that every cell finds declared. */
  constructor(options: { strict: boolean; shared: Int32Array; prelude: Prelude }) {
    const cwd = process.cwd();
    this.#shared = options.shared;
    this.#file = join(cwd, "cell.ts");
    this.#cells = new Cells(loadCompiler(), disk, {
      ...places(cwd),
      strict: options.strict,
      provided: PRELUDE + FILE,
      globals: Object.getOwnPropertyNames(globalThis).filter((name) => /^[\w$]+$/.test(name)),
      modules: builtinModules,
    });
    this.#modules = new ModuleLoader(this.#cells, cwd, (work) => this.#guard(work));
    new Scope().declare({ ...options.prelude, ...this.#commonJs(cwd) });
  }

  /** Has the compiler do its first work before the first cell comes. */
  warm(): void {
    this.#guard(() => this.#cells.compile("const warm: number = 1; String(warm)"));
  }

  /** Runs a cell that is called `file` in stack traces. */
  async execute(code: string, file: string): Promise<Outcome> {
    installStackTraces();
    const module = moduleName(code);
    if (module !== undefined) return this.#addModule(module, code);
    const compiled = this.#guard(() => this.#cells.compile(code));
    const remark = this.#cells.takeRemark();
    if (remark !== undefined) process.stderr.write(`${remark}\n`);
    if ("problems" in compiled) return compiled;
    if (compiled.warnings.length > 0) process.stderr.write(tellWarnings(compiled.warnings, file));
    rememberOrigin(file, compiled.map, file);
    const scope = new Scope();
    this.#running = { compiled, scope };
    try {
      const script = new Script(compiled.code, { filename: file });
      const body = script.runInThisContext({ displayErrors: false });
      const result: [unknown] | undefined = await body(this.#runtime(scope));
      return { value: result?.[0] };
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
    running?.compiled.keep(running.scope.has);
  }

  /** Forgets modules that an interrupt has stopped halfway. */
  forgetUnfinished(): void {
    this.#modules.forgetUnfinished();
  }

  /** Does `work` to its end, whatever interrupt comes; it may load modules. */
  uninterrupted(work: () => void): void {
    this.#isGuarded = false;
    try {
      withGateClosed(this.#shared, work);
    } finally {
      this.#isGuarded = true;
    }
  }

  complete(code: string, position: number): Completions {
    return this.#guard(() => this.#cells.complete(code, position));
  }

  inspect(code: string, position: number): Description | undefined {
    return this.#guard(() => this.#cells.inspect(code, position));
  }

  isComplete(code: string): Completeness {
    return this.#guard(() => this.#cells.isComplete(code));
  }

  #addModule(name: string, code: string): Outcome {
    const problems = this.#guard(() => this.#cells.addModule(name, code));
    this.#modules.forget();
    return problems.length > 0 ? { problems } : { value: undefined };
  }

  #runtime(scope: Scope): CellRuntime {
    const load = (specifier: string, options?: object): Promise<unknown> => {
      this.#modules.forgetChanged();
      return this.#modules.load(specifier, this.#file, options);
    };
    return cellRuntime(load, this.#modules.meta(this.#file), scope);
  }

  #commonJs(cwd: string): object {
    const require = this.#modules.require(this.#file);
    const module = {
      exports: {},
      id: ".",
      filename: this.#file,
      path: cwd,
      require,
      loaded: false,
    };
    const { exports } = module;
    return { require, module, exports, __filename: this.#file, __dirname: cwd };
  }

  /** Runs the compiler's `work`, for which an interrupt has to wait; throws Interrupted if one came. */
  #guard<T>(work: () => T): T {
    const result = withGateClosed(this.#shared, work);
    if (this.#isGuarded && isPending(this.#shared)) throw new Interrupted();
    return result;
  }
}
