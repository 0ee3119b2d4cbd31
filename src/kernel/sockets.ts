import * as zmq from "zeromq";
import { address, type Connection } from "./connection.js";

type Frames = readonly (Uint8Array | string)[];

/** A socket that front ends send requests on. */
export type Channel = "shell" | "control" | "stdin";

/** A longer frame, in bytes, is no request: ZeroMQ hangs up on whoever sends it. */
const MAX_FRAME = 1 << 28;

/**
 * So many answers are kept for a front end that does not read them; further ones are lost to it alone.
 * Requests need no more room than ZeroMQ's own: whoever sends more of them has to wait, none is lost.
 */
const MAX_UNREAD = 10_000;

/** The five sockets of a kernel, each bound to the connection file's own address. */
export class Sockets {
  readonly #routers: Record<Channel, zmq.Router>;
  readonly #iopub: zmq.XPublisher;
  /** A router that sends everything back: a reply socket is lost with the first peer that goes astray. */
  readonly #heartbeat: zmq.Router;
  /** One send at a time per socket: ZeroMQ refuses a second one while the first is under way. */
  readonly #tails = new Map<zmq.Socket, Promise<void>>();

  constructor() {
    const socket = { maxMessageSize: MAX_FRAME, linger: 1000 };
    // A front end that connects anew takes over from its old connection, which has its identity.
    const router = { ...socket, sendHighWaterMark: MAX_UNREAD, handover: true };
    this.#routers = {
      shell: new zmq.Router(router),
      control: new zmq.Router(router),
      stdin: new zmq.Router(router),
    };
    // Without a mark: beyond it, ZeroMQ would drop output silently.
    this.#iopub = new zmq.XPublisher({ ...socket, sendHighWaterMark: 0 });
    this.#iopub.verbosity = "allSubs";
    this.#heartbeat = new zmq.Router({ ...router, linger: 0 });
  }

  /** Binds all sockets and starts to echo heartbeats. */
  async bind(connection: Connection): Promise<void> {
    const { shell, control, stdin } = this.#routers;
    await Promise.all([
      shell.bind(address(connection, connection.shell_port)),
      control.bind(address(connection, connection.control_port)),
      stdin.bind(address(connection, connection.stdin_port)),
      this.#iopub.bind(address(connection, connection.iopub_port)),
      this.#heartbeat.bind(address(connection, connection.hb_port)),
    ]);
    void this.#echo();
  }

  send(channel: Channel | "iopub", frames: Frames): void {
    const socket = channel === "iopub" ? this.#iopub : this.#routers[channel];
    const sent = (this.#tails.get(socket) ?? Promise.resolve())
      .then(() => socket.send([...frames]))
      // A front end that has gone is no reason to stop.
      .catch(() => {});
    this.#tails.set(socket, sent);
  }

  /**
   * Calls `receive` with the frames of each message that comes in on `channel`, as soon as the answers there
   * to the one before are sent: a front end that is quick to ask would fill the memory with unsent ones.
   * What is published is not waited for: an interrupt has to come through a flood of output.
   */
  async listen(channel: Channel, receive: (frames: Buffer[]) => void): Promise<void> {
    for await (const frames of messages(this.#routers[channel])) {
      receive(frames);
      await this.#tails.get(this.#routers[channel]);
    }
  }

  /** Calls `receive` with the topic of each subscription to iopub. */
  async subscriptions(receive: (topic: Buffer) => void): Promise<void> {
    for await (const [frame] of messages(this.#iopub)) {
      // ZeroMQ's own notice: 1 and the topic for a subscription, 0 for its end.
      if (frame?.[0] === 1) receive(frame.subarray(1));
    }
  }

  /** Resolves when everything handed to `send` is with ZeroMQ. */
  async flushed(): Promise<void> {
    await Promise.all(this.#tails.values());
  }

  /** Closes all sockets; without it the end of the thread is the end, with a crash, of the process. */
  close(): void {
    for (const socket of [...Object.values(this.#routers), this.#iopub, this.#heartbeat]) {
      socket.close();
    }
  }

  async #echo(): Promise<void> {
    for await (const frames of messages(this.#heartbeat)) {
      await this.#heartbeat.send(frames).catch(() => {});
    }
  }
}

/** The messages of a socket until it is closed. */
async function* messages(socket: zmq.Router | zmq.XPublisher): AsyncGenerator<Buffer[]> {
  while (!socket.closed) {
    try {
      yield await socket.receive();
    } catch (error) {
      // ZeroMQ announces messages that, when it looks closer, are none (EAGAIN).
      if (!socket.closed && (error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    }
  }
}
