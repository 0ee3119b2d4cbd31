import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type AnyNpyArray,
  type DType,
  readNpy,
  readNpz,
  writeNpy,
  writeNpz,
} from "../../src/index.js";
import { decodeName } from "../../src/numpy/zip/names.js";
import { python } from "../python.js";
import { SIZES } from "./npy-fixture.js";

const SCRIPT = "test/numpy/npy_numpy.py";

/** An array as the script tells it: its bytes in C order, in base64. */
interface Told {
  descr: string;
  shape: number[];
  fortranOrder: boolean;
  data: string;
}

/** The bytes in C order, put together here from what is read, one number at a time. */
function told({ dtype, descr, shape, fortranOrder, bigEndian, values }: AnyNpyArray): Told {
  const size = SIZES[dtype];
  const data = Buffer.alloc(size * values.length);
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const write = (at: number, value: number | bigint): void => {
    if (typeof value === "bigint") view.setBigInt64(at, BigInt.asIntN(64, value), !bigEndian);
    else if (dtype === "float64") view.setFloat64(at, value, !bigEndian);
    else if (dtype === "float32") view.setFloat32(at, value, !bigEndian);
    else if (size === 4) view.setInt32(at, value | 0, !bigEndian);
    else if (size === 2) view.setInt16(at, value, !bigEndian);
    else view.setInt8(at, value);
  };
  for (let i = 0; i < values.length; i++) write(i * size, values[i]);
  return { descr, shape: [...shape], fortranOrder, data: data.toString("base64") };
}

/** Float16 is told by what NumPy makes of it, and of NaN the bits are not compared. */
function floatsOf({ descr, data }: Told): number[] | undefined {
  if (!descr.includes("f")) return undefined;
  const bytes = Buffer.from(data, "base64");
  const size = Number(descr.slice(2));
  if (descr.startsWith(">")) {
    if (size === 2) bytes.swap16();
    else if (size === 4) bytes.swap32();
    else bytes.swap64();
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: bytes.length / size }, (_, i) => {
    if (size === 8) return view.getFloat64(8 * i, true);
    if (size === 4) return view.getFloat32(4 * i, true);
    return half(view.getUint16(2 * i, true));
  });
}

function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 1023) / 1024;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (exponent ? (1 + fraction) * 2 ** (exponent - 15) : fraction * 2 ** -14);
}

function expectTold(array: AnyNpyArray, expected: Told): void {
  const floats = floatsOf(expected);
  const { descr, shape, fortranOrder } = array;
  if (floats) {
    const { data: _, ...rest } = expected;
    expect({ descr, shape, fortranOrder }).toEqual(rest);
    // NaN is made one, and -0 is not 0; expect would take seconds for what is large.
    const bytes = (values: ArrayLike<number>): Buffer =>
      Buffer.from(Float64Array.from(values, one).buffer);
    expect(bytes(array.values as Float64Array).equals(bytes(floats))).toBe(true);
  } else expect(told(array)).toEqual(expected);
}

const one = (value: number): number => (Number.isNaN(value) ? Number.NaN : value);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "middle-layer-npy-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = (name: string): string => join(folder, name);
const json = (name: string): unknown => JSON.parse(readFileSync(inFolder(name), "utf8"));

async function run(action: string): Promise<void> {
  const { code, output } = await python(SCRIPT, [action, folder]);
  expect(output).toBe("done\n");
  expect(code).toBe(0);
}

describe("NumPy itself", () => {
  const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 });
  const arrays = fc
    .record({
      dtype: fc.constantFrom(...(Object.keys(SIZES) as DType[])),
      shape: fc.oneof(shapes, fc.constant<number[]>(Array(20).fill(1)), fc.constant([12345])),
      fortranOrder: fc.boolean(),
      bigEndian: fc.boolean(),
    })
    .chain((layout) => {
      const length = (layout.shape as number[]).reduce((size, axis) => size * axis, 1);
      return fc
        .array(element(layout.dtype), {
          minLength: Math.min(length, 64),
          maxLength: Math.min(length, 64),
        })
        .map((some) => {
          const values = Array.from({ length }, (_, i) => some[i % some.length]) as number[];
          return readNpy(writeNpy({ ...layout, values }));
        });
    });

  function element(dtype: DType): fc.Arbitrary<number | bigint> {
    const bits = 8 * SIZES[dtype];
    if (dtype === "bool") return fc.nat(1);
    if (dtype === "int64") return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    if (dtype === "uint64") return fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    if (dtype === "float64") return fc.double({ noNaN: true });
    if (dtype === "float32") return fc.float({ noNaN: true });
    if (dtype === "float16") return fc.nat(0x7bff).map(half);
    if (dtype.startsWith("u")) return fc.nat(2 ** bits - 1);
    return fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 });
  }

  /** `told`, which has no way to write float16. */
  function toldHalf(array: AnyNpyArray): Told {
    if (array.dtype !== "float16") return told(array);
    const flat = { ...array, fortranOrder: false } as AnyNpyArray;
    const file = writeNpy(flat);
    const size = 2 * array.values.length;
    const data = Buffer.from(file.subarray(file.length - size)).toString("base64");
    const { descr, shape, fortranOrder } = array;
    return { descr, shape: [...shape], fortranOrder, data };
  }

  test("reads what is written, which is what it writes itself, to the byte", async () => {
    const sample = fc.sample(arrays, { numRuns: 300, seed: 11 });
    for (const [i, array] of sample.entries()) writeFileSync(inFolder(`${i}.npy`), writeNpy(array));
    writeFileSync(inFolder("arrays.json"), JSON.stringify(sample.map(toldHalf)));

    const names = ["w", "b", "a.b", "layers/0/w", "重み", "é", "../up", "x.npy", ""];
    const members = new Map(names.map((name, i) => [name, sample[i]]));
    for (const compressed of [false, true]) {
      const name = compressed ? "compressed.npz" : "stored.npz";
      writeFileSync(inFolder(name), writeNpz(members, { compressed }));
    }
    const entries = [...members].map(([name, array]) => [name, toldHalf(array)]);
    writeFileSync(inFolder("npz.json"), JSON.stringify(Object.fromEntries(entries)));

    const near = fc.tuple(
      fc.nat(0x7bff),
      fc.constantFrom(0, 2 ** -12, 2 ** -11, 2 ** -11 + 2 ** -40, 2 ** -10),
    );
    const ties = near.map(([bits, part]) => half(bits) * (1 + part) + part * 2 ** -14);
    const around = fc.oneof(
      ties,
      ties.map((x) => -x),
      fc.double({ min: -1e5, max: 1e5, noNaN: true }),
      fc.double({ min: -1e-7, max: 1e-7, noNaN: true }),
    );
    const halves = [
      ...fc.sample(around, { numRuns: 20_000, seed: 11 }),
      65519.99999999999,
      65520,
      65536,
      2 ** -25,
      -(2 ** -25),
    ];
    const numbers = Buffer.from(Float64Array.from(halves).buffer).toString("base64");
    const file = writeNpy(halves, { dtype: "float16" });
    const bits = Buffer.from(file.subarray(file.length - 2 * halves.length)).toString("base64");
    const told = { numbers, bits };
    writeFileSync(inFolder("halves.json"), JSON.stringify(told));
    await run("check");
  });

  test("writes what is read: all types, orders and shapes, deflate of all levels, zip64", async () => {
    await run("make");
    const files = json("files.json") as {
      file: string;
      count: number;
      arrays: Record<string, Told>;
    }[];
    expect(files.length).toBe(313);
    for (const { file, count, arrays } of files) {
      const bytes = readFileSync(inFolder(file));
      const read = file.endsWith(".npy") ? { "": readNpy(bytes) } : readNpz(bytes);
      expect(Object.keys(read).length).toBe(count);
      for (const [name, expected] of Object.entries(arrays)) expectTold(read[name], expected);
    }
  });

  test("has the characters of code page 437 where they are here", async () => {
    const bytes = Uint8Array.from({ length: 128 }, (_, i) => i + 128);
    expect(decodeName(bytes, false)).toBe(json("cp437.json"));
  });
});
