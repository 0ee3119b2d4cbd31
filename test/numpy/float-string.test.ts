import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { floatToString } from "../../src/index.js";

// [x, str(x) of Python 3.11]
const PYTHON: [number, string][] = [
  [0, "0.0"],
  [-0, "-0.0"],
  [1, "1.0"],
  [-1.5, "-1.5"],
  [0.1, "0.1"],
  [1 / 3, "0.3333333333333333"],
  [100, "100.0"],
  [0.0001, "0.0001"],
  [0.00012345, "0.00012345"],
  [0.00009999, "9.999e-05"],
  [1e-5, "1e-05"],
  [-1.25e-7, "-1.25e-07"],
  [1e-10, "1e-10"],
  [1e15, "1000000000000000.0"],
  [9999999999999998, "9999999999999998.0"],
  [1e16, "1e+16"],
  [1.2345678901234567e19, "1.2345678901234567e+19"],
  [1e21, "1e+21"],
  [-1e100, "-1e+100"],
  [5e-324, "5e-324"],
  [Number.MAX_VALUE, "1.7976931348623157e+308"],
  [2 ** 53, "9007199254740992.0"],
  [Number.NaN, "nan"],
  [Infinity, "inf"],
  [-Infinity, "-inf"],
];

describe("floatToString", () => {
  test.each(PYTHON)("(%d) is Python's %s", (x, text) => {
    expect(floatToString(x)).toBe(text);
  });

  test("(x) reads back as x and has a point or an exponent", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(Number(floatToString(x))).toBe(x);
        expect(floatToString(x)).toMatch(/^-?\d+(\.\d+|(\.\d+)?e[+-]\d\d+)$/);
      }),
    );
  });

  test.each([
    [undefined, "undefined"],
    [null, "null"],
    ["1", '"1" (string)'],
    [1n, "1n (bigint)"],
    [true, "true"],
    [[1], "array of length 1"],
  ])("(%o) throws a TypeError", (bad, text) => {
    expect(() => floatToString(bad as unknown as number)).toThrow(
      new TypeError(`floatToString: expected x to be a number, got ${text}`),
    );
  });
});
