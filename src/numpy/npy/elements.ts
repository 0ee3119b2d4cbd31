import { type DType, LAYOUTS, type NpyValues } from "./dtype.js";
import { fromHalves, toHalves } from "./half.js";

const HOST_IS_BIG = new Uint8Array(new Uint16Array([1]).buffer)[0] === 0;

/** The elements in bytes of a file, of which a copy is taken. */
export function decode<D extends DType>(
  dtype: D,
  data: Uint8Array,
  bigEndian: boolean,
): NpyValues[D] {
  const { size, Values } = LAYOUTS[dtype];
  const bytes = new Uint8Array(data.length); // at the start of its buffer, as wider elements need
  bytes.set(data);
  if (bigEndian !== HOST_IS_BIG) swap(bytes, size);
  if (dtype === "float16") return fromHalves(new Uint16Array(bytes.buffer)) as NpyValues[D];
  if (dtype === "bool") for (let i = 0; i < bytes.length; i++) bytes[i] = bytes[i] === 0 ? 0 : 1;
  return new Values(bytes.buffer);
}

/** The bytes of elements in a file; numbers for float16 are rounded here. */
export function encode(dtype: DType, values: NpyValues[DType], bigEndian: boolean): Uint8Array {
  const from = dtype === "float16" ? toHalves(values as ArrayLike<number>) : values;
  const bytes = new Uint8Array(from.byteLength);
  bytes.set(new Uint8Array(from.buffer, from.byteOffset, from.byteLength));
  if (bigEndian !== HOST_IS_BIG) swap(bytes, LAYOUTS[dtype].size);
  return bytes;
}

/** Turns the bytes of each element round, in place. */
function swap(bytes: Uint8Array, size: number): void {
  if (size === 1) return;
  for (let start = 0; start < bytes.length; start += size) {
    for (let low = start, high = start + size - 1; low < high; low++, high--) {
      const byte = bytes[low];
      bytes[low] = bytes[high];
      bytes[high] = byte;
    }
  }
}
