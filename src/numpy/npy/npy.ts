import { type AnyNpyArray, NpyArray } from "./array.js";
import { type Bytes, toBytes } from "./bytes.js";
import { decode, encode } from "./elements.js";
import { readHeader, writeHeader } from "./header.js";
import { type NpyInput, type NpyWriteOptions, toParts } from "./input.js";

/**
 * Reads an array from the bytes of a .npy file, as `np.load(file, allow_pickle=False)` does: bool,
 * integers and floats of up to 64 bits, in either order of bytes and of axes, format 1.0 to 3.0.
 * What follows the array is ignored.
 *
 * RangeError, before memory is taken for the array: a file that is damaged, cut short or of another
 * type, as text, complex, structured or Python objects; the message tells where, what was expected
 * and what came. TypeError unless `bytes` is a Uint8Array or an ArrayBuffer.
 *
 * Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function readNpy(bytes: Bytes): AnyNpyArray {
  return readArray("readNpy", toBytes("readNpy", bytes));
}

/** `readNpy` in the name of `call`. */
export function readArray(call: string, bytes: Uint8Array): AnyNpyArray {
  const header = readHeader(call, bytes);
  const { start, length } = header;
  const values = decode(header, bytes.subarray(start, start + length));
  return new NpyArray({ ...header, values }) as AnyNpyArray;
}

/**
 * The bytes of the .npy file, format 1.0, that `np.save` writes of the array: a `Matrix`, a typed
 * array, a number, bigint or boolean, arrays of these, what `readNpy` gives, or
 * `{ shape, values, dtype, fortranOrder, bigEndian }`.
 *
 * Numbers are rounded to the float of `dtype`, and beyond it infinite. TypeError: another kind of
 * array, element or option; RangeError: rows of different lengths, values that are not as many as
 * `shape` says, elements that the integers of `dtype`, or bool, do not have.
 */
export function writeNpy(array: NpyInput, options: NpyWriteOptions = {}): Uint8Array {
  return writeArray("writeNpy", array, options);
}

/** `writeNpy` in the name of `call`. */
export function writeArray(call: string, array: NpyInput, options: NpyWriteOptions): Uint8Array {
  const parts = toParts(call, array, options);
  const [header, data] = [writeHeader(parts), encode(parts, parts.values)];
  const bytes = new Uint8Array(header.length + data.length);
  bytes.set(header);
  bytes.set(data, header.length);
  return bytes;
}
