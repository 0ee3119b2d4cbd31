import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { Readable } from "node:stream";
import { currentCell, isCellRunning } from "../run/cells.js";
import type { Ask } from "../run/prelude.js";

/**
 * Has reads of the standard input ask the front end, a line each time: by `fs`, where an empty answer is the
 * end of the input, and by `process.stdin`. Where the front end cannot ask, the call throws and says so.
 */
export function answerReads(ask: Ask): void {
  const { readFileSync, readSync } = fs;
  let rest: Buffer = Buffer.alloc(0);
  fs.readFileSync = ((path: fs.PathOrFileDescriptor, options?: unknown): string | Buffer => {
    if (path !== 0 && path !== "/dev/stdin") return readFileSync(path, options as BufferEncoding);
    const line = lineOf(ask, "readFileSync");
    const encoding =
      typeof options === "string" ? options : (options as { encoding?: unknown })?.encoding;
    return encoding ? line.toString(encoding as BufferEncoding) : line;
  }) as typeof fs.readFileSync;
  fs.readSync = ((
    descriptor: number,
    buffer: NodeJS.ArrayBufferView,
    ...more: unknown[]
  ): number => {
    if (descriptor !== 0) return Reflect.apply(readSync, fs, [descriptor, buffer, ...more]);
    if (rest.length === 0) rest = lineOf(ask, "readSync");
    const into = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    const { offset = 0, length = into.length } = placeIn(more);
    const copied = rest.copy(into, offset, 0, Math.min(length, rest.length));
    rest = rest.subarray(copied);
    return copied;
  }) as typeof fs.readSync;
  syncBuiltinESMExports();
  let input = new StandardInput(ask);
  Object.defineProperty(process, "stdin", {
    get: () => {
      // One that has failed is of no use to later cells.
      if (input.destroyed) input = new StandardInput(ask);
      return input;
    },
    configurable: true,
  });
}

/** A typed line with its end; nothing for an empty one. */
function lineOf(ask: Ask, call: string): Buffer {
  const line = ask(call, "");
  return Buffer.from(line === "" ? "" : `${line}\n`);
}

/** `(fd, buffer, offset, length)` or `(fd, buffer, { offset, length })`. */
function placeIn([first, length]: unknown[]): { offset?: number; length?: number } {
  if (typeof first === "object" && first !== null) return first;
  return {
    ...(typeof first === "number" ? { offset: first } : {}),
    ...(typeof length === "number" ? { length } : {}),
  };
}

/** `process.stdin`: what the reader types, as long as a cell runs. */
class StandardInput extends Readable {
  readonly fd = 0;
  readonly isTTY = false;
  readonly #ask: Ask;

  constructor(ask: Ask) {
    super();
    this.#ask = ask;
  }

  /** Throws at once where the front end cannot ask: who listens would wait for ever. */
  override resume(): this {
    this.#check();
    return super.resume();
  }

  override _read(): void {
    // Not at once: the line before may have been what the next question waits for.
    setImmediate(() => {
      if (!isCellRunning()) {
        this.destroy();
        return;
      }
      try {
        this.push(`${this.#ask("process.stdin", "")}\n`);
      } catch (error) {
        this.destroy(error as Error);
      }
    });
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  #check(): void {
    if (currentCell()?.allowStdin === false) this.#ask("process.stdin", "");
  }
}
