import { Matrix } from "ml-matrix";

/**
 * A line of text.py.
 * @typedef {import("../../src/index.js").DType} DType
 * @typedef {import("../../src/index.js").ArrayInput} ArrayInput
 * @typedef {ArrayLike<number> | ArrayLike<bigint> | boolean[]} Elements
 * @typedef {object} TextCase
 * @property {DType} dtype
 * @property {number[]} shape
 * @property {string} data the elements' bytes in base64
 * @property {import("../../src/index.js").ArrayReprOptions} options
 * @property {string | null} separator
 * @property {string} str
 * @property {string} repr
 */

/** What holds the elements of a dtype; of two dtypes their bits or bytes. */
const ARRAYS = {
  bool: Uint8Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  float16: Uint16Array,
  float32: Float32Array,
  float64: Float64Array,
};

/**
 * The array of a case in one of the forms that a user may have it in, which `i` chooses, and the dtype
 * where that does not tell it.
 * @param {TextCase} one
 * @param {number} i
 * @returns {{ x: ArrayInput, dtype: DType | undefined }}
 */
export function inputOf({ shape, dtype, data }, i) {
  const elements = elementsOf(dtype, Buffer.from(data, "base64"));
  const isExact = dtype !== "int64" && dtype !== "uint64";
  const isEmpty = shape.length === 2 && shape[0] === 0; // arrays in an array lose the columns
  if (isEmpty || (shape.length === 2 && isExact && i % 4 === 1)) {
    return { x: Matrix.from1DArray(shape[0], shape[1], Array.from(elements, Number)), dtype };
  }
  if (ArrayBuffer.isView(elements) && shape.length > 0 && i % 2 === 0) {
    return { x: nest(shape, elements), dtype: undefined };
  }
  const isKnown = dtype === "float64" || (dtype === "bool" && elements.length > 0);
  const plain = Array.from(/** @type {ArrayLike<number>} */ (elements));
  return { x: nest(shape, plain), dtype: isKnown ? undefined : dtype };
}

/**
 * @param {DType} dtype
 * @param {Uint8Array} bytes
 * @returns {Elements}
 */
function elementsOf(dtype, bytes) {
  const values = new ARRAYS[dtype](new Uint8Array(bytes).buffer);
  if (dtype === "bool") return Array.from(/** @type {Uint8Array} */ (values), Boolean);
  if (dtype === "float16") return Array.from(/** @type {Uint16Array} */ (values), fromHalf);
  return values;
}

/** @param {number} bits */
function fromHalf(bits) {
  const [exponent, mantissa] = [(bits >> 10) & 31, bits & 1023];
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 31) return mantissa === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? mantissa * 2 ** -24 : (1024 + mantissa) * 2 ** (exponent - 25));
}

/**
 * Elements in C order in arrays in arrays; the innermost are parts of `elements`.
 * @param {number[]} shape
 * @param {Elements} elements
 * @returns {ArrayInput}
 */
function nest(shape, elements) {
  if (shape.length === 0) return elements[0];
  if (shape.length === 1) return elements;
  const [length, ...rest] = shape;
  const step = elements.length / length || 0;
  const parts = /** @type {Uint8Array} */ (elements); // any kind has `slice`
  return Array.from({ length }, (_, i) => nest(rest, parts.slice(i * step, (i + 1) * step)));
}
