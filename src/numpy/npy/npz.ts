import { Matrix } from "ml-matrix";
import { checkFlag, checkInteger, checkOptions, describe, isArray } from "../../check.js";
import { memberCall, readZip } from "../zip/read.js";
import { writeZip } from "../zip/write.js";
import { type AnyNpyArray, NpyArray } from "./array.js";
import { type Bytes, toBytes } from "./bytes.js";
import { isNpy } from "./header.js";
import type { NpyInput } from "./input.js";
import { readArray, writeArray } from "./npy.js";

/** How a .npz file is read. */
export interface NpzReadOptions {
  /**
   * How many bytes the members may hold together; default 1 GiB, and at least as many as the file
   * has. A hundred kilobytes of a deflated file can claim a hundred megabytes.
   */
  readonly maxBytes?: number | undefined;
}

/** How a .npz file is written. */
export interface NpzWriteOptions {
  /** Whether to deflate, as `np.savez_compressed` does; default false. */
  readonly compressed?: boolean | undefined;
}

const SUFFIX = ".npy";
const MAX_BYTES = 2 ** 30;

/**
 * Reads the arrays from the bytes of a .npz file by their names, as `np.load` gives them:
 * `const { w, b } = readNpz(bytes)`. A member that is no .npy file is a vector of uint8 under its
 * whole name; folders are left out.
 *
 * The object has no prototype, so that every name is only a name, `__proto__` too. It can be taken
 * apart as shown, which a Map could not; names that are integers come first in it, as in any object.
 *
 * RangeError: what `readNpy` refuses; an archive that is damaged (the CRC-32 of every member is
 * compared), encrypted, in parts, compressed by another method than deflate, has members that
 * overlap or two of one name, or more than `maxBytes`. TypeError: bytes or options that are none.
 */
export function readNpz(bytes: Bytes, options: NpzReadOptions = {}): Record<string, AnyNpyArray> {
  const archive = toBytes("readNpz", bytes);
  checkOptions("readNpz", options, ["maxBytes"]);
  const { maxBytes = MAX_BYTES } = options;
  checkInteger("readNpz", "maxBytes", maxBytes, 0);
  const arrays: Record<string, AnyNpyArray> = Object.create(null);
  for (const { name, bytes: member } of readZip("readNpz", archive, maxBytes)) {
    const key = name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : name;
    if (key in arrays) {
      throw new RangeError(`readNpz: expected each name once, got ${JSON.stringify(key)} twice`);
    }
    arrays[key] =
      key !== name || isNpy(member)
        ? readArray(memberCall("readNpz", name), member)
        : vector(member);
  }
  return arrays;
}

function vector(bytes: Uint8Array): AnyNpyArray {
  const values = new Uint8Array(bytes);
  const shape = [values.length];
  return new NpyArray({ dtype: "uint8", shape, values, fortranOrder: false, bigEndian: false });
}

/**
 * The bytes of the .npz file that `np.savez` writes of the arrays, each of which may be whatever
 * `writeNpy` takes: `writeNpz({ w: layer.w, labels: { values, dtype: "uint8" } })`. A Map keeps any
 * order of its names. The same arrays give the same bytes: the date of every member is 1980-01-01.
 *
 * TypeError and RangeError as `writeNpy`, with the name; RangeError for names of more than 65,535
 * bytes, with NUL or half a surrogate pair, for more than 65,535 arrays, and above 4 GiB.
 */
export function writeNpz(
  arrays: Readonly<Record<string, NpyInput>> | ReadonlyMap<string, NpyInput>,
  options: NpzWriteOptions = {},
): Uint8Array {
  checkOptions("writeNpz", options, ["compressed"]);
  const { compressed = false } = options;
  checkFlag("writeNpz", "compressed", compressed);
  const members = entriesOf(arrays).map(([name, array]) => ({
    name: name + SUFFIX,
    bytes: writeArray(`writeNpz, array ${JSON.stringify(name)}`, array, {}),
  }));
  return writeZip("writeNpz", members, compressed);
}

function entriesOf(arrays: unknown): [string, NpyInput][] {
  if (typeof arrays !== "object" || arrays === null || isArray(arrays) || Matrix.isMatrix(arrays)) {
    throw new TypeError(
      `writeNpz: expected arrays to be an object or a Map of them, got ${describe(arrays)}`,
    );
  }
  // By its name, since it may come from another realm, with a class of its own.
  const isMap = Object.prototype.toString.call(arrays) === "[object Map]";
  const entries = isMap
    ? [...(arrays as ReadonlyMap<string, NpyInput>)]
    : Object.entries<NpyInput>(arrays as Record<string, NpyInput>);
  for (const [name] of entries) {
    if (typeof name !== "string") {
      throw new TypeError(`writeNpz: expected names to be strings, got ${describe(name)}`);
    }
  }
  return entries;
}
