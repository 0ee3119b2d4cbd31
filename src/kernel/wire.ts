import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

/** A message's identity card, as the Jupyter messaging protocol defines it. */
export interface Header {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
}

/** A JSON object. */
export type Json = Record<string, unknown>;

/** A message as it came in: `identities` is the way back to the front end that sent it. */
export interface Message {
  identities: Uint8Array[];
  header: Header;
  content: Json;
}

/** The version of the messaging protocol that this kernel speaks. */
export const PROTOCOL_VERSION = "5.4";

const DELIMITER = Buffer.from("<IDS|MSG>");

/**
 * The two ends of the wire protocol for one connection key: `encode` a message into signed frames,
 * `decode` frames into a message. An empty key means unsigned messages.
 */
export class Wire {
  readonly #key: string;
  readonly #algorithm: string;
  readonly #session: string = randomUUID();

  /** `scheme` as in a connection file: "hmac-sha256", or any other digest that OpenSSL knows. */
  constructor(key: string, scheme = "hmac-sha256") {
    this.#key = key;
    this.#algorithm = scheme.replace(/^hmac-/, "");
    createHmac(this.#algorithm, key);
  }

  /** Frames of a new message of type `type`, in answer to `parent` (`undefined`: to none). */
  encode(
    identities: readonly Uint8Array[],
    type: string,
    content: object,
    parent: Header | undefined,
    metadata: object = {},
  ): (Uint8Array | string)[] {
    const header: Header = {
      msg_id: randomUUID(),
      msg_type: type,
      session: this.#session,
      username: "kernel",
      date: new Date().toISOString(),
      version: PROTOCOL_VERSION,
    };
    const parts = [header, parent ?? {}, metadata, content].map((part) => JSON.stringify(part));
    return [...identities, DELIMITER, this.#sign(parts), ...parts];
  }

  /** The message in `frames`, or `undefined` if it is malformed or its signature is wrong. */
  decode(frames: readonly Buffer[]): Message | undefined {
    const at = frames.findIndex((frame) => frame.equals(DELIMITER));
    const [signature, ...parts] = frames.slice(at + 1);
    if (at < 0 || signature === undefined || parts.length < 4) return undefined;
    if (!this.#verify(signature, parts)) return undefined;
    const [header, , , content] = parts.slice(0, 4).map((part) => parseObject(part));
    if (!isHeader(header) || content === undefined) return undefined;
    return { identities: frames.slice(0, at), header, content };
  }

  #sign(parts: readonly (Buffer | string)[]): string {
    if (this.#key === "") return "";
    const hmac = createHmac(this.#algorithm, this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }

  #verify(signature: Buffer, parts: readonly Buffer[]): boolean {
    if (this.#key === "") return true;
    // Any frames after the four JSON parts are buffers, which the signature does not cover.
    const expected = Buffer.from(this.#sign(parts.slice(0, 4)));
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  }
}

function parseObject(frame: Buffer): Json | undefined {
  try {
    const value: unknown = JSON.parse(frame.toString());
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Json)
      : undefined;
  } catch {
    return undefined;
  }
}

function isHeader(value: unknown): value is Header {
  const header = value as Partial<Header> | undefined;
  return typeof header?.msg_id === "string" && typeof header.msg_type === "string";
}
