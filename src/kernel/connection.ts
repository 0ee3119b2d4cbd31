import { readFileSync } from "node:fs";

/** What a connection file says: where to listen, and the key that signs messages. */
export interface Connection {
  transport: "tcp" | "ipc";
  ip: string;
  key: string;
  signature_scheme: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
}

const PORTS = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"] as const;

/** Reads the connection file that a front end wrote. Throws an Error that says what is wrong with it. */
export function readConnection(path: string): Connection {
  const found: Partial<Connection> = JSON.parse(readFileSync(path, "utf8"));
  const connection = {
    transport: "tcp",
    ip: "127.0.0.1",
    key: "",
    signature_scheme: "hmac-sha256",
    ...found,
  } as Connection;
  for (const port of PORTS) {
    if (!Number.isInteger(connection[port])) {
      throw new Error(
        `connection file ${path}: expected a number ${port}, got ${connection[port]}`,
      );
    }
  }
  return connection;
}

/** The ZeroMQ address of a port: the connection's own address, never a wider one. */
export function address({ transport, ip }: Connection, port: number): string {
  return `${transport}://${ip}${transport === "ipc" ? "-" : ":"}${port}`;
}
