import { Matrix, MatrixTransposeView } from "ml-matrix";
import { describe, expect, test } from "vitest";
import {
  type ArrayInput,
  type ArrayReprOptions,
  type ArrayStringOptions,
  arrayRepr,
  arrayToString,
} from "../../src/index.js";
import { dense } from "../../src/linalg/dense.js";
import { markInteger } from "../../src/numpy/integer-arrays.js";
import { byText } from "../by-text.js";

describe("arrayRepr", () => {
  // python -c "import numpy as np; print(repr(np.array(...)))" with NumPy 2.4.6
  test.each(
    byText<[ArrayInput, ArrayReprOptions, string]>([
      [[1, 2.5], {}, "array([1. , 2.5])"],
      [new Matrix([[1, 2], [3, 4]]), {}, "array([[1., 2.],\n       [3., 4.]])"], // biome-ignore format: one line
      [3.25, {}, "array(3.25)"],
      [true, {}, "array(True)"],
      [3n, {}, "array(3)"],
      [[true, false], {}, "array([ True, False])"],
      [new Int8Array([1, -2]), {}, "array([ 1, -2], dtype=int8)"],
      [new Uint8ClampedArray([1, 2]), {}, "array([1, 2], dtype=uint8)"],
      [new Float32Array([0.1, 2]), {}, "array([0.1, 2. ], dtype=float32)"],
      [new BigUint64Array([1n]), {}, "array([1], dtype=uint64)"],
      [[1n, 2n], {}, "array([1, 2])"],
      [[2n ** 63n], {}, "array([9223372036854775808], dtype=uint64)"],
      [[2n ** 63n, 1n], {}, "array([9.22337204e+18, 1.00000000e+00])"],
      [[], {}, "array([], dtype=float64)"],
      [[[], []], {}, "array([], shape=(2, 0), dtype=float64)"],
      [new Matrix(0, 3), {}, "array([], shape=(0, 3), dtype=float64)"],
      [new Int16Array(0), {}, "array([], dtype=int16)"],
      [[[1n], [2n]], { threshold: 1 }, "array([[1],\n       [2]], shape=(2, 1))"],
      [new Float64Array(1001), {}, "array([0., 0., 0., ..., 0., 0., 0.], shape=(1001,))"],
      [
        [1, 2, 3],
        { linewidth: 15, dtype: "float32" },
        "array([1., 2.,\n       3.],\n      dtype=float32)",
      ],
    ]),
  )("(…) is NumPy's text %s", (_, x, options, text) => {
    expect(arrayRepr(x, options)).toBe(text);
  });
});

describe("what is known to hold integers", () => {
  test.each(
    byText<[() => ArrayInput, string]>([
      [() => markInteger([1, -20]), "array([  1, -20])"],
      [() => markInteger([[1, 2], [3, 4]]), "array([[1, 2],\n       [3, 4]])"], // biome-ignore format: one line
      [() => markInteger(new Matrix([[1, -0]])), "array([[1, 0]])"],
      [
        () => markInteger(dense(1, 2, new Float64Array([5, 2 ** 60]))),
        "array([[                  5, 1152921504606846976]])",
      ],
      [() => markInteger(new Float64Array([1, 2])), "array([1, 2])"],
      [() => [markInteger([1, 2]), markInteger([3, 4])], "array([[1, 2],\n       [3, 4]])"],
      [() => markInteger([]), "array([], dtype=int64)"],
      [() => markInteger(new Matrix(0, 3)), "array([], shape=(0, 3), dtype=int64)"],
      [() => [markInteger([1, 2]), [3, 4]], "array([[1., 2.],\n       [3., 4.]])"],
    ]),
  )("is written as %s", (_, make, text) => {
    expect(arrayRepr(make())).toBe(text);
  });

  test.each([0.5, Number.NaN, Infinity, 2 ** 63])("but not once it holds %d", (value) => {
    const [array, matrix] = [markInteger([1, 2]), markInteger(new Matrix([[1, 2]]))];
    array[1] = value;
    matrix.set(0, 1, value);
    expect(arrayToString(array)).toBe(arrayToString([1, value]));
    expect(arrayToString(matrix)).toBe(arrayToString([[1, value]]));
    expect(arrayToString(array)).toContain("1.");
  });

  test("dtype goes before the mark", () => {
    expect(arrayToString(markInteger([1, 2]), { dtype: "float64" })).toBe("[1. 2.]");
  });
});

describe("the text of a large array", () => {
  /** An array of zeros that counts what is read of it. */
  const counted = (length: number): { x: number[]; read: Set<string | symbol> } => {
    const read = new Set<string | symbol>();
    const x = new Proxy(new Array<number>(length), {
      get: (target, key, proxy) => {
        if (typeof key === "string" && /^\d+$/.test(key)) {
          read.add(key);
          return 0;
        }
        return Reflect.get(target, key, proxy);
      },
    });
    return { x, read };
  };

  test("reads of an array only what it shows", () => {
    const { x, read } = counted(1e6);
    expect(arrayToString(x)).toBe("[0. 0. 0. ... 0. 0. 0.]");
    expect([...read]).toEqual(["0", "1", "2", "999997", "999998", "999999"]);
  });

  test("reads of a matrix only what it shows", () => {
    const matrix = new Matrix(2000, 3);
    const rows = new Set<number>();
    matrix.get = (row) => {
      rows.add(row);
      return row;
    };
    expect(arrayToString(matrix)).toBe(
      "[[0.000e+00 0.000e+00 0.000e+00]\n [1.000e+00 1.000e+00 1.000e+00]\n" +
        " [2.000e+00 2.000e+00 2.000e+00]\n ...\n [1.997e+03 1.997e+03 1.997e+03]\n" +
        " [1.998e+03 1.998e+03 1.998e+03]\n [1.999e+03 1.999e+03 1.999e+03]]",
    );
    expect([...rows]).toEqual([0, 1, 2, 1997, 1998, 1999]);
  });

  test("is no larger with the matrix, whose rows need not be made", () => {
    const matrix = dense(2000, 3, new Float64Array(6000));
    const made = Object.getOwnPropertyDescriptor(matrix, "data");
    expect(arrayToString(matrix)).toContain("...");
    expect(Object.getOwnPropertyDescriptor(matrix, "data")).toEqual(made);
  });

  test("looks at the length of each row, also where it shows none", () => {
    const rows = Array.from({ length: 1001 }, () => [1, 2]);
    rows[500] = [1];
    expect(() => arrayToString(rows)).toThrow(
      new RangeError("arrayToString: expected rows of one shape, got length 1 beside length 2"),
    );
  });

  test.each([new MatrixTransposeView(new Matrix(1001, 1)), new Float32Array(1001)])(
    "shows the edges of %o",
    (x) => {
      expect(arrayToString(x)).toContain("0. 0. 0. ... 0. 0. 0.");
    },
  );
});

describe("print options", () => {
  const both: [string, (options: object) => string][] = [
    ["arrayToString", (options) => arrayToString([1], options as ArrayStringOptions)],
    ["arrayRepr", (options) => arrayRepr([1], options as ArrayReprOptions)],
  ];
  const RANGE = "to be a number or Infinity, got NaN";
  test.each(
    byText<[object, ErrorConstructor, string]>([
      [{ precision: -1 }, RangeError, "precision to be an integer >= 0, got -1"],
      [{ precision: 1.5 }, RangeError, "precision to be an integer >= 0, got 1.5"],
      [{ precision: "3" }, TypeError, 'precision to be a number, got "3" (string)'],
      [{ precision: null }, TypeError, "precision to be a number, got null"],
      [
        { precision: 16001, floatmode: "fixed" },
        RangeError,
        "precision to be an integer from 0 to 16000, got 16001",
      ],
      [{ suppress: 1 }, TypeError, "suppress to be true or false, got 1"],
      [{ threshold: Number.NaN }, RangeError, `threshold ${RANGE}`],
      [{ threshold: "all" }, TypeError, 'threshold to be a number, got "all" (string)'],
      [{ edgeitems: -1 }, RangeError, "edgeitems to be an integer >= 0, got -1"],
      [{ linewidth: Number.NaN }, RangeError, `linewidth ${RANGE}`],
      [
        { floatmode: "exact" },
        RangeError,
        'floatmode to be one of "maxprec", "maxprec_equal", "unique", "fixed", got "exact" (string)',
      ],
      [{ sign: true }, RangeError, 'sign to be one of "-", "+", " ", got true'],
    ]),
  )("expected %s", (text, options, Kind) => {
    for (const [call, write] of both) {
      expect(() => write(options)).toThrow(new Kind(`${call}: expected ${text}`));
    }
  });

  test.each([["edgeItems"], ["suppressSmall"], ["prefix"]])("that there are not: %s", (name) => {
    for (const [call, write] of both) {
      const text = `${call}: expected the options dtype, precision`;
      expect(() => write({ [name]: 1 })).toThrow(TypeError);
      expect(() => write({ [name]: 1 })).toThrow(text);
    }
  });

  test("a separator is a string, and none of arrayRepr's", () => {
    const options = { separator: 1 } as unknown as ArrayStringOptions;
    expect(() => arrayToString([1], options)).toThrow(
      new TypeError("arrayToString: expected separator to be a string, got 1"),
    );
    expect(() => arrayRepr([1], { separator: ";" } as ArrayReprOptions)).toThrow("got separator");
  });

  test("that are undefined are NumPy's defaults", () => {
    const options = { precision: undefined, separator: undefined, dtype: undefined };
    expect(arrayToString([0.5, 1 / 3], options)).toBe("[0.5        0.33333333]");
  });

  test("a scalar has none, as in NumPy's str", () => {
    expect(arrayToString(1 / 3, { precision: 2, sign: "+" })).toBe("0.3333333333333333");
    expect(arrayRepr(1 / 3, { precision: 2, sign: "+" })).toBe("array(+0.33)");
  });

  test("of all elements of a large array writes them all", () => {
    const text = arrayToString(new Float64Array(3000), { threshold: Infinity });
    expect(text.match(/0\./g)?.length).toBe(3000);
  });
});
