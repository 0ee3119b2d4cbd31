import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readIdx } from "../../src/index.js";
import { DATA } from "./fixture.js";

const KINDS: Record<string, unknown> = {
  uint8: Uint8Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
};
const bytesOf = (base64: string): Buffer => Buffer.from(base64, "base64");
const NAMES = DATA.idx.map((file) => [`${file.type} of [${file.shape}]`, file] as const);

/** Five images of 2 × 3 pixels. */
const GOOD = Uint8Array.from([
  ...[0, 0, 8, 3, 0, 0, 0, 5, 0, 0, 0, 2, 0, 0, 0, 3],
  ...Array.from({ length: 30 }, (_, i) => 7 * i),
]);

describe("readIdx", () => {
  test.each(NAMES)(
    "%s, as NumPy wrote it, gzipped too",
    (_, { type, shape, data, base64, gzip }) => {
      for (const bytes of [bytesOf(base64), bytesOf(gzip)]) {
        const idx = readIdx(bytes);
        expect(idx.shape).toEqual(shape);
        expect(idx.data).toBeInstanceOf(KINDS[type]);
        expect(Array.from(idx.data)).toEqual(data);
      }
    },
  );

  test("takes a buffer and any view of one, and copies", () => {
    const around = Uint8Array.of(9, ...GOOD, 9);
    const view = around.subarray(1, -1);
    const idx = readIdx(view);
    for (const bytes of [
      GOOD.buffer,
      new DataView(around.buffer, 1, GOOD.length),
      Buffer.from(GOOD),
    ]) {
      expect(readIdx(bytes)).toEqual(idx);
    }
    const elsewhere = runInNewContext("new Uint8Array(bytes).buffer", { bytes: [...GOOD] });
    expect(readIdx(elsewhere)).toEqual(idx);
    const shared = new SharedArrayBuffer(GOOD.length);
    new Uint8Array(shared).set(GOOD);
    expect(readIdx(shared)).toEqual(idx);
    around.fill(1);
    expect(Array.from(idx.data.slice(0, 3))).toEqual([0, 7, 14]);
    idx.data.fill(3);
    expect(around).toEqual(new Uint8Array(around.length).fill(1));
  });

  test.each<[string, number[], string]>([
    [
      "nothing",
      [],
      "bytes to begin with 0 0, a type of 8, 9, 11 … 14 and the number of axes, got none",
    ],
    ["three bytes", [0, 0, 8], "the number of axes, got 0 0 8"],
    ["other bytes", [1, 0, 8, 0, 5], "the number of axes, got 1 0 8 0"],
    ["type 10", [0, 0, 10, 0, 5], "the number of axes, got 0 0 10 0"],
    ["type 0", [0, 0, 0, 0, 5], "the number of axes, got 0 0 0 0"],
    ["no lengths", [0, 0, 8, 255, 1], "1024 bytes or more for 255 axes, got 5"],
    ["an element too few", [0, 0, 8, 1, 0, 0, 0, 2, 1], "10 bytes for uint8 of shape [2], got 9"],
    ["a byte too many", [0, 0, 8, 1, 0, 0, 0, 1, 1, 1], "9 bytes for uint8 of shape [1], got 10"],
    ["half an element", [0, 0, 11, 0, 1], "6 bytes for int16 of shape [], got 5"],
    [
      "7 TiB",
      [0, 0, 14, 2, 0, 16, 0, 0, 0, 14, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8],
      `${8 * 2 ** 20 * 14 * 2 ** 16 + 12} bytes for float64 of shape [1048576, 917504], got 20`,
    ],
    [
      "more than all memory there is",
      [0, 0, 14, 40, ...new Array(160).fill(255)],
      "bytes for float64 of shape [4294967295, 4294967295,",
    ],
    [
      "0 times more than all there is, and a byte",
      [0, 0, 14, 41, ...new Array(160).fill(255), 0, 0, 0, 0, 1],
      "168 bytes for float64 of shape [4294967295, 4294967295,",
    ],
  ])("refuses %s", (_, bytes, text) => {
    const read = (): unknown => readIdx(Uint8Array.from(bytes));
    expect(read).toThrow(RangeError);
    expect(read).toThrow(/^readIdx: expected /);
    expect(read).toThrow(text);
    expect(() => readIdx(gzipSync(Uint8Array.from(bytes)))).toThrow(text);
  });

  test.each<[unknown, string]>([
    [undefined, "undefined"],
    [null, "null"],
    ["IDX", '"IDX" (string)'],
    [[0, 0, 8, 0, 1], "array of length 5"],
    [{ length: 0 }, "Object object"],
  ])("refuses the kind %o", (bytes, text) => {
    expect(() => readIdx(bytes as ArrayBuffer)).toThrow(
      new TypeError(`readIdx: expected bytes to be an ArrayBuffer or a view of one, got ${text}`),
    );
  });

  test("refuses each truncated file, gzipped or not", () => {
    const zipped = gzipSync(GOOD);
    for (let length = 0; length < GOOD.length; length++) {
      expect(() => readIdx(GOOD.subarray(0, length))).toThrow(RangeError);
    }
    for (let length = 0; length < zipped.length; length++) {
      expect(() => readIdx(zipped.subarray(0, length))).toThrow(RangeError);
    }
  });

  test("a gzip file of many bytes that differ in one, anywhere, is refused or holds the same", () => {
    const zipped = gzipSync(Uint8Array.of(...GOOD));
    const same = readIdx(zipped);
    const places = fc.tuple(fc.nat(zipped.length - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(places, ([place, change]) => {
        const bytes = Uint8Array.from(zipped);
        bytes[place] ^= change;
        let read: unknown;
        try {
          read = readIdx(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          expect((error as Error).message).toMatch(/^readIdx: expected /);
          return;
        }
        expect(read).toEqual(same); // such as another time or system in the header
      }),
      { numRuns: 2000 },
    );
  });

  test("an IDX file that differs in bytes is refused or has the sizes that it says", () => {
    const changes = fc.array(fc.tuple(fc.nat(15), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(changes, fc.nat(8), (places, cut) => {
        const bytes = Uint8Array.from(GOOD.subarray(0, GOOD.length - cut));
        for (const [place, value] of places) bytes[place] = value;
        try {
          const { shape, data } = readIdx(bytes);
          expect(data).toHaveLength(shape.reduce((product, length) => product * length, 1));
          expect(data.byteLength + 4 + 4 * shape.length).toBe(bytes.length);
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          expect(error.message).toMatch(/^readIdx: expected /);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("a gzip file that claims 4 GB is refused before memory is taken", () => {
    const zipped = Uint8Array.from(gzipSync(GOOD));
    zipped.fill(255, -4);
    expect(() => readIdx(zipped)).toThrow(
      `readIdx: expected a whole gzip file, got ${zipped.length} bytes that claim to hold 4294967295`,
    );
  });

  test("a gzip file of very many equal bytes is read", () => {
    const file = new Uint8Array(8 + 2 ** 24);
    file.set([0, 0, 8, 1, 1, 0, 0, 0]);
    const { data } = readIdx(gzipSync(file, { level: 9 }));
    expect(data).toHaveLength(2 ** 24);
  });

  test("a gzip file with more or less than it says is refused", () => {
    for (const length of [0, GOOD.length - 1, GOOD.length + 1, 2 * GOOD.length]) {
      const zipped = Uint8Array.from(gzipSync(GOOD));
      new DataView(zipped.buffer).setUint32(zipped.length - 4, length, true);
      expect(() => readIdx(zipped)).toThrow("readIdx: expected a whole gzip file, got");
    }
  });

  test("another checksum is refused", () => {
    const zipped = Uint8Array.from(gzipSync(GOOD));
    zipped[zipped.length - 8] ^= 1;
    expect(() => readIdx(zipped)).toThrow(
      new RangeError("readIdx: expected a whole gzip file, got another checksum"),
    );
  });
});
