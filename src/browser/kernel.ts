import { failure } from "../run/failure.js";
import type { ExecuteReply, Execution, Header, Place, Question } from "../run/messages.js";
import { Calls } from "./calls.js";
import {
  type FileChanges,
  type FromRunner,
  SHARED_BYTES,
  Slot,
  type Start,
  type ToCompiler,
  type ToRunner,
} from "./channel.js";
import { CAN_SHARE, connection, type Port, pause, startThread, type Thread } from "./web.js";

/** What a kernel tells the front end while a cell runs. */
export type Heard = Exclude<FromRunner, { type: "done" | "ready" | "settled" }>;

/** How long an interrupt may take, in ms, before the thread is ended: where loops can be stopped, and where not. */
const PATIENCE: number = CAN_SHARE ? 1000 : 200;

const LOST =
  "the cell was interrupted; since it did not stop, its thread was ended: all variables are lost";

interface Running {
  execution: Execution;
  done(reply: ExecuteReply): void;
}

/** The thread that runs cells, and the port by which it is spoken with. */
interface Runner {
  thread: Thread;
  port: Port;
}

/** A kernel, as its page sees it: two threads, of which the one that runs cells can be ended. */
export class Kernel {
  /** Is told what cells print and show. */
  hear: (message: Heard) => void = () => {};
  readonly #base: URL;
  readonly #folder: string;
  readonly #compilerThread: Thread;
  readonly #compiler: Calls<ToCompiler>;
  readonly #shared: Int32Array | undefined;
  #runner: Runner;
  #ready: Promise<void> = Promise.resolve();
  #running: Running | undefined;
  readonly #settling = new Map<number, () => void>();
  #interrupts = 0;
  #files: FileChanges = {};

  /**
   * @param base where the scripts of the threads are
   * @param folder that of the notebook
   */
  constructor(base: URL, folder: string) {
    this.#base = base;
    this.#folder = folder;
    if (CAN_SHARE) this.#shared = new Int32Array(new SharedArrayBuffer(SHARED_BYTES));
    this.#compilerThread = startThread("compiler-worker.js", base);
    this.#compiler = new Calls(this.#compilerThread);
    void this.#compiler.ask({ type: "start", folder });
    this.#runner = this.#startRunner();
  }

  /** Runs a cell. */
  async execute(execution: Execution): Promise<ExecuteReply> {
    await this.#ready;
    return new Promise((done) => {
      this.#running = { execution, done };
      this.#post({ type: "execute", ...execution });
    });
  }

  /** The content of the reply to a question that the compiler answers. */
  ask(question: Question, place: Place): Promise<object> {
    return this.#compiler.ask({ type: "answer", question, place });
  }

  /** Hands over what was typed for a prompt, as much of it as there is room for. */
  input(text: string): void {
    if (this.#shared === undefined) return;
    const room = new Uint8Array(this.#shared.buffer, 4 * Slot.answer);
    const bytes = new TextEncoder().encode(text).subarray(0, room.length);
    room.set(bytes);
    Atomics.store(this.#shared, Slot.answered, bytes.length + 1);
    Atomics.notify(this.#shared, Slot.answered);
  }

  /** Files of the reader's are new or changed. */
  change(files: FileChanges): void {
    Object.assign(this.#files, files);
    void this.#compiler.ask({ type: "change", files });
    this.#post({ type: "change", files });
  }

  /**
   * Stops the cell that runs, or what earlier ones have left behind.
   *
   * @returns whether it let itself be stopped, and so all variables are kept
   */
  async interrupt(): Promise<boolean> {
    this.#interrupts += 1;
    const id = this.#interrupts;
    const cell = this.#running?.execution.parent.msg_id;
    const settled = new Promise<true>((resolve) => {
      this.#settling.set(id, () => resolve(true));
    });
    if (this.#shared !== undefined) Atomics.store(this.#shared, Slot.stop, 1);
    this.#post({ type: "interrupt", id, cell });
    const isSettled = await Promise.race([settled, patience().then(() => false)]);
    this.#settling.delete(id);
    if (!isSettled) this.#endRunner();
    return isSettled;
  }

  dispose(): void {
    this.#compilerThread.terminate();
    this.#runner.thread.terminate();
  }

  #post(message: ToRunner): void {
    this.#runner.port.postMessage(message);
  }

  #startRunner(): Runner {
    const thread = startThread("run-worker.js", this.#base);
    const [port, page] = connection();
    const [answers, compiler] = connection();
    void this.#compiler.ask({ type: "connect", port: answers }, [answers]);
    this.#ready = new Promise((resolve) => {
      port.onmessage = ({ data }) => this.#receive(data as FromRunner, resolve);
    });
    const start: Start = { folder: this.#folder, page, compiler, shared: this.#shared };
    thread.postMessage(start, [page, compiler]);
    const files = this.#files;
    void this.#ready.then(() => port.postMessage({ type: "change", files } satisfies ToRunner));
    return { thread, port };
  }

  #receive(message: FromRunner, ready: () => void): void {
    if (message.type === "ready") ready();
    else if (message.type === "settled") this.#settling.get(message.id)?.();
    else if (message.type === "done") this.#finish(message.reply);
    else this.hear(message);
  }

  #finish(reply: ExecuteReply): void {
    const running = this.#running;
    this.#running = undefined;
    running?.done(reply);
  }

  /** Ends the thread that runs cells, and starts another. */
  #endRunner(): void {
    this.#runner.thread.terminate();
    if (this.#shared !== undefined) Atomics.store(this.#shared, Slot.stop, 0);
    void this.#compiler.ask({ type: "forget" });
    this.#runner = this.#startRunner();
    const running = this.#running;
    if (running === undefined) return;
    const { count, parent } = running.execution;
    const { status, ...error } = failure({ name: "Interrupted", message: LOST });
    this.#tellError(parent, error);
    this.#finish({ status, execution_count: count, ...error });
  }

  #tellError(parent: Header, content: object): void {
    this.hear({ type: "publish", parent, msgType: "error", content });
  }
}

/** Waits in steps: while the page itself is busy, as with a chart, it cannot hear what it waits for. */
async function patience(): Promise<void> {
  const steps = 10;
  for (let step = 0; step < steps; step++) {
    await pause(PATIENCE / steps);
  }
}
