import { describe } from "../check.js";
import { gunzip, isGzip } from "../compression/gunzip.js";

/** The elements of an IDX file. */
export type IdxData =
  | Uint8Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** An array of any number of axes: their lengths, and its elements in C order. */
export interface Idx {
  readonly shape: readonly number[];
  readonly data: IdxData;
}

/** An IDX file whose sizes are right, its elements still as bytes. */
export interface IdxFile {
  readonly type: IdxType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** A type of elements: its code, and what reads an element of it, big-endian. */
interface IdxType {
  readonly code: number;
  readonly name: string;
  readonly Elements:
    | Uint8ArrayConstructor
    | Int8ArrayConstructor
    | Int16ArrayConstructor
    | Int32ArrayConstructor
    | Float32ArrayConstructor
    | Float64ArrayConstructor;
  readonly get: "getUint8" | "getInt8" | "getInt16" | "getInt32" | "getFloat32" | "getFloat64";
}

const TYPES: readonly IdxType[] = [
  { code: 0x08, name: "uint8", Elements: Uint8Array, get: "getUint8" },
  { code: 0x09, name: "int8", Elements: Int8Array, get: "getInt8" },
  { code: 0x0b, name: "int16", Elements: Int16Array, get: "getInt16" },
  { code: 0x0c, name: "int32", Elements: Int32Array, get: "getInt32" },
  { code: 0x0d, name: "float32", Elements: Float32Array, get: "getFloat32" },
  { code: 0x0e, name: "float64", Elements: Float64Array, get: "getFloat64" },
];

const BUFFERS = ["[object ArrayBuffer]", "[object SharedArrayBuffer]"];

const HEAD = 4;
const LENGTH = 4;

/**
 * The array that an IDX file holds, the form of MNIST's files: two bytes of 0, one for the type
 * (uint8, int8, int16, int32, float32, float64), one for the number of axes, the length of each as
 * uint32, then the elements; all big-endian. It may be gzipped. The elements are a copy.
 *
 * TypeError unless `bytes` is an ArrayBuffer or a view of one. RangeError: no IDX file, more or
 * fewer bytes than it says, a damaged gzip file; sizes are compared with the bytes that there are
 * before memory is taken for them. Form: http://yann.lecun.com/exdb/mnist/
 */
export function readIdx(bytes: ArrayBufferLike | ArrayBufferView): Idx {
  const file = parseIdx("readIdx", bytesOf(bytes));
  return { shape: file.shape, data: elementsOf(file) };
}

/** Checks an IDX file, gunzipped if it is gzipped. RangeError, in the name of `call`, if it is none. */
export function parseIdx(call: string, file: Uint8Array): IdxFile {
  const bytes = isGzip(file) ? gunzip(call, file) : file;
  const type = TYPES.find(({ code }) => code === bytes[2]);
  if (bytes.length < HEAD || bytes[0] !== 0 || bytes[1] !== 0 || !type) {
    const first = Array.from(bytes.subarray(0, HEAD)).join(" ") || "none";
    throw new RangeError(
      `${call}: expected bytes to begin with 0 0, a type of 8, 9, 11 … 14 and the number of axes, got ${first}`,
    );
  }
  const axes = bytes[3];
  const start = HEAD + LENGTH * axes;
  if (bytes.length < start) {
    throw new RangeError(
      `${call}: expected ${start} bytes or more for ${axes} axes, got ${bytes.length}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const shape = Array.from({ length: axes }, (_, i) => view.getUint32(HEAD + LENGTH * i));
  const length = start + type.Elements.BYTES_PER_ELEMENT * productOf(shape);
  if (bytes.length !== length) {
    throw new RangeError(
      `${call}: expected ${length} bytes for ${type.name} of shape [${shape.join(", ")}], got ${bytes.length}`,
    );
  }
  return { type, shape, bytes: bytes.subarray(start) };
}

/** How many elements there are; beyond 2⁵³ about, which is more than any file has. */
function productOf(shape: readonly number[]): number {
  // Lengths of 0 first: the product of the others may be infinite.
  return shape.includes(0) ? 0 : shape.reduce((product, length) => product * length, 1);
}

function elementsOf({ type, bytes }: IdxFile): IdxData {
  const { buffer } = new Uint8Array(bytes);
  const elements = new type.Elements(buffer);
  if (elements.BYTES_PER_ELEMENT === 1) return elements;
  const view = new DataView(buffer);
  for (let i = 0; i < elements.length; i++) {
    elements[i] = view[type.get](i * elements.BYTES_PER_ELEMENT);
  }
  return elements;
}

function bytesOf(bytes: unknown): Uint8Array {
  if (ArrayBuffer.isView(bytes)) {
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  // By its tag, since a buffer of another realm, such as the context of a cell, is no instance.
  if (BUFFERS.includes(Object.prototype.toString.call(bytes))) {
    return new Uint8Array(bytes as ArrayBufferLike);
  }
  throw new TypeError(
    `readIdx: expected bytes to be an ArrayBuffer or a view of one, got ${describe(bytes)}`,
  );
}
