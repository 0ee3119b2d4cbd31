import { failure } from "../run/failure.js";
import type { ExecuteRequest } from "../run/messages.js";
import { Arrivals } from "./arrivals.js";
import { CellQueue } from "./cell-queue.js";
import type { ToWorker } from "./channel.js";
import type { Received } from "./mail.js";
import { OpenQuestions } from "./open-questions.js";
import { type Request, toRequest } from "./requests.js";
import type { Channel } from "./sockets.js";
import { Statuses } from "./statuses.js";
import type { Surroundings } from "./surroundings.js";
import type { Message } from "./wire.js";

/** Requests in, replies and statuses out: answers what it can, and has the main thread do the rest. */
export class Session {
  readonly #around: Surroundings;
  readonly #arrivals = new Arrivals();
  readonly #statuses: Statuses;
  readonly #cells: CellQueue;
  readonly #questions: OpenQuestions;
  #asksForInput = false;
  /** The last interrupt, and whether it came while a cell was running. */
  #interrupted: { message: Message; hasHit: boolean } | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#statuses = new Statuses(around.mail);
    this.#cells = new CellQueue(around, this.#statuses, this.#arrivals);
    this.#questions = new OpenQuestions(around, this.#statuses);
  }

  /** Takes a message from a front end. */
  receive(channel: Channel, message: Message): void {
    this.#arrivals.note();
    const request = toRequest(message);
    const received = { channel, message };
    if (channel === "stdin") this.#input(request);
    else if (request.kind === "execute") this.#execute(received, request.execute);
    else if (request.kind === "ask") this.#questions.ask(received, request.question, request.place);
    else if (request.kind === "interrupt") void this.#interrupt(received, request);
    else this.#answer(received, request);
  }

  /** Takes a message from the main thread. */
  hear(message: Exclude<ToWorker, { type: "stream" | "bye" }>): void {
    switch (message.type) {
      case "publish":
        this.#around.mail.publish(message.msgType, message.content, message.parent);
        break;
      case "answer":
        this.#questions.answer(message.id, message.content);
        break;
      case "input":
        this.#askForInput(message.prompt, message.password);
        break;
      case "signal":
        this.#around.interrupter.interrupt();
        break;
      case "settled":
        this.#around.interrupter.settled();
        this.#questions.repeat();
        this.#cells.resume();
        break;
      case "done":
        void this.#cells.finish(message.reply, message.output);
    }
  }

  /** Runs a cell, unless it was sent before an interrupt that has come first. */
  #execute(received: Received, execute: ExecuteRequest): void {
    const last = this.#interrupted;
    if (last === undefined || !wasSentLater(last.message, received.message))
      this.#cells.add(received, execute);
    else if (last.hasHit) this.#cells.abort(received);
    else this.#cells.interrupt(received);
  }

  /** Interrupts the cell that runs. On another socket, messages may come in another order than they were sent in. */
  async #interrupt(received: Received, request: Request): Promise<void> {
    if (this.#cells.running === undefined) await this.#arrivals.pause();
    const cell = this.#cells.running;
    const isForCell = cell !== undefined && !wasSentLater(cell, received.message);
    this.#note(received.message, isForCell);
    if (cell === undefined || isForCell) this.#around.interrupter.interrupt();
    this.#answer(received, request);
  }

  /** Keeps an interrupt, unless one that was sent later has come to its end sooner. */
  #note(message: Message, hasHit: boolean): void {
    const last = this.#interrupted?.message;
    if (last === undefined || !wasSentLater(last, message)) this.#interrupted = { message, hasHit };
  }

  #answer(received: Received, request: Request): void {
    const { header } = received.message;
    this.#statuses.busy(header);
    const content = this.#content(request);
    if (content !== undefined) this.#around.mail.reply(received, content);
    if (request.kind === "comm_open") {
      // No target is registered here: the protocol asks for the comm to be closed again.
      this.#around.mail.publish("comm_close", { comm_id: request.id, data: {} }, header);
    }
    this.#statuses.idle(header);
    if (request.kind === "shutdown") this.#around.shutdown();
  }

  /** The content of the reply, if there is to be one. */
  #content(request: Request): object | undefined {
    switch (request.kind) {
      case "kernel_info":
        return this.#around.kernelInfo();
      case "history":
        return this.#around.history.answer(request.query);
      case "comm_info":
        return { status: "ok", comms: {} };
      case "interrupt":
        return { status: "ok" };
      case "shutdown":
        return { status: "ok", restart: request.restart };
      case "refused":
        return failure(request);
      default:
        return undefined;
    }
  }

  #askForInput(prompt: string, password: boolean): void {
    const cell = this.#cells.running;
    if (cell === undefined) return;
    this.#asksForInput = true;
    this.#around.mail.ask({ prompt, password }, cell);
  }

  /** Passes on what was typed, but not what nobody has asked for: nobody would ever take it. */
  #input(request: Request): void {
    if (request.kind !== "input" || !this.#asksForInput) return;
    this.#asksForInput = false;
    this.#around.giveInput(request.value);
  }
}

/** Only the times of one session come from one clock; as ISO 8601 in UTC, which the protocol asks for, they sort as text. */
function wasSentLater({ header }: Message, { header: other }: Message): boolean {
  return header.session === other.session && header.date > other.date;
}
