import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Matrix } from "ml-matrix";
import { arrayRepr, arrayToString } from "../../dist/index.mjs";

const SCRIPT = fileURLToPath(new URL("text.py", import.meta.url));

/**
 * Compares `arrayToString` and `arrayRepr` with NumPy's texts of `count` random arrays, of all dtypes
 * and with all print options. Gives the cases that differ.
 */
export async function compareText(python, seed, count) {
  const numpy = spawn(python, ["-I", "-B", SCRIPT, String(seed), String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve, reject) => numpy.on("error", reject).on("close", resolve));
  const differences = [];
  let compared = 0;
  for await (const line of createInterface({ input: numpy.stdout })) {
    differences.push(...differencesOf(JSON.parse(line), compared++));
  }
  const code = await ended;
  if (code !== 0) throw new Error(`text.py ended with ${code}`);
  return { compared, differences };
}

function differencesOf(one, i) {
  const { options, separator, shape, dtype, data } = one;
  const { x, dtype: given } = inputOf(shape, dtype, Buffer.from(data, "base64"), i);
  const all = { ...options, dtype: given };
  const withSeparator = separator === null ? all : { ...all, separator };
  return [
    ["str", textOf(() => arrayToString(x, withSeparator))],
    ["repr", textOf(() => arrayRepr(x, all))],
  ]
    .filter(([name, text]) => text !== one[name])
    .map(([name, text]) => ({ call: name, case: i, dtype, shape, options, separator, expected: one[name], text }));
}

function textOf(call) {
  try {
    return call();
  } catch (error) {
    return String(error);
  }
}

const ARRAYS = {
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  float32: Float32Array,
  float64: Float64Array,
};

/** The array in one of the forms that a user may have it in, and the dtype where that does not tell it. */
function inputOf(shape, dtype, bytes, i) {
  const elements = elementsOf(dtype, bytes);
  const isExact = dtype !== "int64" && dtype !== "uint64";
  const isEmpty = shape.length === 2 && shape[0] === 0; // arrays in an array lose the columns
  if (isEmpty || (shape.length === 2 && isExact && i % 4 === 1)) {
    return { x: Matrix.from1DArray(...shape, Array.from(elements, Number)), dtype };
  }
  if (dtype in ARRAYS && shape.length > 0 && i % 2 === 0) {
    return { x: nest(shape, elements, (row) => row) };
  }
  const plain = nest(shape, elements, (row) => Array.from(row));
  const isKnown = dtype === "float64" || (dtype === "bool" && elements.length > 0);
  return { x: plain, dtype: isKnown ? undefined : dtype };
}

function elementsOf(dtype, bytes) {
  const { buffer } = new Uint8Array(bytes);
  if (dtype === "bool") return Array.from(new Uint8Array(buffer), Boolean);
  if (dtype === "float16") return Array.from(new Uint16Array(buffer), fromHalf);
  return new ARRAYS[dtype](buffer);
}

function fromHalf(bits) {
  const [exponent, mantissa] = [(bits >> 10) & 31, bits & 1023];
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 31) return mantissa === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? mantissa * 2 ** -24 : (1024 + mantissa) * 2 ** (exponent - 25));
}

function nest([length, ...rest], elements, leaf) {
  if (length === undefined) return elements[0];
  if (rest.length === 0) return leaf(elements);
  const step = elements.length / length || 0;
  return Array.from({ length }, (_, i) => nest(rest, elements.slice(i * step, (i + 1) * step), leaf));
}
