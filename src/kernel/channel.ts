import type { MessagePort } from "node:worker_threads";
import type { Connection } from "./connection.js";
import type { OutputEnds } from "./descriptors.js";
import type { Header, Json } from "./wire.js";

/**
 * What the two threads of the kernel say to each other. The main thread runs cells; the worker thread
 * owns the sockets, so that it can answer and interrupt while a cell computes.
 */
export type ToMain =
  | { type: "execute"; parent: Header; request: ExecuteRequest; file: string; count: number }
  | { type: "ask"; id: number; kind: Question; content: Place }
  | { type: "interrupt"; id: number }
  | { type: "listening" }
  | { type: "exit" };

export type ToWorker =
  | { type: "publish"; parent: Header | undefined; msgType: string; content: object }
  | { type: "stream"; parent: Header; name: StreamName; text: string; mark: number }
  | { type: "input"; prompt: string; password: boolean }
  | { type: "answer"; id: number; content: object }
  | { type: "signal" }
  | { type: "settled" }
  | { type: "bye" }
  | { type: "done"; reply: ExecuteReply; output: string | undefined };

export type StreamName = "stdout" | "stderr";

/** The requests that only the main thread, with its compiler, can answer. */
export type Question = "complete" | "inspect" | "is_complete";

/** A place in code, in characters from its start; none is the end. */
export type Place = { code: string; cursor_pos: number | undefined };

/** The content of an execute_request, defaults filled in. */
export interface ExecuteRequest {
  code: string;
  silent: boolean;
  store_history: boolean;
  user_expressions: Record<string, string>;
  allow_stdin: boolean;
  stop_on_error: boolean;
}

/** An error as the protocol tells it. */
export interface ErrorContent {
  ename: string;
  evalue: string;
  traceback: string[];
}

export type ExecuteReply =
  | { status: "ok"; execution_count: number; payload: []; user_expressions: Json }
  | ({ status: "error"; execution_count: number } & ErrorContent);

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
