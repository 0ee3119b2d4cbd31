import { setImmediate } from "node:timers";
import { type Cell, enterCell, leaveCell, stopCells } from "../run/cells.js";
import { describeError } from "../run/errors.js";
import { evaluate, finish, newCell, type Result, report } from "../run/evaluation.js";
import { Interrupted } from "../run/interrupted.js";
import type { Execution, Json } from "../run/messages.js";
import { Slot, type ToWorker } from "./channel.js";
import type { Engine } from "./engine.js";
import { isPending, isSettled, withGateClosed } from "./gate.js";

/** A cell that runs, with its number. */
type Running = { cell: Cell; count: number };

function interrupted(): Result {
  return { error: describeError(new Interrupted()) };
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
  run(execution: Execution): void {
    const { file, count } = execution;
    const cell = newCell(execution);
    const running = { cell, count };
    this.#cells.set(file, cell);
    enterCell(cell);
    this.#running = running;
    void evaluate(this.#engine, execution).then(({ result, values }) =>
      this.#end(running, result, values),
    );
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
      report(this.#post, running.cell, running.count, this.#explain(result), values);
    });
  }

  /** If a cell fails while an interrupt is under way, as one whose child process ends, that is why. */
  #explain(result: Result): Result {
    if (!isPending(this.#shared)) return result;
    this.#spent = Atomics.load(this.#shared, Slot.asked);
    return "error" in result ? interrupted() : result;
  }
}
