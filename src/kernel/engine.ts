import vm from "node:vm";
import type { Converter, ConvertResult, Diagnostic, SideOutput } from "tslab/dist/converter.js";
import type { Executor } from "tslab/dist/executor.js";
import { RUNTIME } from "./await-transform.js";
import { awaitRuntime } from "./awaits.js";
import { type Compiler, compilation, installCompiler } from "./compiler.js";
import { takeOutside } from "./emit.js";
import { isPending, withGateClosed } from "./gate.js";
import { Interrupted } from "./interrupted.js";
import { PRELUDE, type Prelude } from "./prelude.js";
import { requireFromTslab } from "./private-api.js";

/** How a cell ended. */
export type Outcome =
  | { kind: "value"; value: unknown }
  | { kind: "error"; error: unknown }
  | { kind: "diagnostics"; diagnostics: Diagnostic[] };

/** tslab's converter and executor, with what they print taken as results. */
export class Engine {
  readonly compiler: Compiler;
  readonly #executor: Executor;
  readonly #converter: Converter;
  readonly #shared: Int32Array;
  #lastVariable: string | undefined;
  readonly #sideOutputs = new Map<string, SideOutput>();
  #outcome: Outcome = { kind: "value", value: undefined };

  /** `prelude`: the functions that every cell finds declared. */
  constructor(options: { strict: boolean; shared: Int32Array; prelude: Prelude }) {
    this.compiler = installCompiler(options.strict);
    this.#shared = options.shared;
    const { createConverter } =
      requireFromTslab<typeof import("tslab/dist/converter.js")>("./dist/converter.js");
    const { createExecutor } =
      requireFromTslab<typeof import("tslab/dist/executor.js")>("./dist/executor.js");
    if (typeof createConverter !== "function" || typeof createExecutor !== "function") {
      throw new Error("this version of tslab has no createConverter and createExecutor");
    }
    this.#converter = createConverter({});
    const node = this.#watched(this.#converter);
    const sink = { log: this.#succeed, error: this.#fail };
    const converters = { node, browser: node, close: () => node.close() };
    this.#executor = createExecutor(process.cwd(), converters, sink);
    Object.assign(this.#executor.locals, options.prelude);
    Object.defineProperty(globalThis, RUNTIME, { value: awaitRuntime });
  }

  /** Has the compiler do its first work before the first cell comes. */
  warm(): void {
    this.#guard(() => this.#converter.convert(PRELUDE, "1"));
  }

  /** Runs a cell that is called `file` in stack traces. */
  async execute(code: string, file: string): Promise<Outcome> {
    this.#outcome = { kind: "value", value: undefined };
    this.#lastVariable = undefined;
    compilation.file = file;
    const done = this.#named(file, () => this.#executor.execute(code));
    try {
      await done;
    } catch (error) {
      // Not the cell's error, which tslab prints, but one of tslab itself or an interrupt.
      this.#outcome = { kind: "error", error };
    }
    return this.#orNull(this.#outcome);
  }

  /** tslab is silent about a cell that ends in null, as about one that ends in undefined. */
  #orNull(outcome: Outcome): Outcome {
    const isNull =
      this.#lastVariable !== undefined && this.#executor.locals[this.#lastVariable] === null;
    return outcome.kind === "value" && isNull ? { kind: "value", value: null } : outcome;
  }

  /** Ends the wait for the running cell. */
  interrupt(): void {
    this.#executor.interrupt();
  }

  complete(code: string, position: number): ReturnType<Executor["complete"]> {
    return this.#guard(() => this.#executor.complete(code, position));
  }

  inspect(code: string, position: number): ReturnType<Executor["inspect"]> | undefined {
    return this.#guard(() => this.#executor.inspect(code, position));
  }

  /** Runs the compiler's `work`, for which an interrupt has to wait; throws Interrupted if one came. */
  #guard<T>(work: () => T): T {
    const result = withGateClosed(this.#shared, work);
    if (isPending(this.#shared)) throw new Interrupted();
    return result;
  }

  readonly #succeed = (value: unknown): void => {
    // A function without a name has taken that of tslab's variable.
    if (typeof value === "function" && value.name === this.#lastVariable) {
      Object.defineProperty(value, "name", { value: "" });
    }
    this.#outcome = { kind: "value", value };
  };

  readonly #fail = (error: unknown): void => {
    if (this.#outcome.kind === "diagnostics") return;
    this.#outcome = { kind: "error", error: isInterrupt(error) ? new Interrupted() : error };
  };

  /** The converter as the executor sees it; what tslab would print about a cell is kept. */
  #watched(converter: Converter): Converter {
    const keep = (diagnostics: Diagnostic[]): void => {
      if (diagnostics.length > 0) this.#outcome = { kind: "diagnostics", diagnostics };
    };
    return {
      ...converter,
      convert: (declared, code) => {
        const result = this.#guard(() => converter.convert(declared || PRELUDE, code));
        keep(result.diagnostics);
        this.#lastVariable = result.lastExpressionVar;
        const hasToplevelAwait = result.hasToplevelAwait || compilation.topLevelForAwait;
        return { ...result, hasToplevelAwait, sideOutputs: this.#allSideOutputs(result) };
      },
      addModule: (...args) => {
        const diagnostics = this.#guard(() => converter.addModule(...args));
        keep(diagnostics);
        return diagnostics;
      },
      complete: (declared, ...at) => converter.complete(declared || PRELUDE, ...at),
      inspect: (declared, ...at) => converter.inspect(declared || PRELUDE, ...at),
    };
  }

  /**
   * The project's modules that a cell imports, compiled. If one has changed, all are given to tslab again:
   * it then loads them anew, also those that only import the changed one.
   */
  #allSideOutputs({ sideOutputs = [] }: ConvertResult): SideOutput[] {
    const changed = [...sideOutputs, ...takeOutside()];
    for (const output of changed) this.#sideOutputs.set(output.path, output);
    return changed.length === 0 ? [] : [...this.#sideOutputs.values()];
  }

  /**
   * Calls `execute`, which compiles and runs a cell before it returns, so that the cell's script bears
   * the name `file`. tslab gives its scripts no name and offers no way to: its one call of vm is changed.
   */
  #named<T>(file: string, execute: () => T): T {
    const original = vm.runInThisContext;
    vm.runInThisContext = (code, options) => {
      vm.runInThisContext = original;
      const columnOffset = -(code.indexOf("{ ") + 2);
      // Without breakOnSigint: a signal that comes late would end the wrong cell. Without displayErrors:
      // it would put a line of compiled code into the error's stack.
      const others = { ...(options as vm.RunningScriptOptions), breakOnSigint: false };
      return original(code, { ...others, displayErrors: false, filename: file, columnOffset });
    };
    try {
      return execute();
    } finally {
      vm.runInThisContext = original;
    }
  }
}

/** What tslab's own interrupt throws. */
function isInterrupt(error: unknown): boolean {
  return error instanceof Error && error.message === "Interrupted asynchronously";
}
