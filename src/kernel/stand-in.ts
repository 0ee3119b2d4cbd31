import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import type { Json } from "../run/messages.js";
import { type Connection, readConnection } from "./connection.js";
import { dieWithParent } from "./lifetime.js";
import { type Message, PROTOCOL_VERSION, Wire } from "./wire.js";
import { Peer } from "./zmtp.js";

/** Messages that are answered and published; `parent` is what they answer. */
type Send = (type: string, content: Json) => void;

/**
 * Speaks with Jupyter in the place of a kernel that cannot start: each cell that is run fails with
 * `text`. Needs no packages. Rejects if it cannot listen where the file at `connectionFile` says.
 */
export async function standIn(connectionFile: string, text: string): Promise<void> {
  const connection = readConnection(connectionFile);
  const wire = new Wire(connection.key, connection.signature_scheme);
  const listeners = new Set<Peer>();
  const publish =
    (message: Message): Send =>
    (type, content) => {
      const frames = wire.encode([Buffer.from(type)], type, content, message.header);
      for (const listener of listeners) listener.send(frames);
    };
  const requests = (socket: Socket): void => {
    const peer = new Peer(socket, "ROUTER", (frames) => {
      const message = wire.decode(frames);
      if (message === undefined) return;
      const reply: Send = (type, content) =>
        peer.send(wire.encode(message.identities, type, content, message.header));
      answer(message, text, reply, publish(message));
    });
  };
  const heartbeat = (socket: Socket): void => {
    const peer = new Peer(socket, "REP", (frames) => peer.send(frames));
  };
  const subscribers = (socket: Socket): void => {
    const peer = new Peer(socket, "PUB", () => {});
    listeners.add(peer);
    socket.on("close", () => listeners.delete(peer));
  };
  await Promise.all([
    listen(connection, connection.shell_port, requests),
    listen(connection, connection.control_port, requests),
    listen(connection, connection.stdin_port, requests),
    listen(connection, connection.hb_port, heartbeat),
    listen(connection, connection.iopub_port, subscribers),
  ]);
  dieWithParent(connectionFile);
}

async function listen(
  { transport, ip }: Connection,
  port: number,
  connected: (socket: Socket) => void,
): Promise<void> {
  const server = createServer({ noDelay: true }, connected);
  if (transport === "ipc") server.listen(`${ip}-${port}`);
  else server.listen(port, ip);
  await once(server, "listening"); // rejects with an error of the server
}

function answer(message: Message, text: string, reply: Send, publish: Send): void {
  const type = message.header.msg_type;
  const error = { ename: "Error", evalue: text, traceback: [text] };
  publish("status", { execution_state: "busy" });
  if (type === "kernel_info_request") reply("kernel_info_reply", kernelInfo(text));
  else if (type === "comm_info_request") reply("comm_info_reply", { status: "ok", comms: {} });
  else if (type === "execute_request") {
    publish("error", error);
    reply("execute_reply", { status: "error", execution_count: 0, ...error });
  } else if (type === "shutdown_request" || type === "interrupt_request") {
    reply(type.replace("request", "reply"), { status: "ok", restart: message.content.restart });
  } else if (type.endsWith("_request")) {
    reply(type.replace("request", "reply"), { status: "error", ...error });
  }
  publish("status", { execution_state: "idle" });
  // Not before the answer has left.
  if (type === "shutdown_request") setTimeout(() => process.exit(0), 100);
}

function kernelInfo(banner: string): Json {
  return {
    status: "ok",
    protocol_version: PROTOCOL_VERSION,
    implementation: "middle-layer",
    implementation_version: "",
    language_info: {
      name: "typescript",
      version: "",
      mimetype: "text/typescript",
      file_extension: ".ts",
    },
    banner,
    help_links: [],
  };
}
