import { StringDecoder } from "node:string_decoder";
import { currentCell } from "./cells.js";
import { Slot, type StreamName, type ToWorker } from "./channel.js";

/** A cell waits while more characters than this are on their way to the front end. */
const MAX_BACKLOG = 1 << 26;

type Written = (error?: Error | null) => void;

/** Sends what is written to standard output and error to the cell on whose behalf it is written. */
export function captureStreams(post: (message: ToWorker) => void, shared: Int32Array): void {
  for (const name of ["stdout", "stderr"] as const) {
    const decoder = new StringDecoder("utf8");
    const write = (
      chunk: string | Uint8Array,
      encoding?: BufferEncoding | Written,
      done?: Written,
    ): boolean => {
      const text = typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk));
      emit(name, text, post, shared);
      const called = typeof encoding === "function" ? encoding : done;
      if (called !== undefined) process.nextTick(called);
      return true;
    };
    // A notebook is no terminal, even where Jupyter was started from one: no colour codes.
    Object.assign(process[name], { write, isTTY: false });
  }
}

function emit(
  name: StreamName,
  text: string,
  post: (message: ToWorker) => void,
  shared: Int32Array,
): void {
  const cell = currentCell();
  if (text === "" || cell === undefined || cell.silent) return;
  let backlog = Atomics.add(shared, Slot.backlog, text.length) + text.length;
  post({ type: "stream", parent: cell.parent, name, text });
  while (backlog > MAX_BACKLOG) {
    Atomics.wait(shared, Slot.backlog, backlog, 50);
    backlog = Atomics.load(shared, Slot.backlog);
  }
}
