import { readSync } from "node:fs";
import { Socket } from "node:net";
import { StringDecoder } from "node:string_decoder";
import type { StreamName } from "../run/messages.js";
import type { OutputEnds } from "./descriptors.js";
import { MarkedBytes } from "./output-marks.js";

/** Reads what child processes write to the standard output and error, while the main thread may compute. */
export class OutputPipes {
  readonly #pipes = new Map<StreamName, OutputPipe>();

  constructor(
    ends: OutputEnds | undefined,
    key: Uint8Array,
    receive: (name: StreamName, text: string) => void,
  ) {
    if (ends === undefined) return;
    for (const name of ["stdout", "stderr"] as const) {
      const pipe = new OutputPipe(ends[name].read, key, (text) => receive(name, text));
      this.#pipes.set(name, pipe);
    }
  }

  /** Passes on what was written before the mark of message `number`, then does `deliver`, which passes that on. */
  inOrder(name: StreamName, number: number, deliver: () => void): void {
    const pipe = this.#pipes.get(name);
    pipe?.readTo(number);
    deliver();
    pipe?.passed(number);
  }

  /** Passes on all that is there by now. */
  drain(): void {
    for (const pipe of this.#pipes.values()) pipe.drain();
  }
}

class OutputPipe {
  readonly #descriptor: number;
  readonly #chunk: Buffer = Buffer.alloc(1 << 16);
  readonly #bytes: MarkedBytes;
  /** The number of the message that came last. */
  #last = 0;

  constructor(descriptor: number, key: Uint8Array, receive: (text: string) => void) {
    this.#descriptor = descriptor;
    const decoder = new StringDecoder("utf8");
    this.#bytes = new MarkedBytes(key, (bytes) => {
      const text = decoder.write(bytes);
      if (text !== "") receive(text);
    });
    const socket = new Socket({ fd: descriptor, readable: true, writable: false });
    socket.on("data", (bytes) => {
      this.#bytes.add(bytes);
      this.#bytes.passOn(this.#last);
    });
    socket.on("error", () => {});
    socket.unref();
  }

  readTo(number: number): void {
    while (!this.#bytes.passOn(number - 1) && this.#read());
  }

  passed(number: number): void {
    this.#last = number;
    this.#bytes.passOn(number);
  }

  drain(): void {
    while (this.#read()) this.#bytes.passOn(this.#last);
  }

  /** Reads what fits into a chunk; whether anything was there. */
  #read(): boolean {
    try {
      const length = readSync(this.#descriptor, this.#chunk);
      this.#bytes.add(this.#chunk.subarray(0, length));
      return length > 0;
    } catch {
      // Nothing is there (EAGAIN).
      return false;
    }
  }
}
