import { readSync } from "node:fs";
import { Socket } from "node:net";
import { StringDecoder } from "node:string_decoder";
import type { StreamName } from "./channel.js";
import type { OutputEnds } from "./descriptors.js";

type Receive = (name: StreamName, text: string) => void;

interface Pipe {
  descriptor: number;
  read(bytes: Buffer): void;
}

/** Reads what child processes write to the standard output and error, while the main thread may compute. */
export class OutputPipes {
  readonly #pipes: Pipe[];
  readonly #chunk: Buffer = Buffer.alloc(1 << 16);
  #drained = 0;

  constructor(ends: OutputEnds | undefined, receive: Receive) {
    const names = ends === undefined ? [] : (["stdout", "stderr"] as const);
    this.#pipes = names.map((name) => {
      const decoder = new StringDecoder("utf8");
      const descriptor = ends?.[name] as number;
      const read = (bytes: Buffer): void => {
        const text = decoder.write(bytes);
        if (text !== "") receive(name, text);
      };
      const socket = new Socket({ fd: descriptor, readable: true, writable: false });
      socket.on("data", read).on("error", () => {});
      socket.unref();
      return { descriptor, read };
    });
  }

  /**
   * Reads all that is there by now. With `rarely`, not if that was done less than a millisecond ago: for each of
   * the texts of a flood it would take too long, and no child process is that quick.
   */
  drain(rarely = false): void {
    const now = performance.now();
    if (rarely && now - this.#drained < 1) return;
    this.#drained = now;
    for (const { descriptor, read } of this.#pipes) {
      for (let length = this.#next(descriptor); length > 0; length = this.#next(descriptor)) {
        read(this.#chunk.subarray(0, length));
      }
    }
  }

  #next(descriptor: number): number {
    try {
      return readSync(descriptor, this.#chunk);
    } catch {
      // Nothing is there (EAGAIN).
      return 0;
    }
  }
}
