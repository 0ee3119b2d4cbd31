import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { StringDecoder } from "node:string_decoder";
import { currentCell } from "../run/cells.js";
import type { StreamName } from "../run/messages.js";
import { Slot, type ToWorker } from "./channel.js";
import { withGateClosed } from "./gate.js";
import type { Mark } from "./output-marks.js";

/** A cell waits while more characters than this are on their way to the front end. */
const MAX_BACKLOG = 1 << 26;

type Written = (error?: Error | null) => void;

/**
 * Sends what is written to standard output and error to the cell on whose behalf it is written, by the streams
 * and by `fs`: in the order of the calls.
 */
export function captureStreams(
  post: (message: ToWorker) => void,
  shared: Int32Array,
  mark: Mark,
): void {
  const emit = (name: StreamName, text: string): void => {
    const cell = currentCell();
    if (text === "" || cell === undefined || cell.silent) return;
    const { parent } = cell;
    let backlog = Atomics.add(shared, Slot.backlog, text.length) + text.length;
    // An interrupt comes before or after, not between a mark and its message.
    withGateClosed(shared, () => post({ type: "stream", parent, name, text, mark: mark(name) }));
    while (backlog > MAX_BACKLOG) {
      Atomics.wait(shared, Slot.backlog, backlog, 50);
      backlog = Atomics.load(shared, Slot.backlog);
    }
  };
  for (const name of ["stdout", "stderr"] as const) {
    const decoder = new StringDecoder("utf8");
    const write = (
      chunk: string | Uint8Array,
      encoding?: BufferEncoding | Written,
      done?: Written,
    ): boolean => {
      const text = typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk));
      emit(name, text);
      const called = typeof encoding === "function" ? encoding : done;
      if (called !== undefined) process.nextTick(called);
      return true;
    };
    // A notebook is no terminal, even where Jupyter was started from one: no colour codes.
    Object.assign(process[name], { write, isTTY: false });
  }
  captureDescriptors();
}

/** Writes of `fs` to descriptors 1 and 2 go the way of the streams; the pipes there are for child processes. */
function captureDescriptors(): void {
  const { write, writeSync } = fs;
  const streams: Record<number, NodeJS.WriteStream> = { 1: process.stdout, 2: process.stderr };
  fs.writeSync = ((
    descriptor: number,
    data: string | NodeJS.ArrayBufferView,
    ...more: unknown[]
  ): number => {
    const stream = streams[descriptor];
    if (stream === undefined) return Reflect.apply(writeSync, fs, [descriptor, data, ...more]);
    const bytes = partOf(data, more);
    stream.write(bytes);
    return bytes.length;
  }) as typeof fs.writeSync;
  fs.write = ((
    descriptor: number,
    data: string | NodeJS.ArrayBufferView,
    ...more: unknown[]
  ): void => {
    if (!(descriptor in streams)) {
      Reflect.apply(write, fs, [descriptor, data, ...more]);
      return;
    }
    const done = more.at(-1) as (error: null, written: number, data: unknown) => void;
    const written = fs.writeSync(descriptor, partOf(data, more.slice(0, -1)));
    setImmediate(done, null, written, data);
  }) as typeof fs.write;
  syncBuiltinESMExports();
}

/** The bytes that `fs.writeSync(fd, data, ...more)` writes. */
function partOf(data: string | NodeJS.ArrayBufferView, [first, length]: unknown[]): Buffer {
  if (typeof data === "string")
    return Buffer.from(data, typeof length === "string" ? (length as BufferEncoding) : "utf8");
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const given = typeof first === "object" && first !== null ? first : { offset: first, length };
  const { offset, length: size } = given as { offset?: unknown; length?: unknown };
  const start = typeof offset === "number" ? offset : 0;
  return bytes.subarray(start, typeof size === "number" ? start + size : undefined);
}
