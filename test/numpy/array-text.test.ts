import { describe, expect, test } from "vitest";
import { inputOf, type TextCase } from "../../scripts/lib/text-case.mjs";
import { arrayRepr, arrayToString, type DType } from "../../src/index.js";
import { promote } from "../../src/numpy/text/promote.js";
import { fixture } from "../fixtures.js";

const { cases, promoted } = fixture<{
  cases: TextCase[];
  promoted: Record<DType, Record<DType, DType>>;
}>("array-text");

describe("the text of NumPy's random array", () => {
  test.each(cases.map((one, i) => [i, one.dtype, JSON.stringify(one.shape), one] as const))(
    "%i, %s of shape %s",
    (i, _dtype, _shape, one) => {
      const { x, dtype } = inputOf(one, i);
      const options = { ...one.options, dtype };
      expect(arrayToString(x, { ...options, separator: one.separator ?? undefined })).toBe(one.str);
      expect(arrayRepr(x, options)).toBe(one.repr);
    },
  );
});

test.each(Object.entries(promoted))("promote(%s, …) is NumPy's", (a, row) => {
  const types = Object.keys(row) as DType[];
  expect(Object.fromEntries(types.map((b) => [b, promote(a as DType, b)]))).toEqual(row);
});
