import { failure } from "../run/failure.js";
import { Interrupted } from "../run/interrupted.js";
import type { ExecuteReply, ExecuteRequest } from "../run/messages.js";
import type { Arrivals } from "./arrivals.js";
import type { ToMain } from "./channel.js";
import type { Received } from "./mail.js";
import type { Statuses } from "./statuses.js";
import type { Surroundings } from "./surroundings.js";
import type { Message } from "./wire.js";

interface Cell extends Received {
  execute: ExecuteRequest;
}

/** The cells to run, one by one in the order of their arrival. */
export class CellQueue {
  readonly #around: Surroundings;
  readonly #statuses: Statuses;
  readonly #arrivals: Arrivals;
  readonly #waiting: Cell[] = [];
  #running: Cell | undefined;
  /** What the running cell was started with, until the main thread has done it. */
  #started: ToMain | undefined;
  #count = 0;

  constructor(around: Surroundings, statuses: Statuses, arrivals: Arrivals) {
    this.#around = around;
    this.#statuses = statuses;
    this.#arrivals = arrivals;
  }

  /** The request whose cell runs. */
  get running(): Message | undefined {
    return this.#running?.message;
  }

  add(received: Received, execute: ExecuteRequest): void {
    this.#waiting.push({ ...received, execute });
    this.#next();
  }

  /** After an interrupt: starts again what it may have kept the main thread from reading. */
  resume(): void {
    if (this.#started !== undefined) this.#around.toMain(this.#started);
    this.#next();
  }

  /** Ends the running cell, which has given `reply` and, if it is to be recorded, `output`. */
  async finish(reply: ExecuteReply, output: string | undefined): Promise<void> {
    this.#started = undefined;
    const cell = this.#running;
    if (cell === undefined) return;
    const { execute, message } = cell;
    if (execute.store_history && output !== undefined) {
      this.#around.history.output(reply.execution_count, output);
    }
    const aborts = reply.status === "error" && execute.stop_on_error;
    // All that was sent before the error was known is to be aborted.
    if (aborts) await this.#arrivals.pause();
    const aborted = aborts ? this.#waiting.splice(0) : [];
    this.#around.mail.reply(cell, reply);
    this.#running = undefined;
    this.#statuses.cellEnds(message.header);
    for (const waiting of aborted) this.abort(waiting);
    this.#next();
  }

  /** Starts the next cell, if none runs and no interrupt is under way, which could hit it. */
  #next(): void {
    if (this.#running !== undefined || this.#around.interrupter.isUnderWay) return;
    const cell = this.#waiting.shift();
    if (cell === undefined) return;
    this.#running = cell;
    const { execute, message } = cell;
    if (execute.store_history) this.#count += 1;
    const count = this.#count;
    this.#statuses.cellRuns(message.header);
    if (!execute.silent) {
      const input = { code: execute.code, execution_count: count };
      this.#around.mail.publish("execute_input", input, message.header);
    }
    if (execute.store_history) this.#around.history.input(count, execute.code);
    const file = execute.store_history ? `In[${count}]` : "In[*]";
    this.#started = { type: "execute", parent: message.header, request: execute, file, count };
    this.#around.toMain(this.#started);
  }

  /** Ends without a word a cell that is not to run. */
  abort(received: Received): void {
    const { header } = received.message;
    this.#statuses.busy(header);
    this.#around.mail.reply(received, { status: "aborted" });
    this.#statuses.idle(header);
  }

  /** Ends a cell that is not to run, as an interrupt does. */
  interrupt(received: Received): void {
    const { header } = received.message;
    const { status, ...error } = failure(new Interrupted());
    this.#statuses.busy(header);
    this.#around.mail.publish("error", error, header);
    const reply: ExecuteReply = { status, execution_count: this.#count, ...error };
    this.#around.mail.reply(received, reply);
    this.#statuses.idle(header);
  }
}
