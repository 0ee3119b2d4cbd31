import { writeSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { MessageChannel, Worker } from "node:worker_threads";
import { answer } from "../run/answer.js";
import { printMatricesAsShown } from "../run/matrix-text.js";
import { createPrelude } from "../run/prelude.js";
import { bindToCells } from "../run/timers.js";
import { createAsk } from "./ask.js";
import { loadBuiltinsWhole } from "./builtins.js";
import { CellRunner } from "./cell-runner.js";
import { Slot, type ToMain, type ToWorker, type WorkerData } from "./channel.js";
import { type Connection, readConnection } from "./connection.js";
import { log, redirectDescriptors } from "./descriptors.js";
import { Engine } from "./engine.js";
import { closeGate, isPending, openGate } from "./gate.js";
import { historyPath } from "./jupyter-paths.js";
import { REQUIRED_FLAG } from "./kernelspec.js";
import { captureStreams } from "./output.js";
import { createMark, createMarkKey } from "./output-marks.js";
import { endChildren, filterWarnings, forbidExit, reportLateErrors } from "./process.js";
import { answerReads } from "./standard-input.js";
import { publishAllDisplays } from "./tslab.js";

const exit = process.exit.bind(process);

/** Ends the kernel at once with a line on the real standard error, which is Jupyter's log. */
function fail(message: string): never {
  writeSync(log, `middle-layer kernel: ${message}\n`);
  return exit(1);
}

function commandLine(): { connectionFile: string; strict: boolean; history?: string } {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { strict: { type: "boolean", default: false }, history: { type: "string" } },
    });
    const [connectionFile] = positionals;
    if (connectionFile === undefined) fail("expected the path of a connection file");
    return { connectionFile, ...values };
  } catch (error) {
    return fail((error as Error).message);
  }
}

function connectionOf(file: string): Connection {
  try {
    return readConnection(file);
  } catch (error) {
    return fail((error as Error).message);
  }
}

/** What to do with the error when something cannot be loaded; `log` is the descriptor of Jupyter's log. */
export interface OnDamage {
  /** Tells it in the log; returns what cells are to tell. */
  tell(error: unknown, log: number): string;
  /** Takes over, where the sockets could not be opened. */
  giveUp(error: unknown, log: number): void;
}

/** Starts the kernel. */
export function start({ tell, giveUp }: OnDamage): void {
  const { connectionFile, strict, history } = commandLine();
  if (!process.execArgv.includes(REQUIRED_FLAG))
    fail(`expected to be run by node ${REQUIRED_FLAG}`);
  const connection = connectionOf(connectionFile);
  // Before there are threads, which could open files; after what would be told in Jupyter's log.
  const output = redirectDescriptors();
  const shared = new Int32Array(new SharedArrayBuffer(4 * Slot.count));
  // While the compiler is loaded an interrupt has to wait, as while it works.
  closeGate(shared);
  const input = new MessageChannel();
  const markKey = createMarkKey();
  const workerData: WorkerData = {
    connection,
    connectionFile,
    historyFile: history ?? historyPath(),
    shared,
    input: input.port2,
    output,
    markKey,
    log,
  };
  // First of all, so that the sockets answer while this thread loads the compiler.
  const worker = new Worker(join(import.meta.dirname, "worker.js"), {
    workerData,
    transferList: [input.port2],
    // Messages die young, and those that came in keep memory outside the heap until they are collected: the
    // larger the young generation, which newer versions of V8 let grow more, the longer all that is held.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  let isListening = false;
  worker.on("message", ({ type }: ToMain) => {
    if (type === "listening") isListening = true;
  });
  worker.on("error", (error) => {
    if (isListening) fail(`the thread of the sockets failed: ${error.stack}`);
    else giveUp(error, log);
  });
  const post = (message: ToWorker): void => worker.postMessage(message);
  const ask = createAsk(post, shared, input.port1);
  const prelude = createPrelude(post, ask, (text) => process.stdout.write(text));
  captureStreams(post, shared, createMark(output, markKey));
  let engine: Engine;
  try {
    engine = new Engine({ strict, shared, prelude });
  } catch (error) {
    refuse(worker, tell(error, log), post, shared);
    openGate(shared);
    return;
  }
  serve(worker, engine, post, shared);
  answerReads(ask);
  openGate(shared);
  // The compiler leaves much to collect after each cell. By default V8 lets a heap of this size grow
  // several times over before it looks: memory for nothing. Where V8 does not know the flag, it ignores it.
  setFlagsFromString("--heap-growing-percent=70");
}

/** Answers without a compiler: each cell fails with `text`. */
function refuse(
  worker: Worker,
  text: string,
  post: (message: ToWorker) => void,
  shared: Int32Array,
): void {
  const error = { ename: "Error", evalue: text, traceback: [text] };
  worker.on("message", (message: ToMain) => {
    if (message.type === "execute") {
      const reply = { status: "error", execution_count: message.count, ...error } as const;
      post({ type: "done", reply, output: undefined });
    } else if (message.type === "ask") {
      post({ type: "answer", id: message.id, content: { status: "error", ...error } });
    } else if (message.type === "interrupt") {
      Atomics.store(shared, Slot.settled, message.id);
      post({ type: "settled" });
    } else if (message.type === "exit") leave(worker, post);
  });
}

function leave(worker: Worker, post: (message: ToWorker) => void): void {
  worker.on("exit", () => exit(0));
  post({ type: "bye" });
}

function serve(
  worker: Worker,
  engine: Engine,
  post: (message: ToWorker) => void,
  shared: Int32Array,
): void {
  const runner = new CellRunner(engine, post, shared);
  process.on("SIGINT", () => {
    // During an interrupt: one of its own signals, which are for child processes.
    if (!isPending(shared)) post({ type: "signal" });
  });
  publishAllDisplays(post);
  bindToCells(globalThis, ["setTimeout", "setInterval", "setImmediate", "queueMicrotask"]);
  bindToCells(process, ["nextTick"]);
  loadBuiltinsWhole(shared);
  forbidExit();
  filterWarnings();
  printMatricesAsShown();
  reportLateErrors((name) => runner.find(name));
  worker.on("message", (message: ToMain) => {
    if (message.type === "execute") runner.run(message);
    else if (message.type === "interrupt") runner.interrupt(message.id);
    else if (message.type === "exit") {
      endChildren();
      leave(worker, post);
    } else if (message.type === "ask") {
      const content = answer(engine, message.kind, message.content);
      post({ type: "answer", id: message.id, content });
    }
  });
  // Not if cells are waiting already: the first of them warms the compiler just as well.
  setImmediate(() => {
    if (runner.isIdle) engine.warm();
  });
}
