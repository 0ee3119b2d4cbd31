import { runInNewContext } from "node:vm";
import { crc32, deflateRawSync } from "node:zlib";
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import {
  type NpyInput,
  type NpzReadOptions,
  type NpzWriteOptions,
  readNpy,
  readNpz,
  writeNpy,
  writeNpz,
} from "../../src/index.js";
import { byText } from "../by-text.js";
import { archive, latin1, numbers, type Part } from "./archive.js";
import { type Expected, expectArray, fromBase64, NPY } from "./npy-fixture.js";

const array = writeNpy([1, 2, 3]);
const w: Part = { name: "w.npy", data: array };
const zeros: Part = { name: "zeros.npy", data: writeNpy(new Uint8Array(1e6)), deflated: true };
const ONE_TWO_THREE = new Float64Array([1, 2, 3]);

describe("readNpz", () => {
  test.each(NPY.npz)("reads $note", ({ base64, expect: expected }) => {
    const arrays = readNpz(fromBase64(base64));
    expect(Object.keys(arrays).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, member] of Object.entries(expected)) {
      if ("bytes" in member) {
        expect(arrays[name].dtype).toBe("uint8");
        expect(arrays[name].values).toEqual(fromBase64(member.bytes));
      } else expectArray(arrays[name], member as Expected);
    }
  });

  test.each(NPY.badNpz)("refuses: $note", ({ base64 }) => {
    const read = (): unknown => readNpz(fromBase64(base64));
    expect(read).toThrow(RangeError);
    expect(read).toThrow(/^readNpz(, member ".+")?: expected .+, got .+$/);
  });

  test("gives members in the order of the archive, from a Buffer and an ArrayBuffer too", () => {
    const bytes = archive([w, { ...w, name: "a.npy" }, { name: "__proto__.npy", data: array }]);
    for (const given of [bytes, Buffer.from(bytes), bytes.slice().buffer]) {
      const arrays = readNpz(given);
      expect(Object.keys(arrays)).toEqual(["w", "a", "__proto__"]);
      expect(Object.getPrototypeOf(arrays)).toBe(null);
      expect(Object.values(arrays).map(({ values }) => values)).toEqual(
        Array(3).fill(ONE_TWO_THREE),
      );
    }
  });

  test.each<[string, string[], Part[]]>([
    ["only a suffix", [""], [{ name: ".npy", data: array }]],
    ["the suffix twice", ["w.npy"], [{ name: "w.npy.npy", data: array }]],
    ["an array without suffix", ["w"], [{ name: "w", data: array }]],
    [
      "names of objects' own",
      ["constructor", "toString"],
      [
        { name: "constructor.npy", data: array },
        { name: "toString.npy", data: array },
      ],
    ],
    [
      "the way out of a folder",
      ["../../w", "/etc/w", "C:\\w"],
      [
        { ...w, name: "../../w.npy" },
        { ...w, name: "/etc/w.npy" },
        { ...w, name: "C:\\w.npy" },
      ],
    ],
    [
      "a folder",
      ["a/w"],
      [
        { name: "a/", data: new Uint8Array(0) },
        { ...w, name: "a/w.npy" },
      ],
    ],
    ["UTF-8 by its flag", ["é"], [{ ...w, name: "\xc3\xa9.npy", flags: 0x800 }]],
    ["code page 437 without it", ["├⌐"], [{ ...w, name: "\xc3\xa9.npy" }]],
    [
      "a comment and another extra field",
      ["w"],
      [{ ...w, comment: "of w", extra: numbers([2, 0x5455], [2, 1], [2, 0]).subarray(0, 5) }],
    ],
    ["a deflated member", ["w"], [{ ...w, deflated: true }]],
    ["bytes after the array", ["w"], [{ ...w, data: new Uint8Array([...array, 1, 2]) }]],
  ])("reads %s", (_, names, parts) => {
    const arrays = readNpz(archive(parts));
    expect(Object.keys(arrays)).toEqual(names);
    for (const { values } of Object.values(arrays)) expect(values).toEqual(ONE_TWO_THREE);
  });

  test("gives what is no array as a vector of its bytes, empty ones too", () => {
    const arrays = readNpz(
      archive([
        { name: "a.txt", data: latin1("hi") },
        { name: "b", data: latin1("") },
      ]),
    );
    expect(arrays["a.txt"].toArray()).toEqual([104, 105]);
    expect(arrays.b.toArray()).toEqual([]);
  });

  test("reads zip64: sizes and place in the extra field, the directory's in records of their own", () => {
    const extra = numbers([2, 1], [2, 24], [8, array.length], [8, array.length], [8, 0]);
    const wide = { size: 0xffffffff, packedSize: 0xffffffff, offset: 0xffffffff, extra };
    expect(readNpz(archive([{ ...w, ...wide }], { zip64: true })).w.values).toEqual(ONE_TWO_THREE);
    const place = numbers([2, 1], [2, 8], [8, 0]);
    expect(readNpz(archive([{ ...w, offset: 0xffffffff, extra: place }])).w.values).toEqual(
      ONE_TWO_THREE,
    );
  });

  test("finds the end before a comment, one with the signature of the end too", () => {
    for (const comment of ["c".repeat(0xffff), "PK\x05\x06"]) {
      expect(readNpz(archive([w], { comment })).w.values).toEqual(ONE_TWO_THREE);
    }
  });

  const member = ', member "w.npy"';
  const bad: Part = { ...w, data: latin1("no array") };
  const cut: Part = { ...w, data: array.subarray(0, -1) };
  const both = (part: Part): Part[] => [w, { ...part, name: "b.npy" }];
  const size = array.length; // 152
  test.each(
    byText<[Uint8Array, string]>([
      [new Uint8Array(0), ": expected a zip archive, with its end record, got none in 0 bytes"],
      [array, ": expected a zip archive, with its end record, got none in 152 bytes"],
      [
        archive([w]).subarray(0, -1),
        ": expected a zip archive, with its end record, got none in 259 bytes",
      ],
      [archive([w], { disk: 1 }), ": expected a zip archive in one part, got one of several"],
      [archive([w], { count: 2 }), ": expected 2 entries of the central directory, got 1"],
      [
        archive([w], { directorySize: 50 }),
        ": expected the central directory to end at byte 238, got 50 bytes from byte 187 on",
      ],
      [
        archive([w], { directoryStart: 186, directorySize: 52 }),
        ": expected an entry of the central directory, 0x02014b50, at byte 186, got 0x014b5040",
      ],
      [
        archive([w], { directoryStart: 0xfffffffe }),
        ": expected the central directory to end at byte 238, got 51 bytes from byte 4294967294 on",
      ],
      [
        archive([{ ...w, flags: 1 }]),
        `${member}: expected it neither encrypted nor patched, got flags 0x00000001`,
      ],
      [
        archive([{ ...w, localFlags: 1 }]),
        `${member}: expected it neither encrypted nor patched, got flags 0x00000001`,
      ],
      [
        archive([{ ...w, flags: 0x20 }]),
        `${member}: expected it neither encrypted nor patched, got flags 0x00000020`,
      ],
      [
        archive([{ ...w, method: 12 }]),
        `${member}: expected it stored (method 0) or deflated (method 8), got method 12`,
      ],
      [
        archive([{ ...w, localName: "v.npy" }]),
        `${member}: expected the same name at byte 30, got another`,
      ],
      [
        archive([{ ...w, localName: "w.np" }]),
        `${member}: expected the same name at byte 30, got another`,
      ],
      [
        archive([{ ...w, offset: 1 }]),
        `${member}: expected its local header, 0x04034b50, at byte 1, got 0x1404034b`,
      ],
      [
        archive([{ ...w, offset: 1e9 }]),
        `${member}: expected 30 bytes of its local header from byte 1000000000 on, got 0`,
      ],
      [
        archive([{ ...w, crc: 1 }]),
        `${member}: expected CRC-32 0x00000001, got 0x${crc32(array).toString(16)}`,
      ],
      [archive([{ ...w, size: size + 1 }]), `${member}: expected 153 bytes stored, got 152`],
      [
        archive([{ ...w, packedSize: size + 1, size: size + 1 }]),
        ': expected member "w.npy" to end by byte 187, got 188',
      ],
      [archive([w, w]), ': expected each name once, got "w" twice'],
      [archive([w, { ...w, name: "w" }]), ': expected each name once, got "w" twice'],
      [
        archive(both({ ...w, offset: 0, localName: "w.npy" })),
        ', member "b.npy": expected the same name at byte 30, got another',
      ],
      [
        archive([bad]),
        `${member}: expected a .npy file, which begins with "\x93NUMPY", got "no arr"`,
      ],
      [
        archive([cut]),
        `${member}: expected 24 bytes of data, float64 of shape (3,), from byte 128 on, got 23`,
      ],
      [
        archive([{ ...w, name: "\xe9.npy", flags: 0x800 }]),
        ": expected a name in UTF-8 at byte 233, got none",
      ],
      [
        archive([{ ...w, size: 0xffffffff, extra: numbers([2, 1], [2, 4], [4, 0]) }]),
        ": expected 8 bytes of a zip64 field at byte 242, got its end",
      ],
      [
        archive([{ ...w, size: 0xffffffff }]),
        ": expected 8 bytes of a zip64 field at byte 238, got its end",
      ],
      [
        archive([{ ...w, size: 1e9, packedSize: size, deflated: true }]),
        `: expected member "w.npy" to end by byte ${deflateRawSync(array).length + 35}, got 187`,
      ],
    ]),
  )("says what is wrong: %s", (_, bytes, message) => {
    expect(() => readNpz(bytes)).toThrow(new RangeError(`readNpz${message}`));
  });

  test("inflates no member further than to the size that is told, and no more than that can be", () => {
    const claim = (size: number): unknown => readNpz(archive([{ ...zeros, size }]));
    const expected = 'readNpz, member "zeros.npy": expected';
    expect(() => claim(1000)).toThrow(new RangeError(`${expected} 1000 bytes deflated, got more`));
    expect(() => claim(1_000_129)).toThrow(
      new RangeError(`${expected} 1000129 bytes deflated, got 1000128`),
    );
    const packed = /^.+ 900000000 bytes deflated, got \d+ bytes, which cannot hold that many$/;
    expect(() => claim(900_000_000)).toThrow(packed);
    expect(() => claim(900_000_000)).toThrow(RangeError);
  });

  test("sees a deflate stream that ends early, before any number of bytes behind it", () => {
    const data = new Uint8Array(3e6); // incompressible bytes behind a stream that is at its end
    data.set([3, 0]);
    const part = { ...w, data, method: 8, packedSize: data.length, size: 100 };
    expect(() => readNpz(archive([part]))).toThrow(
      new RangeError('readNpz, member "w.npy": expected 100 bytes deflated, got 0'),
    );
  });

  test("refuses members that share their bytes", () => {
    const parts = [w, { ...w, name: "b.npy" }];
    const shared = archive([w, { ...w, offset: 0 }].map((part) => ({ ...part, name: "w.npy" })));
    expect(() => readNpz(shared)).toThrow(
      new RangeError('readNpz: expected member "w.npy" to end by byte 0, got 187'),
    );
    expect(Object.keys(readNpz(archive(parts)))).toEqual(["w", "b"]);
  });

  test("holds the sum of all sizes against maxBytes, or the archive's length if that is more", () => {
    const bytes = archive([zeros, w]);
    expect(Object.keys(readNpz(bytes, { maxBytes: 1_000_280 }))).toEqual(["zeros", "w"]);
    expect(() => readNpz(bytes, { maxBytes: 1_000_279 })).toThrow(
      new RangeError(
        "readNpz: expected members of together at most 1000279 bytes (maxBytes), got 1000280",
      ),
    );
    expect(readNpz(archive([w]), { maxBytes: 0 }).w.values).toEqual(ONE_TWO_THREE);
  });

  test.each<[unknown, unknown, string]>([
    ["w.npz", {}, 'expected bytes to be a Uint8Array or an ArrayBuffer, got "w.npz" (string)'],
    [archive([w]), { maxBytes: "1" }, 'expected maxBytes to be a number, got "1" (string)'],
    [archive([w]), { max: 1 }, "expected the options maxBytes, got max"],
    [archive([w]), null, "expected options to be an object, got null"],
  ])("refuses other kinds: %o, %o", (bytes, options, message) => {
    expect(() => readNpz(bytes as Uint8Array, options as NpzReadOptions)).toThrow(
      new TypeError(`readNpz: ${message}`),
    );
  });
});

describe("writeNpz", () => {
  test("writes the bytes of numpy.savez", () => {
    for (const note of ["savez", "positional: arr_0, arr_1", "empty archive"]) {
      const file = NPY.npz.find((npz) => npz.note === note);
      const bytes = fromBase64(file?.base64 as string);
      expect(writeNpz(readNpz(bytes))).toEqual(bytes);
    }
  });

  const arrays: Record<string, NpyInput> = {
    w: new Matrix([[1, 2]]),
    "重み/0 é": [1n],
    ["__proto__"]: true,
    "": { values: [1, 0], dtype: "bool" },
    "../x.npy": new Float32Array(300),
  };

  test.each([false, true])(
    "writes what it reads, the same bytes again; compressed: %s",
    (compressed) => {
      const bytes = writeNpz(arrays, { compressed });
      const back = readNpz(bytes);
      expect(Object.keys(back)).toEqual(Object.keys(arrays));
      for (const [name, input] of Object.entries(arrays)) {
        expect(back[name]).toEqual(readNpy(writeNpy(input)));
      }
      expect(writeNpz(back, { compressed })).toEqual(bytes);
      expect(writeNpz(new Map(Object.entries(arrays)), { compressed })).toEqual(bytes);
    },
  );

  test("takes the order of a Map, of this realm or another", () => {
    const entries: [string, NpyInput][] = [
      ["b", 1],
      ["1", 2],
      ["a", 3],
    ];
    const other = runInNewContext("new Map(entries)", { entries });
    for (const map of [new Map(entries), other]) {
      expect(
        Object.entries(readNpz(writeNpz(map))).map(([name, x]) => [name, x.toArray()]),
      ).toEqual([
        ["1", 2],
        ["b", 1],
        ["a", 3],
      ]);
      expect(Buffer.from(writeNpz(map)).indexOf("b.npy")).toBe(30);
    }
  });

  test.each<[unknown, unknown, ErrorConstructor, string]>([
    [null, {}, TypeError, "writeNpz: expected arrays to be an object or a Map of them, got null"],
    [
      [[1]],
      {},
      TypeError,
      "writeNpz: expected arrays to be an object or a Map of them, got array of length 1",
    ],
    [
      new Matrix(1, 2),
      {},
      TypeError,
      "writeNpz: expected arrays to be an object or a Map of them, got 1x2 matrix",
    ],
    [new Map([[1, 2]]), {}, TypeError, "writeNpz: expected names to be strings, got 1"],
    [
      { w: "a" },
      {},
      TypeError,
      'writeNpz, array "w": expected numbers, bigints or booleans, got "a" (string)',
    ],
    [
      { w: [[1], []] },
      {},
      RangeError,
      'writeNpz, array "w": expected rows of one shape, got length 0 beside length 1',
    ],
    [
      { "a\0b": 1 },
      {},
      RangeError,
      'writeNpz: expected names of at most 65535 bytes in UTF-8 without NUL, got "a\\u0000b.npy"',
    ],
    [
      { "\ud800": 1 },
      {},
      RangeError,
      'writeNpz: expected names of at most 65535 bytes in UTF-8 without NUL, got "\\ud800.npy"',
    ],
    [
      { ["x".repeat(65_532)]: 1 },
      {},
      RangeError,
      `writeNpz: expected names of at most 65535 bytes in UTF-8 without NUL, got "${"x".repeat(40)}…"`,
    ],
    [{}, { compressed: 1 }, TypeError, "writeNpz: expected compressed to be true or false, got 1"],
    [{}, { level: 9 }, TypeError, "writeNpz: expected the options compressed, got level"],
  ])("refuses %o, %o", (given, options, Kind, message) => {
    expect(() => writeNpz(given as Record<string, NpyInput>, options as NpzWriteOptions)).toThrow(
      new Kind(message),
    );
  });

  test("writes 65,535 arrays, and no more", () => {
    const many = new Map(Array.from({ length: 65_535 }, (_, i): [string, NpyInput] => [`${i}`, i]));
    const back = readNpz(writeNpz(many));
    expect(Object.keys(back).length).toBe(65_535);
    expect(back[65_534].values).toEqual(new Float64Array([65_534]));
    many.set("one more", 1);
    expect(() => writeNpz(many)).toThrow(
      new RangeError("writeNpz: expected at most 65535 arrays, got 65536"),
    );
  });
});
