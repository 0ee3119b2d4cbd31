import { gunzipSync } from "fflate";
import { describe } from "../check.js";
import { crc32 } from "./crc32.js";

/** The most that a deflated byte can stand for, rounded up: 258 bytes take 2 bits. */
const MOST = 1033;
/** The bytes before and behind what is deflated. */
const [HEAD, TAIL] = [10, 8];

/** Whether `bytes` begin as a gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * What a gzip file of one member holds. RangeError, in the name of `call`, if it is damaged: not
 * whole, of another length or checksum than it says. Its length is compared with what its bytes can
 * stand for before memory is taken.
 * Form: https://www.rfc-editor.org/rfc/rfc1952
 */
export function gunzip(call: string, bytes: Uint8Array): Uint8Array {
  const damaged = (got: string): RangeError =>
    new RangeError(`${call}: expected a whole gzip file, got ${got}`);
  if (bytes.length < HEAD + TAIL) throw damaged(`${bytes.length} bytes`);
  const tail = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - TAIL, TAIL);
  const [sum, length] = [tail.getUint32(0, true), tail.getUint32(4, true)];
  if (length > MOST * bytes.length) {
    throw damaged(`${bytes.length} bytes that claim to hold ${length}`);
  }
  let content: Uint8Array;
  try {
    content = gunzipSync(bytes, { out: new Uint8Array(length) });
  } catch (error) {
    throw damaged(error instanceof Error ? `"${error.message}"` : describe(error));
  }
  if (content.length !== length) throw damaged(`${content.length} bytes in place of ${length}`);
  if (crc32(content) !== sum) throw damaged("another checksum");
  return content;
}
