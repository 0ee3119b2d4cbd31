import type { Socket } from "node:net";

// ZeroMQ's wire protocol, version 3.0 without encryption (https://rfc.zeromq.org/spec/23/), as far as a
// server needs it that only answers. ZeroMQ itself may be what is damaged where this is used.

/** What a peer of ZeroMQ takes this end for. */
export type SocketType = "ROUTER" | "PUB" | "REP";

const GREETING_LENGTH = 64;
const MORE = 1;
const LONG = 2;
const COMMAND = 4;

/** One connection to a ZeroMQ socket; `hear` is called with the frames of each message that arrives. */
export class Peer {
  readonly #socket: Socket;
  readonly #hear: (frames: Buffer[]) => void;
  #received: Buffer = Buffer.alloc(0);
  #isGreeted = false;
  #frames: Buffer[] = [];

  constructor(socket: Socket, type: SocketType, hear: (frames: Buffer[]) => void) {
    this.#socket = socket;
    this.#hear = hear;
    socket.on("data", (data) => this.#read(data)).on("error", () => {});
    socket.write(greeting());
    socket.write(frame(ready(type), COMMAND));
  }

  /** Sends the frames of one message. */
  send(frames: readonly (Uint8Array | string)[]): void {
    frames.forEach((body, i) => {
      this.#socket.write(frame(Buffer.from(body), i < frames.length - 1 ? MORE : 0));
    });
  }

  #read(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    if (!this.#isGreeted) {
      if (this.#received.length < GREETING_LENGTH) return;
      this.#received = this.#received.subarray(GREETING_LENGTH);
      this.#isGreeted = true;
    }
    for (let next = this.#next(); next !== undefined; next = this.#next()) this.#take(...next);
  }

  /** The flags and the body of the next frame, if it has wholly arrived. */
  #next(): [number, Buffer] | undefined {
    const data = this.#received;
    const flags = data[0] ?? 0;
    const start = flags & LONG ? 9 : 2;
    if (data.length < start) return undefined;
    const length = flags & LONG ? Number(data.readBigUInt64BE(1)) : data.readUInt8(1);
    if (data.length < start + length) return undefined;
    this.#received = data.subarray(start + length);
    return [flags, data.subarray(start, start + length)];
  }

  #take(flags: number, body: Buffer): void {
    if (flags & COMMAND) return;
    this.#frames.push(body);
    if (flags & MORE) return;
    const frames = this.#frames;
    this.#frames = [];
    this.#hear(frames);
  }
}

/** Signature, version 3.0, the mechanism NULL. */
function greeting(): Buffer {
  const bytes = Buffer.alloc(GREETING_LENGTH);
  bytes[0] = 0xff;
  bytes[9] = 0x7f;
  bytes[10] = 3;
  bytes.write("NULL", 12);
  return bytes;
}

/** The command that ends the handshake: its name, and the property Socket-Type. */
function ready(type: SocketType): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(type.length);
  return Buffer.concat([Buffer.from("\x05READY\x0bSocket-Type"), length, Buffer.from(type)]);
}

function frame(body: Buffer, flags: number): Buffer {
  if (body.length < 256) return Buffer.concat([Buffer.from([flags, body.length]), body]);
  const head = Buffer.alloc(9);
  head[0] = flags | LONG;
  head.writeBigUInt64BE(BigInt(body.length), 1);
  return Buffer.concat([head, body]);
}
