import * as zmq from "zeromq";
import { address, type Connection } from "./connection.js";

type Frames = readonly (Uint8Array | string)[];

/** A socket that front ends send requests on. */
export type Channel = "shell" | "control" | "stdin";

/** The five sockets of a kernel, each bound to the connection file's own address. */
export class Sockets {
  readonly #routers: Record<Channel, zmq.Router>;
  readonly #iopub: zmq.XPublisher;
  /** A router that sends everything back: a reply socket is lost with the first peer that goes astray. */
  readonly #heartbeat: zmq.Router;
  /** One send at a time per socket: ZeroMQ refuses a second one while the first is under way. */
  readonly #tails = new Map<zmq.Socket, Promise<void>>();

  constructor() {
    // A high-water mark of 0 means no limit: at any other, ZeroMQ drops output silently.
    const unlimited = { sendHighWaterMark: 0, receiveHighWaterMark: 0, linger: 1000 };
    // A front end that connects anew takes over from its old connection, which has its identity.
    const router = { ...unlimited, handover: true };
    this.#routers = {
      shell: new zmq.Router(router),
      control: new zmq.Router(router),
      stdin: new zmq.Router(router),
    };
    this.#iopub = new zmq.XPublisher(unlimited);
    this.#iopub.verbosity = "allSubs";
    this.#heartbeat = new zmq.Router({ ...unlimited, linger: 0 });
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

  /** Calls `receive` with the frames of each message that comes in on `channel`. */
  async listen(channel: Channel, receive: (frames: Buffer[]) => void): Promise<void> {
    for await (const frames of messages(this.#routers[channel])) receive(frames);
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
