import { setImmediate } from "node:timers";
import { type Cell, enterCell, inCell, leaveCell, stopCells } from "./cells.js";
import {
  type ErrorContent,
  type ExecuteReply,
  Slot,
  type ToMain,
  type ToWorker,
} from "./channel.js";
import { toMimeBundle } from "./display.js";
import type { Engine } from "./engine.js";
import { describeError, describeProblems } from "./errors.js";
import { rememberText } from "./excerpt.js";
import { isPending, isSettled, withGateClosed } from "./gate.js";
import { Interrupted } from "./interrupted.js";
import { installStackTraces } from "./stack-trace.js";
import type { Json } from "./wire.js";

type Execute = Extract<ToMain, { type: "execute" }>;
/** A cell that runs, with its number. */
type Running = { cell: Cell; count: number };
type Result = { error: ErrorContent } | { data: Json | undefined };

function interrupted(): Result {
  return { error: describeError(new Interrupted()) };
}

/** Does what is to be done at the end of a cell. */
function finish(cell: Cell): void {
  const endings = cell.endings ?? [];
  cell.endings = undefined;
  for (const work of endings) {
    try {
      inCell(cell, work);
    } catch (error) {
      console.error(error);
    }
  }
}

/** Runs the cells that the worker sends, and reports what they print, return and throw. */
export class CellRunner {
  readonly #engine: Engine;
  readonly #post: (message: ToWorker) => void;
  readonly #shared: Int32Array;
  readonly #cells = new Map<string, Cell>();
  #running: Running | undefined;
  /** The interrupt during which a cell has ended by itself: it is not for what runs after it. */
  #spent = 0;

  constructor(engine: Engine, post: (message: ToWorker) => void, shared: Int32Array) {
    this.#engine = engine;
    this.#post = post;
    this.#shared = shared;
  }

  /** Starts a cell. What the cell runs may be terminated at any moment; then an interrupt ends it. */
  run({ parent, request, file, count }: Execute): void {
    const { silent, allow_stdin: allowStdin } = request;
    const cell: Cell = {
      parent,
      silent,
      allowStdin,
      stopped: false,
      waiting: new Set(),
      endings: [],
    };
    const running = { cell, count };
    this.#cells.set(file, cell);
    enterCell(cell);
    this.#running = running;
    void this.#work(request, file).then(({ result, values }) => this.#end(running, result, values));
  }

  /** Whether no cell has come yet. */
  get isIdle(): boolean {
    return this.#cells.size === 0;
  }

  /** The cell that is called `file` in stack traces. */
  find(file: string | undefined): Cell | undefined {
    return file === undefined ? undefined : this.#cells.get(file);
  }

  /**
   * Acts on interrupt number `id`: wakes the running cell from its awaits, to run its `finally` blocks, and
   * ends it. Without one, stops all that earlier cells have left behind. May be called again, since
   * what it does can be terminated as well.
   */
  interrupt(id: number): void {
    if (isSettled(this.#shared, id)) return;
    if (id !== this.#spent) {
      stopCells();
    }
    this.#settle(id);
  }

  /** Ends interrupt `id` and the cell that it was for, as soon as all its signals have come. */
  #settle(id: number): void {
    const signals = Atomics.load(this.#shared, Slot.signals);
    // What was sent by now comes before the second turn of the event loop from here.
    setImmediate(setImmediate, () => {
      withGateClosed(this.#shared, () => {
        if (Atomics.load(this.#shared, Slot.signals) !== signals) this.#settle(id);
        else if (!isSettled(this.#shared, id)) {
          this.#end(this.#running, interrupted());
          Atomics.store(this.#shared, Slot.settled, id);
          this.#post({ type: "settled" });
        }
      });
    });
  }

  /** Reports the end of a cell, once. */
  #end(running: Running | undefined, result: Result, values: Json = {}): void {
    withGateClosed(this.#shared, () => {
      if (running === undefined || running !== this.#running) return;
      this.#running = undefined;
      this.#engine.keep();
      if (isPending(this.#shared)) this.#engine.forgetUnfinished();
      this.#engine.uninterrupted(() => finish(running.cell));
      leaveCell();
      this.#report(running, this.#explain(result), values);
    });
  }

  /** If a cell fails while an interrupt is under way, as one whose child process ends, that is why. */
  #explain(result: Result): Result {
    if (!isPending(this.#shared)) return result;
    this.#spent = Atomics.load(this.#shared, Slot.asked);
    return "error" in result ? interrupted() : result;
  }

  #report({ cell, count }: Running, result: Result, values: Json): void {
    const shown = cell.silent ? result : this.#show(result, cell, count);
    const text = "data" in shown ? shown.data?.["text/plain"] : undefined;
    const output = typeof text === "string" ? text : undefined;
    const reply: ExecuteReply =
      "error" in shown
        ? { status: "error", execution_count: count, ...shown.error }
        : { status: "ok", execution_count: count, payload: [], user_expressions: values };
    this.#post({ type: "done", reply, output });
  }

  /** What a cell and the expressions that came with it give. */
  async #work(
    request: Execute["request"],
    file: string,
  ): Promise<{ result: Result; values: Json }> {
    const result = await this.#evaluate(request.code, file);
    if ("error" in result) return { result, values: {} };
    const values: [name: string, value: Json][] = [];
    for (const [name, code] of Object.entries(request.user_expressions)) {
      const value = await this.#evaluate(code, "In[*]");
      const told =
        "error" in value
          ? { status: "error", ...value.error }
          : { status: "ok", data: value.data ?? { "text/plain": "undefined" }, metadata: {} };
      values.push([name, told]);
    }
    return { result, values: Object.fromEntries(values) };
  }

  async #evaluate(code: string, file: string): Promise<Result> {
    rememberText(file, code);
    try {
      installStackTraces();
      const outcome = await this.#engine.execute(code, file);
      if ("error" in outcome) throw outcome.error;
      if ("problems" in outcome) return { error: describeProblems(outcome.problems, file) };
      const { value } = outcome;
      return { data: value === undefined ? undefined : await toMimeBundle(value) };
    } catch (error) {
      return { error: describeError(error) };
    }
  }

  /** Shows a result, or why it cannot be shown; returns what was shown. */
  #show(result: Result, cell: Cell, count: number): Result {
    const { parent } = cell;
    if ("error" in result) {
      this.#post({ type: "publish", parent, msgType: "error", content: result.error });
    } else if (result.data !== undefined) {
      const content = { execution_count: count, data: result.data, metadata: {} };
      try {
        this.#post({ type: "publish", parent, msgType: "execute_result", content });
      } catch (error) {
        // No message can hold it, as a MIME bundle with a function in it.
        return this.#show({ error: describeError(error) }, cell, count);
      }
    }
    return result;
  }
}
