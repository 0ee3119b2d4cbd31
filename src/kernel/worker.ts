import { writeSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import type { Header } from "../run/messages.js";
import { Slot, type ToMain, type ToWorker, type WorkerData } from "./channel.js";
import { History } from "./history.js";
import { Interrupter, signalGroup } from "./interrupter.js";
import { kernelInfo } from "./kernel-info.js";
import { dieWithParent } from "./lifetime.js";
import { Mail } from "./mail.js";
import { OutputPipes } from "./output-pipes.js";
import { Session } from "./session.js";
import { Sockets } from "./sockets.js";
import { Wire } from "./wire.js";

const { connection, connectionFile, historyFile, shared, input, output, markKey, log } =
  workerData as WorkerData;
const wire = new Wire(connection.key, connection.signature_scheme);
const sockets = new Sockets();
const mail = new Mail(wire, sockets, shared);

const pipes = new OutputPipes(output, markKey, (name, text) => {
  if (latest === undefined) return;
  // The joiner counts what is on its way; the main thread has not counted this.
  Atomics.add(shared, Slot.backlog, text.length);
  mail.stream(latest, name, text);
});

/** The cell that runs, or ran last: what child processes write is its output. */
let latest: Header | undefined;

function toMain(message: ToMain): void {
  if (message.type === "execute") latest = message.request.silent ? undefined : message.parent;
  parentPort?.postMessage(message);
}

function giveInput(value: string): void {
  input.postMessage(value);
  Atomics.add(shared, Slot.inputs, 1);
  Atomics.notify(shared, Slot.inputs);
}

/** Asks the main thread to end the process, and ends it by force if a cell keeps it from doing so. */
async function shutdown(): Promise<void> {
  setTimeout(() => signalGroup("SIGKILL"), 1000).unref();
  await sockets.flushed();
  toMain({ type: "exit" });
}

/**
 * Ends this thread; the main thread waits for that. If the process ended while a socket is open, or has
 * only just been closed, ZeroMQ's add-on would make it crash.
 */
async function leave(): Promise<void> {
  await delay(20);
  sockets.close();
  await delay(20);
  process.exit(0);
}

async function start(): Promise<void> {
  const session = new Session({
    mail,
    history: new History(historyFile),
    interrupter: new Interrupter(shared, (id) => toMain({ type: "interrupt", id })),
    toMain,
    giveInput,
    shutdown,
    kernelInfo,
  });
  parentPort?.on("message", (message: ToWorker) => {
    if (message.type === "stream") {
      const { parent, name, text, mark } = message;
      pipes.inOrder(name, mark, () => mail.stream(parent, name, text));
      return;
    }
    // What was written before the message was sent comes first.
    pipes.drain();
    if (message.type === "bye") void leave();
    else session.hear(message);
  });
  dieWithParent(connectionFile);
  await sockets.bind(connection);
  for (const channel of ["shell", "control", "stdin"] as const) {
    void sockets.listen(channel, (frames) => {
      const message = wire.decode(frames);
      if (message !== undefined) session.receive(channel, message);
    });
  }
  void sockets.subscriptions(welcome);
  toMain({ type: "listening" });
}

let started = false;

/** Greets a front end that subscribes to iopub; the first one also hears that the kernel starts. */
function welcome(topic: Buffer): void {
  const content = { subscription: topic.toString() };
  sockets.send("iopub", wire.encode([topic], "iopub_welcome", content, undefined));
  if (started) return;
  started = true;
  mail.publish("status", { execution_state: "starting" }, undefined);
}

start().catch((error: Error) => {
  writeSync(log, `middle-layer kernel: cannot listen: ${error.message}\n`);
  signalGroup("SIGKILL");
});
