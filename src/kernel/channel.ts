import type { MessagePort } from "node:worker_threads";
import type { Execution, Header, Place, Question, StreamName, Told } from "../run/messages.js";
import type { Connection } from "./connection.js";
import type { OutputEnds } from "./descriptors.js";

/**
 * What the two threads of the kernel say to each other. The main thread runs cells; the worker thread
 * owns the sockets, so that it can answer and interrupt while a cell computes.
 */
export type ToMain =
  | ({ type: "execute" } & Execution)
  | { type: "ask"; id: number; kind: Question; content: Place }
  | { type: "interrupt"; id: number }
  | { type: "listening" }
  | { type: "exit" };

export type ToWorker =
  | Told
  | { type: "stream"; parent: Header; name: StreamName; text: string; mark: number }
  | { type: "answer"; id: number; content: object }
  | { type: "signal" }
  | { type: "settled" }
  | { type: "bye" };

/** What the worker thread is started with. */
export interface WorkerData {
  connection: Connection;
  connectionFile: string;
  historyFile: string;
  shared: Int32Array;
  input: MessagePort;
  /** Where to read what child processes write, if it is redirected. */
  output: OutputEnds | undefined;
  /** The key of the marks in the pipes of the output. */
  markKey: Uint8Array;
  /** The descriptor of Jupyter's log. */
  log: number;
}

/** The slots of the Int32Array that both threads see. */
export const Slot = {
  /** Interrupts asked for, which is also the number of the latest. */
  asked: 0,
  /** The number of the latest interrupt that is over; equal to `asked` when none is under way. */
  settled: 1,
  /** Who may go on: see `gate.ts`. */
  gate: 2,
  /** Characters of output on their way to the worker. */
  backlog: 3,
  /** Answers to input_request that have come in. */
  inputs: 4,
  /** Signals that the worker has sent for interrupts. */
  signals: 5,
  count: 6,
} as const;
