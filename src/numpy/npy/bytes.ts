import { describe } from "../../check.js";
import { typedArrayName } from "./dtype.js";

/** The bytes of a file: those of a `Uint8Array`, or of the whole of an `ArrayBuffer`. */
export type Bytes = Uint8Array | ArrayBuffer;

/** The bytes as a plain view, also those of a `Buffer`. TypeError for anything else. */
export function toBytes(call: string, bytes: unknown): Uint8Array {
  // By their names, since they may come from another realm, with classes of its own.
  if (typedArrayName(bytes) === "Uint8Array") {
    const { buffer, byteOffset, length } = bytes as Uint8Array;
    return new Uint8Array(buffer, byteOffset, length);
  }
  if (Object.prototype.toString.call(bytes) === "[object ArrayBuffer]") {
    return new Uint8Array(bytes as ArrayBuffer);
  }
  throw new TypeError(
    `${call}: expected bytes to be a Uint8Array or an ArrayBuffer, got ${describe(bytes)}`,
  );
}
