import { type Cell, enterCell, leaveCell, stopCells } from "../run/cells.js";
import { describeError } from "../run/errors.js";
import { evaluate, finish, newCell, type Result, report } from "../run/evaluation.js";
import { Interrupted } from "../run/interrupted.js";
import type { Execution, Json, Tell } from "../run/messages.js";
import type { Engine } from "./engine.js";
import { pause } from "./web.js";

/** A cell that runs, with its number. */
type Running = { cell: Cell; count: number };

/** Runs the cells that the page sends, and tells what they return and throw. */
export class CellRunner {
  readonly #engine: Engine;
  readonly #tell: Tell;
  readonly #cells = new Map<string, Cell>();
  #running: Running | undefined;

  constructor(engine: Engine, tell: Tell) {
    this.#engine = engine;
    this.#tell = tell;
  }

  async run(execution: Execution): Promise<void> {
    const cell = newCell(execution);
    const running = { cell, count: execution.count };
    this.#cells.set(execution.file, cell);
    enterCell(cell);
    this.#running = running;
    const { result, values } = await evaluate(this.#engine, execution);
    this.#end(running, result, values);
  }

  /** The cell that is called `file` in stack traces. */
  find(file: string | undefined): Cell | undefined {
    return file === undefined ? undefined : this.#cells.get(file);
  }

  /**
   * Wakes the cell of request `id` from its awaits, to run its `finally` blocks, and ends it. Without one, stops
   * all that earlier cells have left behind.
   */
  async interrupt(id: string | undefined): Promise<void> {
    const running = this.#running;
    if (running?.cell.parent.msg_id !== id) return;
    stopCells();
    // What it does at its end is done before the second turn of the event loop from here.
    for (let turn = 0; turn < 2; turn++) await pause();
    this.#end(running, { error: describeError(new Interrupted()) });
  }

  /** Reports the end of a cell, once. */
  #end(running: Running | undefined, result: Result, values: Json = {}): void {
    if (running === undefined || running !== this.#running) return;
    this.#running = undefined;
    this.#engine.keep();
    finish(running.cell);
    leaveCell();
    report(this.#tell, running.cell, running.count, result, values);
  }
}
