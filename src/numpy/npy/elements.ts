import { LAYOUTS, type NpyValues } from "./dtype.js";
import { fromHalves, toHalves } from "./half.js";
import type { Header } from "./header.js";
import { fromFortranOrder } from "./shape.js";

const HOST_IS_BIG = new Uint8Array(new Uint16Array([1]).buffer)[0] === 0;

// All is moved as bytes or words, since a NaN may lose bits where it is moved as a number.

/** The elements, in C order, in bytes of a file, of which a copy is taken. */
export function decode(
  { dtype, bigEndian, fortranOrder, shape }: Header,
  data: Uint8Array,
): NpyValues[typeof dtype] {
  const { size, Values } = LAYOUTS[dtype];
  let bytes: Uint8Array = new Uint8Array(data.length); // at the start of its buffer, as wider elements need
  bytes.set(data);
  if (bigEndian !== HOST_IS_BIG) swap(bytes, size);
  if (fortranOrder) bytes = fromFortranOrder(bytes, size, shape);
  if (dtype === "float16") return fromHalves(new Uint16Array(bytes.buffer));
  if (dtype === "bool") for (let i = 0; i < bytes.length; i++) bytes[i] = bytes[i] === 0 ? 0 : 1;
  return new Values(bytes.buffer);
}

/** The bytes in a file of elements in C order; numbers for float16 are rounded here. */
export function encode(
  { dtype, bigEndian, fortranOrder, shape }: Header,
  values: NpyValues[typeof dtype],
): Uint8Array {
  const { size } = LAYOUTS[dtype];
  const from = dtype === "float16" ? toHalves(values as ArrayLike<number>) : values;
  let bytes: Uint8Array = new Uint8Array(from.byteLength);
  bytes.set(new Uint8Array(from.buffer, from.byteOffset, from.byteLength));
  // What lies in C order lies in Fortran order by the axes reversed.
  if (fortranOrder) bytes = fromFortranOrder(bytes, size, [...shape].reverse());
  if (bigEndian !== HOST_IS_BIG) swap(bytes, size);
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
