import { Inflate } from "fflate";

/** One bit of deflate is at most this many bytes: 258 in two bits. */
export const MOST_BYTES_PER_BYTE = 1032;

/** Bytes inflated at a time: what comes beyond `size` until that is seen is at most 17 MB. */
const STEP = 2 ** 14;
/** Steps that may give nothing: four, while a block of 64 kB that is not deflated comes in. */
const MOST_IDLE_STEPS = 8;

/**
 * The bytes that a deflate stream holds, up to `size` of them; in their place the text of what is
 * wrong. A stream that holds more is not inflated to its end, so that a few kilobytes cannot fill
 * the memory.
 */
export function inflate(deflated: Uint8Array, size: number): Uint8Array | string {
  if (size > deflated.length * MOST_BYTES_PER_BYTE) {
    return `${deflated.length} bytes, which cannot hold that many`;
  }
  const bytes = new Uint8Array(size);
  let length = 0;
  let idle = 0;
  const stream = new Inflate((chunk) => {
    if (length + chunk.length <= size) bytes.set(chunk, length);
    length += chunk.length;
    idle = chunk.length > 0 ? 0 : idle + 1;
  });
  try {
    for (let start = 0; start < deflated.length && length < size; start += STEP) {
      if (idle > MOST_IDLE_STEPS) break; // the stream has ended
      const end = start + STEP;
      stream.push(deflated.subarray(start, end), end >= deflated.length);
    }
  } catch (error) {
    return `a damaged stream (${error instanceof Error ? error.message : error})`;
  }
  if (length === size) return bytes;
  return length > size ? "more" : `${length}`;
}
