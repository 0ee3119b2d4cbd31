import { randomBytes } from "node:crypto";
import { writeSync } from "node:fs";
import type { StreamName } from "../run/messages.js";
import type { OutputEnds } from "./descriptors.js";

/**
 * A cell's own output goes to the worker by message, that of its child processes through pipes. A mark in the
 * pipe keeps the place of each message there, so that the order of the writes is the order in the cell.
 * It is a key that nobody else knows and the number of the message, written at once (4 kB or less are never split).
 */
const NUMBER_LENGTH = 6;

export const createMarkKey = (): Uint8Array => randomBytes(16);

/** Writes the mark of the next message of a stream, and returns its number. */
export type Mark = (name: StreamName) => number;

/** Marks in the pipes `ends`; without pipes the numbers alone. */
export function createMark(ends: OutputEnds | undefined, key: Uint8Array): Mark {
  const written = { stdout: 0, stderr: 0 };
  const mark = Buffer.concat([key, Buffer.alloc(NUMBER_LENGTH)]);
  return (name) => {
    const number = ++written[name];
    mark.writeUIntBE(number, key.length, NUMBER_LENGTH);
    if (ends !== undefined) writeSync(ends[name].write, mark);
    return number;
  };
}

/** Takes what was read from a pipe apart, at its marks. */
export class MarkedBytes {
  readonly #key: Uint8Array;
  readonly #receive: (bytes: Buffer) => void;
  #rest: Buffer = Buffer.alloc(0);

  /** `receive` gets what stands between the marks. */
  constructor(key: Uint8Array, receive: (bytes: Buffer) => void) {
    this.#key = key;
    this.#receive = receive;
  }

  add(bytes: Buffer): void {
    this.#rest = this.#rest.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#rest, bytes]);
  }

  /** Passes on what stands before the first mark with a number above `last`; returns whether there is one. */
  passOn(last: number): boolean {
    for (;;) {
      const start = this.#rest.indexOf(this.#key);
      const end = start + this.#key.length + NUMBER_LENGTH;
      if (start < 0 || end > this.#rest.length) {
        this.#take(start < 0 ? this.#rest.length - this.#begun() : start);
        return false;
      }
      this.#take(start);
      if (this.#rest.readUIntBE(this.#key.length, NUMBER_LENGTH) > last) return true;
      this.#rest = this.#rest.subarray(end - start);
    }
  }

  #take(length: number): void {
    if (length === 0) return;
    this.#receive(this.#rest.subarray(0, length));
    this.#rest = this.#rest.subarray(length);
  }

  /** How many bytes at the end may be the beginning of a mark. */
  #begun(): number {
    for (let length = Math.min(this.#key.length - 1, this.#rest.length); length > 0; length--) {
      const end = this.#rest.subarray(this.#rest.length - length);
      if (end.equals(this.#key.subarray(0, length))) return length;
    }
    return 0;
  }
}
