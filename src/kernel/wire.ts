import { isUtf8 } from "node:buffer";
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { Header, Json } from "../run/messages.js";
import { Replays } from "./replays.js";

/** Whether `value`, of what JSON can say, is an object. */
export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

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
  readonly #replays = new Replays();

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

  /** The message in `frames`, or `undefined` if it is malformed, wrongly signed, or sent again. */
  decode(frames: readonly Buffer[]): Message | undefined {
    const at = frames.findIndex((frame) => frame.equals(DELIMITER));
    const [signature, ...parts] = frames.slice(at + 1);
    if (at < 0 || signature === undefined || parts.length < 4) return undefined;
    if (!this.#verify(signature, parts)) return undefined;
    const [first, , , content] = parts.slice(0, 4).map((part) => parseObject(part));
    if (first === undefined || content === undefined) return undefined;
    const header = flat(first);
    return isHeader(header) ? { identities: frames.slice(0, at), header, content } : undefined;
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
    const expected = this.#sign(parts.slice(0, 4));
    const isRight =
      signature.length === expected.length && timingSafeEqual(signature, Buffer.from(expected));
    return isRight && !this.#replays.has(expected);
  }
}

function parseObject(frame: Buffer): Json | undefined {
  try {
    const value: unknown = isUtf8(frame) ? JSON.parse(frame.toString()) : undefined;
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Without what is nested, which the protocol does not know: a header goes back with each answer, and JSON
 * can be read that is nested too deeply to be written.
 */
function flat(header: Json): Json {
  return Object.fromEntries(Object.entries(header).filter(([, value]) => Object(value) !== value));
}

function isHeader(header: Json | Header): header is Header {
  return typeof header.msg_id === "string" && typeof header.msg_type === "string";
}
