import { BYTES } from "#wasm/vector.js";
import { type Constant, createMemory, instantiate } from "../wasm.js";
import { fillPowerTable } from "./power-table.js";

/** What assembly/vector.ts exports. */
interface Exports {
  readonly TABLE: Constant;
  readonly LENGTH: Constant;
  readonly X: Constant;
  readonly Y: Constant;
  readonly DY: Constant;
  sigmoid(count: number): void;
  tanh(count: number): void;
  relu(count: number): void;
}

/** The functions of the kernel, and the arrays in its memory. */
interface Kernel extends Pick<Exports, "sigmoid" | "tanh" | "relu"> {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly dy: Float64Array;
}

let kernel: Kernel | undefined;

/**
 * Writes the function `name` at `x` to `y` and its derivative to `dy`, by WebAssembly SIMD; returns
 * false where that cannot run.
 */
export function vectorise(
  name: "sigmoid" | "tanh" | "relu",
  x: ArrayLike<number>,
  y: Float64Array,
  dy: Float64Array,
): boolean {
  try {
    kernel ??= start();
  } catch {
    return false;
  }
  const size = kernel.x.length;
  const from = x instanceof Float64Array ? x : Float64Array.from(x);
  for (let at = 0; at < from.length; at += size) {
    const part = from.subarray(at, at + size);
    kernel.x.set(part);
    kernel[name](part.length);
    y.set(kernel.y.subarray(0, part.length), at);
    dy.set(kernel.dy.subarray(0, part.length), at);
  }
  return true;
}

function start(): Kernel {
  const memory = createMemory(1);
  const exports = instantiate<Exports>(BYTES, memory);
  const array = ({ value }: Constant, length: number): Float64Array =>
    new Float64Array(memory.buffer, value, length);
  fillPowerTable(array(exports.TABLE, 256), 1 / 4);
  return {
    x: array(exports.X, exports.LENGTH.value),
    y: array(exports.Y, exports.LENGTH.value),
    dy: array(exports.DY, exports.LENGTH.value),
    sigmoid: exports.sigmoid,
    tanh: exports.tanh,
    relu: exports.relu,
  };
}
