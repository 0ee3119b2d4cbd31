import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AnyNpyArray,
  type DType,
  type NpyLike,
  readNpy,
  readNpz,
  writeNpy,
  writeNpz,
} from "../../src/index.js";
import { fromBase64, NPY, SIZES } from "./npy-fixture.js";

const dtypes = fc.constantFrom(...(Object.keys(SIZES) as DType[]));
const shapes = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 }),
  fc.array(fc.constant(1), { maxLength: 64 }),
);
const product = (shape: readonly number[]): number => shape.reduce((size, axis) => size * axis, 1);

interface Layout {
  dtype: DType;
  shape: number[];
  fortranOrder: boolean;
  bigEndian: boolean;
}
const layouts: fc.Arbitrary<Layout> = fc.record({
  dtype: dtypes,
  shape: shapes,
  fortranOrder: fc.boolean(),
  bigEndian: fc.boolean(),
});

/** A header of another writer: free in blanks, quotes, order and version. */
function headerOf({ dtype, shape, fortranOrder, bigEndian }: Layout, style: number): string {
  const quote = style & 1 ? '"' : "'";
  const space = style & 2 ? " \n\t" : "";
  const kind = dtype === "bool" ? "b" : dtype[0];
  const descr = `${bigEndian ? ">" : "<"}${kind}${SIZES[dtype]}`;
  const entries = [
    [`descr`, quote + descr + quote],
    [`fortran_order`, fortranOrder ? "True" : "False"],
    [`shape`, `(${shape.map((axis) => `${axis}${style & 4 ? "L" : ""},`).join(space)})`],
  ].map(([key, value]) => `${quote}${key}${quote}${space}:${space}${value}`);
  if (style & 8) entries.reverse();
  return `{${space}${entries.join(`,${space}`)}${style & 16 ? "," : ""}}${space}`;
}

function fileOf(header: string, version: 1 | 2 | 3, data: Uint8Array): Uint8Array {
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  length.writeUIntLE(header.length, 0, length.length);
  const start = Buffer.from([0x93, ...Buffer.from("NUMPY"), version, 0]);
  return new Uint8Array(Buffer.concat([start, length, Buffer.from(header), data]));
}

const OWN = /^readNp[yz](, member ".*")?: expected .+, got .+$/s;

/** Reads what may be damaged: gives what was read, or nothing after an error of the package's own. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    // No expect: it would take most of the time.
    if (error instanceof RangeError && OWN.test(error.message)) return undefined;
    throw error;
  }
}

function expectNoMoreThan(bytes: Uint8Array, array: AnyNpyArray | undefined): void {
  if (array && array.values.byteLength > 2 * bytes.length) {
    expect.fail(`${array.values.byteLength} bytes for a file of ${bytes.length}`);
  }
}

describe("any .npy file", () => {
  test("is read and written again, every bit of every element the same", () => {
    fc.assert(
      fc.property(
        layouts,
        fc.nat(31),
        fc.constantFrom<(1 | 2 | 3)[]>(1, 2, 3),
        fc.infiniteStream(fc.nat(255)),
        (layout, style, version, stream) => {
          const most = layout.dtype === "bool" ? 1 : 255;
          const size = product(layout.shape) * SIZES[layout.dtype];
          const data = Uint8Array.from({ length: size }, () => stream.next().value & most);
          const array = readNpy(fileOf(headerOf(layout, style), version, data));
          expect(array.dtype).toBe(layout.dtype);
          expect(array.shape).toEqual(layout.shape);
          expect(array.bigEndian).toBe(layout.bigEndian && SIZES[layout.dtype] > 1);
          expect(array.values.length).toBe(product(layout.shape));
          const again = writeNpy(array);
          expect(again.subarray(again.length - size)).toEqual(data);
          expect(readNpy(again)).toEqual(array);
          expect(again.length % 64).toBe(size % 64);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("has its elements where NumPy has them, whatever the order of the file", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }), (shape) => {
        // Each element tells its place in C order.
        const values = Array.from({ length: product(shape) }, (_, i) => i);
        const fortran = writeNpy({ shape, values }, { fortranOrder: true });
        expect(Array.from<number | bigint>(readNpy(fortran).values)).toEqual(values);
        const strides = shape.map((_, axis) => product(shape.slice(0, axis)));
        const data = new DataView(fortran.slice(-8 * values.length).buffer);
        for (const value of values) {
          const index = shape.map(
            (axis, i) => Math.floor(value / product(shape.slice(i + 1))) % axis,
          );
          const place = index.reduce((sum, at, i) => sum + at * strides[i], 0);
          expect(data.getFloat64(8 * place, true)).toBe(value);
        }
      }),
    );
  });

  test("cut anywhere is refused", () => {
    for (const { note, base64 } of NPY.good) {
      const bytes = fromBase64(base64);
      for (let length = 0; length < bytes.length; length++) {
        expect(
          attempt(() => readNpy(bytes.subarray(0, length))),
          `${note}, ${length}`,
        ).toBe(undefined);
      }
    }
  });

  test("with any byte changed is read or refused, and takes no more memory than it has bytes", () => {
    const notes = [
      "float64 (2, 3)",
      "float64 ()",
      "Fortran order |b1 (2, 3, 4)",
      "version 3.0 <i8",
      ">f2 (2, 3)",
    ];
    const files = NPY.good.filter(({ note }) => notes.includes(note));
    expect(files.length).toBe(notes.length);
    for (const { base64 } of files) {
      const bytes = fromBase64(base64);
      for (let at = 0; at < bytes.length; at++) {
        // Every bit in the header's text, and all its characters in each place of it.
        for (const byte of new Set([
          0,
          255,
          ...Buffer.from("0192-L()[]{},:'\"<>|=fibO \n_"),
          ...BITS.map((bit) => bytes[at] ^ bit),
        ])) {
          const changed = bytes.slice();
          changed[at] = byte;
          expectNoMoreThan(
            changed,
            attempt(() => readNpy(changed)),
          );
        }
      }
    }
  });

  test("with some bytes changed, put in or left out is read or refused", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NPY.good, ...NPY.odd, ...NPY.bad),
        edits,
        ({ base64 }, changes) => {
          const bytes = edit(fromBase64(base64), changes);
          expectNoMoreThan(
            bytes,
            attempt(() => readNpy(bytes)),
          );
        },
      ),
      { numRuns: 3000 },
    );
  });

  test("with any text as header is read or refused", () => {
    const words = fc.constantFrom(
      ..."{ } [ ] ( ) , : ' \" 'descr' 'shape' 'fortran_order' True False None '<f8' 2 -1 1e9 \\ #".split(
        " ",
      ),
    );
    const text = fc.oneof(
      fc.array(words, { maxLength: 30 }).map((parts) => parts.join(" ")),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (header) => {
        attempt(() => readNpy(fileOf(header, 2, new Uint8Array(48))));
      }),
      { numRuns: 2000 },
    );
  });
});

const BITS = [1, 2, 4, 8, 16, 32, 64, 128];

/** Changes of a file: at a place (as a part of its length), so many bytes out and others in. */
const edits = fc.array(
  fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.oneof(fc.constant(1), fc.nat(8), fc.nat(200)),
    fc.uint8Array({ maxLength: 8 }),
  ),
  { minLength: 1, maxLength: 4 },
);

function edit(bytes: Uint8Array, changes: [number, number, Uint8Array][]): Uint8Array {
  return changes.reduce((file, [place, out, put]) => {
    const at = Math.floor(place * file.length);
    return new Uint8Array([...file.subarray(0, at), ...put, ...file.subarray(at + out)]);
  }, bytes);
}

describe("any .npz file", () => {
  const arrays: fc.Arbitrary<NpyLike> = layouts.map((layout) => {
    const values = Array.from({ length: product(layout.shape) }, (_, i) => i % 2);
    return { ...layout, values };
  });
  const names = fc.oneof(
    fc.string({ unit: "grapheme" }).filter((name) => !name.includes("\0")),
    fc.constantFrom("__proto__", "constructor", "0", "a.npy", "../a", "a/b"),
  );

  test("gives the arrays that were written, by their names", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(names, arrays)), fc.boolean(), (entries, compressed) => {
        const given = new Map(entries);
        const back = readNpz(writeNpz(given, { compressed }));
        expect(Object.keys(back).sort()).toEqual([...given.keys()].sort());
        for (const [name, array] of given) expect(back[name]).toEqual(readNpy(writeNpy(array)));
      }),
    );
  });

  const contents = (arrays: Record<string, AnyNpyArray>): string =>
    Object.values(arrays)
      .map(({ descr, shape, values }) => [descr, shape, values].join(";"))
      .join("\n");

  const files = NPY.npz.filter(({ base64 }) => base64.length < 2000);

  test("cut anywhere is refused", () => {
    for (const { note, base64 } of files) {
      const bytes = fromBase64(base64);
      for (let length = 0; length < bytes.length; length++) {
        expect(
          attempt(() => readNpz(bytes.subarray(0, length))),
          `${note}, ${length}`,
        ).toBe(undefined);
      }
    }
  });

  test("with any byte changed gives the same arrays, if perhaps by other names, or is refused", () => {
    let refused = 0;
    for (const { base64 } of files) {
      const bytes = fromBase64(base64);
      const whole = contents(readNpz(bytes));
      for (let at = 0; at < bytes.length; at++) {
        for (const bit of [1, 4, 128]) {
          const changed = bytes.slice();
          changed[at] ^= bit;
          const arrays = attempt(() => readNpz(changed));
          if (arrays === undefined) refused++;
          else if (contents(arrays) !== whole)
            expect.fail(`other arrays by bit ${bit} of byte ${at}`);
        }
      }
    }
    expect(refused).toBeGreaterThan(0);
  });

  test("with some bytes changed, put in or left out is read or refused", () => {
    fc.assert(
      fc.property(fc.constantFrom(...files, ...NPY.badNpz), edits, ({ base64 }, changes) => {
        attempt(() => readNpz(edit(fromBase64(base64), changes)));
      }),
      { numRuns: 3000 },
    );
  });
});
