import type { Header, StreamName } from "../run/messages.js";
import { Slot } from "./channel.js";

type Publish = (type: string, content: object, parent: Header) => void;

/** A message is sent when so many characters are waiting … */
const MAX_LENGTH = 1 << 18;
/** … or so many milliseconds after the first of them came. */
const MAX_WAIT = 10;

/** Joins the many small writes of a cell into few stream messages, in order and without loss. */
export class StreamJoiner {
  readonly #publish: Publish;
  readonly #shared: Int32Array;
  #parent: Header | undefined;
  #name: StreamName = "stdout";
  #parts: string[] = [];
  #length = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(publish: Publish, shared: Int32Array) {
    this.#publish = publish;
    this.#shared = shared;
  }

  add(parent: Header, name: StreamName, text: string): void {
    if (parent.msg_id !== this.#parent?.msg_id || name !== this.#name) this.flush();
    this.#parent = parent;
    this.#name = name;
    this.#parts.push(text);
    this.#length += text.length;
    if (this.#length >= MAX_LENGTH) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), MAX_WAIT);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#parent === undefined || this.#length === 0) return;
    const text = this.#parts.join("");
    this.#parts = [];
    this.#length = 0;
    this.#publish("stream", { name: this.#name, text }, this.#parent);
    // Wakes a cell that waits for its output to get away.
    Atomics.sub(this.#shared, Slot.backlog, text.length);
    Atomics.notify(this.#shared, Slot.backlog);
  }
}
