import { Buffer } from "node:buffer";
import { failure } from "../run/failure.js";
import type { Header, StreamName } from "../run/messages.js";
import type { Channel, Sockets } from "./sockets.js";
import { StreamJoiner } from "./stream-joiner.js";
import type { Message, Wire } from "./wire.js";

/** A message as it came in, with the channel that its reply goes back on. */
export interface Received {
  channel: Channel;
  message: Message;
}

/**
 * What the kernel tells front ends, in the order in which it is told. A cell can show what JSON cannot say,
 * as a cycle: then an error is told in its place.
 */
export class Mail {
  readonly #wire: Wire;
  readonly #sockets: Sockets;
  readonly #streams: StreamJoiner;

  constructor(wire: Wire, sockets: Sockets, shared: Int32Array) {
    this.#wire = wire;
    this.#sockets = sockets;
    this.#streams = new StreamJoiner((...message) => this.publish(...message), shared);
  }

  /** Tells all front ends, on iopub. */
  publish(type: string, content: object, parent: Header | undefined): void {
    this.#streams.flush();
    try {
      this.#post("iopub", [Buffer.from(type)], type, content, parent);
    } catch (error) {
      const text = `${type}: ${(error as Error).message}\n`;
      this.#post("iopub", [Buffer.from("stream")], "stream", { name: "stderr", text }, parent);
    }
  }

  /** As `publish` does with text that a cell prints, but many short texts together. */
  stream(parent: Header, name: StreamName, text: string): void {
    this.#streams.add(parent, name, text);
  }

  /** Replies to a request. */
  reply({ channel, message }: Received, content: object): void {
    const type = message.header.msg_type.replace(/_request$/, "_reply");
    this.#streams.flush();
    try {
      this.#post(channel, message.identities, type, content, message.header);
    } catch (error) {
      this.#post(channel, message.identities, type, failure(error as Error), message.header);
    }
  }

  /** Asks the front end whose cell is run in answer to `message` for input. */
  ask(content: { prompt: string; password: boolean }, { identities, header }: Message): void {
    this.#streams.flush();
    this.#post("stdin", identities, "input_request", content, header);
  }

  #post(
    channel: Channel | "iopub",
    way: readonly Uint8Array[],
    type: string,
    content: object,
    parent: Header | undefined,
  ): void {
    this.#sockets.send(channel, this.#wire.encode(way, type, content, parent));
  }
}
