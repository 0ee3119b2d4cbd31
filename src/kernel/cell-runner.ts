import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";
import { type Cell, enterCell, leaveCell } from "./cells.js";
import {
  type ErrorContent,
  type ExecuteReply,
  Slot,
  type ToMain,
  type ToWorker,
} from "./channel.js";
import { toMimeBundle } from "./display.js";
import type { Engine } from "./engine.js";
import { describeDiagnostics, describeError } from "./errors.js";
import { rememberText } from "./excerpt.js";
import { isPending, settleAccount } from "./interrupt-account.js";
import { Interrupted } from "./interrupted.js";
import { forgetChangedFiles, noteLoadedModules } from "./project-files.js";
import { installStackTraces } from "./stack-trace.js";
import type { Json } from "./wire.js";

type Execute = Extract<ToMain, { type: "execute" }>;
type Result = { error: ErrorContent } | { data: Json | undefined };

/**
 * Milliseconds between the end of an interrupted cell and the next one. A signal may still be on its
 * way; it would end the next cell, since a script that runs takes every signal for its own.
 */
const GRACE = 150;

/** Runs the cells that the worker sends, and reports what they print, return and throw. */
export class CellRunner {
  readonly #engine: Engine;
  readonly #post: (message: ToWorker) => void;
  readonly #shared: Int32Array;
  readonly #cells = new Map<string, Cell>();
  #interrupt: (() => void) | undefined;

  constructor(engine: Engine, post: (message: ToWorker) => void, shared: Int32Array) {
    this.#engine = engine;
    this.#post = post;
    this.#shared = shared;
  }

  async run({ parent, request, file, count }: Execute): Promise<void> {
    const { silent, allow_stdin: allowStdin } = request;
    const cell: Cell = { parent, silent, allowStdin, stopped: false, waiting: new Set() };
    this.#cells.set(file, cell);
    enterCell(cell);
    const signals = this.#signals();
    const result = await this.#interruptible(() => this.#evaluate(request.code, file));
    if (this.#signals() !== signals) await delay(GRACE);
    const reply = await this.#reply(result, request.user_expressions, count);
    leaveCell();
    if (!silent) this.#show(result, cell, count);
    const text = "data" in result ? result.data?.["text/plain"] : undefined;
    this.#post({ type: "done", reply, output: typeof text === "string" ? text : undefined });
  }

  /** The signals that were sent so far to interrupt a cell. */
  #signals(): number {
    return Atomics.load(this.#shared, Slot.signals);
  }

  /** Whether no cell has come yet. */
  get isIdle(): boolean {
    return this.#cells.size === 0;
  }

  /** The cell that is called `file` in stack traces. */
  find(file: string | undefined): Cell | undefined {
    return file === undefined ? undefined : this.#cells.get(file);
  }

  /** Ends the running cell, whatever it waits for. */
  interrupt(): void {
    this.#engine.interrupt();
    this.#interrupt?.();
  }

  /** Code that was terminated leaves a promise behind that never settles: do not wait for it. */
  async #interruptible(work: () => Promise<Result>): Promise<Result> {
    const interrupted = new Promise<Result>((resolve) => {
      this.#interrupt = () => resolve({ error: describeError(new Interrupted()) });
    });
    return await Promise.race([work(), interrupted]);
  }

  async #evaluate(code: string, file: string): Promise<Result> {
    rememberText(file, code);
    try {
      installStackTraces();
      forgetChangedFiles();
      const outcome = await this.#engine.execute(code, file);
      noteLoadedModules();
      await this.#settleInterrupt();
      if (outcome.kind === "error") throw outcome.error;
      if (outcome.kind === "diagnostics") {
        return { error: describeDiagnostics(outcome.diagnostics, file) };
      }
      const { value } = outcome;
      return { data: value === undefined ? undefined : await toMimeBundle(value) };
    } catch (error) {
      return { error: describeError(error) };
    }
  }

  /**
   * Closes the account of an interrupt that came during the cell: its signal has either ended the cell's
   * script, or is still on its way to the handler.
   */
  async #settleInterrupt(): Promise<void> {
    for (let turn = 0; isPending(this.#shared) && turn < 20; turn++) await nextTurn();
    settleAccount(this.#shared);
  }

  async #reply(
    result: Result,
    expressions: Record<string, string>,
    count: number,
  ): Promise<ExecuteReply> {
    if ("error" in result) return { status: "error", execution_count: count, ...result.error };
    const values: Json = {};
    for (const [name, code] of Object.entries(expressions)) {
      const value = await this.#interruptible(() => this.#evaluate(String(code), "In[*]"));
      values[name] =
        "error" in value
          ? { status: "error", ...value.error }
          : { status: "ok", data: value.data ?? { "text/plain": "undefined" }, metadata: {} };
    }
    return { status: "ok", execution_count: count, payload: [], user_expressions: values };
  }

  #show(result: Result, { parent }: Cell, count: number): void {
    if ("error" in result) {
      this.#post({ type: "publish", parent, msgType: "error", content: result.error });
    } else if (result.data !== undefined) {
      const content = { execution_count: count, data: result.data, metadata: {} };
      this.#post({ type: "publish", parent, msgType: "execute_result", content });
    }
  }
}
