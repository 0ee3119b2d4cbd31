import { setTimeout as delay } from "node:timers/promises";
import type { ExecuteReply, ExecuteRequest, Question, ToMain, ToWorker } from "./channel.js";
import type { History } from "./history.js";
import type { Interrupter } from "./interrupter.js";
import type { Channel } from "./sockets.js";
import type { Header, Json, Message } from "./wire.js";

/** What a session needs from its surroundings. */
export interface Surroundings {
  /** Sends a message of type `type` on `channel`; on iopub to everyone, else to `to`'s sender. */
  send(channel: Channel | "iopub", type: string, content: object, to: Message | undefined): void;
  publish(type: string, content: object, parent: Header | undefined): void;
  toMain(message: ToMain): void;
  giveInput(value: string): void;
  shutdown(): void;
  kernelInfo(): object;
  history: History;
  interrupter: Interrupter;
}

/** A request with the channel that its reply goes back on. */
interface Request {
  channel: Channel;
  message: Message;
}

interface Cell extends Request {
  execute: ExecuteRequest;
}

/** How long the shell must have been quiet before what is queued behind an error is aborted. */
const QUIET = 10;

const QUESTIONS = new Map<string, Question>([
  ["complete_request", "complete"],
  ["inspect_request", "inspect"],
  ["is_complete_request", "is_complete"],
]);

/** Requests in, replies and statuses out; runs cells one by one in the order of their arrival. */
export class Session {
  readonly #around: Surroundings;
  readonly #queue: Cell[] = [];
  readonly #asked = new Map<number, [Request, ToMain]>();
  #running: Cell | undefined;
  /** What the running cell was started with, until the main thread has done it. */
  #started: ToMain | undefined;
  #count = 0;
  #received = 0;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Takes a message from the shell or the control channel. */
  receive(channel: Channel, message: Message): void {
    this.#received += 1;
    const request = { channel, message };
    const question = QUESTIONS.get(message.header.msg_type);
    if (channel === "stdin") this.#input(message);
    else if (message.header.msg_type === "execute_request") this.#enqueue(request);
    else if (question !== undefined) this.#ask(request, question);
    else this.#answer(request);
  }

  /** Takes a message from the main thread. */
  hear(message: Exclude<ToWorker, { type: "stream" | "bye" }>): void {
    switch (message.type) {
      case "publish":
        this.#around.publish(message.msgType, message.content, message.parent);
        break;
      case "answer":
        this.#tell(message.id, message.content);
        break;
      case "input":
        this.#requestInput(message.prompt, message.password);
        break;
      case "signal":
        this.#around.interrupter.interrupt();
        break;
      case "settled":
        this.#resume();
        break;
      case "done":
        this.#started = undefined;
        void this.#finish(message.reply, message.output);
    }
  }

  #answer({ channel, message }: Request): void {
    const { msg_type: type } = message.header;
    this.#status("busy", message.header);
    if (type.endsWith("_request")) {
      const reply = type.replace(/_request$/, "_reply");
      this.#around.send(channel, reply, this.#content(type, message.content), message);
    } else if (type === "comm_open") {
      // No target is registered here: the protocol asks for the comm to be closed again.
      const { comm_id } = message.content;
      this.#around.publish("comm_close", { comm_id, data: {} }, message.header);
    }
    this.#idle(message.header);
    if (type === "shutdown_request") this.#around.shutdown();
  }

  #content(type: string, content: Json): object {
    switch (type) {
      case "kernel_info_request":
        return this.#around.kernelInfo();
      case "history_request":
        return this.#around.history.answer(content);
      case "comm_info_request":
        return { status: "ok", comms: {} };
      case "interrupt_request":
        this.#around.interrupter.interrupt();
        return { status: "ok" };
      case "shutdown_request":
        return { status: "ok", restart: content.restart === true };
      default:
        return failure("NotImplementedError", `${type} is not supported by this kernel`);
    }
  }

  #ask(request: Request, kind: Question): void {
    const id = this.#received;
    const ask: ToMain = { type: "ask", id, kind, content: request.message.content };
    this.#asked.set(id, [request, ask]);
    this.#status("busy", request.message.header);
    this.#around.toMain(ask);
  }

  #tell(id: number, content: object): void {
    const [request] = this.#asked.get(id) ?? [];
    if (request === undefined) return;
    this.#asked.delete(id);
    const { channel, message } = request;
    const type = message.header.msg_type.replace(/_request$/, "_reply");
    this.#around.send(channel, type, content, message);
    this.#idle(message.header);
  }

  #enqueue(request: Request): void {
    const { content, header } = request.message;
    if (typeof content.code === "string") {
      this.#queue.push({ ...request, execute: toExecuteRequest(content, content.code) });
      this.#next();
      return;
    }
    const error = failure("TypeError", `execute_request: expected code as a string`);
    this.#status("busy", header);
    this.#around.send(request.channel, "execute_reply", error, request.message);
    this.#idle(header);
  }

  /** After an interrupt: what it may have kept the main thread from reading is said again. */
  #resume(): void {
    this.#around.interrupter.settled();
    for (const [, ask] of this.#asked.values()) this.#around.toMain(ask);
    if (this.#started !== undefined) this.#around.toMain(this.#started);
    this.#next();
  }

  /** Starts the next cell, if none runs and no interrupt is under way, which could hit it. */
  #next(): void {
    if (this.#running !== undefined || this.#around.interrupter.isUnderWay) return;
    const cell = this.#queue.shift();
    if (cell === undefined) return;
    this.#running = cell;
    const { execute, message } = cell;
    if (execute.store_history) this.#count += 1;
    const count = this.#count;
    this.#status("busy", message.header);
    if (!execute.silent) {
      const input = { code: execute.code, execution_count: count };
      this.#around.publish("execute_input", input, message.header);
    }
    if (execute.store_history) this.#around.history.input(count, execute.code);
    const file = execute.store_history ? `In[${count}]` : "In[*]";
    this.#started = { type: "execute", parent: message.header, request: execute, file, count };
    this.#around.toMain(this.#started);
  }

  async #finish(reply: ExecuteReply, output: string | undefined): Promise<void> {
    const cell = this.#running;
    if (cell === undefined) return;
    const { execute, message } = cell;
    if (execute.store_history && output !== undefined) {
      this.#around.history.output(reply.execution_count, output);
    }
    const aborts = reply.status === "error" && execute.stop_on_error;
    if (aborts) await this.#quiet();
    const aborted = aborts ? this.#queue.splice(0) : [];
    this.#around.send(cell.channel, "execute_reply", reply, message);
    this.#running = undefined;
    this.#status("idle", message.header);
    for (const queued of aborted) this.#abort(queued);
    this.#next();
  }

  /** Waits until every request that was sent before the error has been read. */
  async #quiet(): Promise<void> {
    for (let seen = -1, rounds = 0; seen !== this.#received && rounds < 20; rounds++) {
      seen = this.#received;
      await delay(QUIET);
    }
  }

  #abort({ channel, message }: Cell): void {
    this.#status("busy", message.header);
    this.#around.send(channel, "execute_reply", { status: "aborted" }, message);
    this.#status("idle", message.header);
  }

  #requestInput(prompt: string, password: boolean): void {
    this.#around.send("stdin", "input_request", { prompt, password }, this.#running?.message);
  }

  #input({ header, content }: Message): void {
    if (header.msg_type === "input_reply") this.#around.giveInput(String(content.value ?? ""));
  }

  #status(state: "busy" | "idle", parent: Header): void {
    this.#around.publish("status", { execution_state: state }, parent);
  }

  /** Ends a request other than a cell. Front ends show the last status they hear: say it again. */
  #idle(parent: Header): void {
    this.#status("idle", parent);
    if (this.#running !== undefined) this.#status("busy", this.#running.message.header);
  }
}

function toExecuteRequest(content: Json, code: string): ExecuteRequest {
  const silent = content.silent === true;
  return {
    code,
    silent,
    store_history: content.store_history !== false && !silent,
    user_expressions: (content.user_expressions ?? {}) as Record<string, string>,
    allow_stdin: content.allow_stdin === true,
    stop_on_error: content.stop_on_error !== false,
  };
}

function failure(ename: string, evalue: string): object {
  return { status: "error", ename, evalue, traceback: [`${ename}: ${evalue}`] };
}
