import fc from "fast-check";
import { Matrix, MatrixTransposeView } from "ml-matrix";
import { describe, expect, test } from "vitest";
import {
  type ArrayInput,
  type ArrayStringOptions,
  arrayToString,
  floatToString,
} from "../../src/index.js";
import { byText } from "../by-text.js";

const INT64 = { dtype: "int64" } as const;
const FLOAT64 = { dtype: "float64" } as const;

/** The elements as they are printed, brackets and dots apart. */
const words = (text: string): string[] => text.match(/[^[\]\s]+/g) ?? [];

describe("arrayToString", () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
  // Apart by a factor of less than 1000: no exponents.
  const moderate = fc.double({ min: 0.5, max: 400, noNaN: true });

  test("numbers without exponent read back within half a unit of the 8th decimal", () => {
    fc.assert(
      fc.property(fc.array(moderate, { minLength: 1, maxLength: 40 }), (x) => {
        const back = words(arrayToString(x)).map(Number);
        expect(back.length).toBe(x.length);
        for (const [i, v] of x.entries()) expect(Math.abs(back[i] - v)).toBeLessThan(0.5000001e-8);
      }),
    );
  });

  test("numbers with exponent read back within half a unit of the 8th decimal of the mantissa", () => {
    fc.assert(
      fc.property(fc.array(finite, { maxLength: 40 }), (x) => {
        const back = words(arrayToString([1e100, ...x])).map(Number);
        expect(back.length).toBe(x.length + 1);
        for (const [i, v] of x.entries()) {
          const bound = 0.5000001e-8 * Math.abs(v) + 2 * Number.MIN_VALUE;
          expect(Math.abs(back[i + 1] - v)).toBeLessThanOrEqual(bound);
        }
      }),
    );
  });

  test("rows of one matrix have one width, and lines at most 75 characters", () => {
    const rows = fc.array(fc.tuple(fc.double(), fc.double(), fc.double()), {
      minLength: 2,
      maxLength: 9,
    });
    fc.assert(
      fc.property(rows, (x) => {
        const lines = arrayToString(x).split("\n");
        const widths = lines.map((line) => line.replace(/^\[\[| \[|\]+$/g, "").length);
        expect(new Set(widths).size).toBe(1);
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(75);
      }),
    );
  });

  test("a number has the text of floatToString", () => {
    fc.assert(fc.property(fc.double(), (x) => arrayToString(x) === floatToString(x)));
  });

  test("a matrix, a view, arrays and typed arrays of the same numbers have one text", () => {
    const nested = [
      [1, 2.5],
      [-3, 4],
    ];
    const text = "[[ 1.   2.5]\n [-3.   4. ]]";
    const m = new Matrix(nested);
    for (const x of [
      nested,
      m,
      new MatrixTransposeView(m.transpose()),
      nested.map((row) => Float64Array.from(row)),
    ]) {
      expect(arrayToString(x)).toBe(text);
    }
    expect(arrayToString([m, m])).toBe(arrayToString([nested, nested]));
  });

  test.each(
    byText<[ArrayInput, ArrayStringOptions, string]>([
      [new Int32Array([1, -2]), {}, "[ 1 -2]"],
      [new Int32Array([1, -2]), FLOAT64, "[ 1. -2.]"],
      [[new Int8Array([1, 2]), new Uint8Array([3, 4])], {}, "[[1 2]\n [3 4]]"],
      [[new Int8Array([1, 2]), [3, 4]], {}, "[[1. 2.]\n [3. 4.]]"],
      [new Float32Array([0.1, 1 / 3]), {}, "[0.1        0.33333334]"],
      [[0.1, 1 / 3], { dtype: "float32" }, "[0.1        0.33333334]"],
      [[0.1, 1 / 3], { dtype: "float16" }, "[0.1    0.3333]"],
      [[1e300, -1e300, 65520], { dtype: "float16" }, "[ inf -inf  inf]"],
      [[0, -0, 1e-9, Number.NaN], { dtype: "bool" }, "[False False  True  True]"],
      [[2n ** 64n - 1n, 0n], { dtype: "uint64" }, "[18446744073709551615                    0]"],
      [new BigUint64Array([2n ** 64n - 1n]), {}, "[18446744073709551615]"],
      [0.1, { dtype: "float32" }, "0.1"],
      [16777217, { dtype: "float32" }, "1.6777216e+07"],
      [2n ** 63n, {}, "9223372036854775808"],
      [new BigInt64Array([1n, -(2n ** 63n)]), {}, "[                   1 -9223372036854775808]"],
      [[1n, 20n], {}, "[ 1 20]"],
      [[1n, 20n], FLOAT64, "[ 1. 20.]"],
      [[1, 20], INT64, "[ 1 20]"],
      [new Matrix([[1, -20]]), INT64, "[[  1 -20]]"],
      [[true, false], {}, "[ True False]"],
      [[true, false], INT64, "[1 0]"],
      [[true, false], FLOAT64, "[1. 0.]"],
      [[-0, 2 ** 60], INT64, "[                  0 1152921504606846976]"],
      // All but ties: only the digits far behind tell that they are to be rounded up.
      [[0.12345678500001, 1], {}, "[0.12345679 1.        ]"],
      [[12345678850.0001, 1], {}, "[1.23456789e+10 1.00000000e+00]"],
      [1e-5, {}, "1e-05"],
      [3, INT64, "3"],
      [3n, {}, "3"],
      [3n, FLOAT64, "3.0"],
      [true, {}, "True"],
      [false, INT64, "0"],
      [[1], { dtype: undefined }, "[1.]"],
    ]),
  )("(…) gives NumPy's text %s", (_, x, options, text) => {
    expect(arrayToString(x, options)).toBe(text);
  });

  test.each<[ArrayInput]>([
    [[]],
    [[[], []]],
    [new Float32Array(0)],
    [new Matrix(0, 3)],
    [new Matrix(3, 0)],
  ])("(%j), without elements, is []", (x) => {
    expect(arrayToString(x)).toBe("[]");
    expect(arrayToString(x, INT64)).toBe("[]");
  });

  test("(64 axes) is printed", () => {
    const nested = Array.from({ length: 63 }).reduce<ArrayInput>((x) => [x], [7]);
    expect(arrayToString(nested)).toBe(`${"[".repeat(64)}7.${"]".repeat(64)}`);
  });

  test("(x) leaves x alone", () => {
    const x = [[3, 1], [2, 0]]; // biome-ignore format: one line
    arrayToString(x, INT64);
    expect(x).toEqual([[3, 1], [2, 0]]); // biome-ignore format: one line
  });
});

describe("bad input of arrayToString", () => {
  const ROWS = "expected rows of one shape, got";
  const KINDS = "expected elements of one kind, got";
  const SCALARS = "expected numbers, bigints or booleans, got";
  const DTYPES =
    'expected dtype to be one of "bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", ' +
    '"int64", "uint64", "float16", "float32", "float64", got';
  const INTEGERS = 'expected integers of 64 bits for dtype "int64", got';
  test.each(
    byText<[unknown, unknown, ErrorConstructor, string]>([
      [[[1], [1, 2]], {}, RangeError, `${ROWS} length 2 beside length 1`],
      [[[1], 2], {}, RangeError, `${ROWS} a single element beside length 1`],
      [[1, [2]], {}, RangeError, `${ROWS} length 1 beside a single element`],
      [[[], [1]], {}, RangeError, `${ROWS} length 1 beside length 0`],
      [[new Matrix(1, 2), new Matrix(1, 3)], {}, RangeError, `${ROWS} length 3 beside length 2`],
      [[1, 2n], {}, TypeError, `${KINDS} number and bigint`],
      [[true, 1], INT64, TypeError, `${KINDS} boolean and number`],
      ["1", {}, TypeError, `${SCALARS} "1" (string)`],
      [["1"], INT64, TypeError, `${SCALARS} "1" (string)`],
      [undefined, {}, TypeError, `${SCALARS} undefined`],
      [null, {}, TypeError, `${SCALARS} null`],
      [[1, undefined], {}, TypeError, `${SCALARS} undefined`],
      [{ length: 1, 0: 1 }, {}, TypeError, `${SCALARS} Object object`],
      [new DataView(new ArrayBuffer(8)), {}, TypeError, `${SCALARS} DataView object`],
      [[1.5], INT64, RangeError, `${INTEGERS} 1.5`],
      [[Number.NaN], INT64, RangeError, `${INTEGERS} NaN`],
      [[2 ** 63], INT64, RangeError, `${INTEGERS} 9223372036854776000`],
      [[2n ** 63n], INT64, RangeError, `${INTEGERS} 9223372036854775808n (bigint)`],
      [
        [2n ** 64n],
        {},
        RangeError,
        'expected unsigned integers of 64 bits for dtype "uint64", got 18446744073709551616n (bigint)',
      ],
      [
        [128],
        { dtype: "int8" },
        RangeError,
        'expected integers of 8 bits for dtype "int8", got 128',
      ],
      [
        [-1],
        { dtype: "uint8" },
        RangeError,
        'expected unsigned integers of 8 bits for dtype "uint8", got -1',
      ],
      [
        [10n ** 400n],
        FLOAT64,
        RangeError,
        `expected bigints that float64 can hold, got ${10n ** 400n}n (bigint)`,
      ],
      [[1], { dtype: "int" }, RangeError, `${DTYPES} "int" (string)`],
      [[], { dtype: null }, RangeError, `${DTYPES} null`],
    ]),
  )("throws: %s", (_, x, options, Kind, text) => {
    expect(() => arrayToString(x as ArrayInput, options as ArrayStringOptions)).toThrow(
      new Kind(`arrayToString: ${text}`),
    );
  });

  test("an array that holds itself throws", () => {
    const cyclic: unknown[] = [];
    cyclic.push(cyclic, cyclic);
    expect(() => arrayToString(cyclic as ArrayInput)).toThrow(
      new RangeError("arrayToString: expected at most 64 axes, got more"),
    );
  });
});
