import { describe, expect, test } from "vitest";
import { type ArrayInput, arrayToString } from "../../src/index.js";
import { fixture, nest, numbers, type Packed } from "../fixtures.js";

interface PrintCase extends Packed {
  kind: "float" | "int" | "bool";
  str: string;
}

const { cases } = fixture<{ cases: PrintCase[] }>("print");

function input({ kind, data, ...packed }: PrintCase): ArrayInput {
  const elements = {
    float: () => numbers({ ...packed, data }),
    int: () => data.map((value) => BigInt(value)),
    bool: () => data,
  }[kind]();
  return nest<unknown>(packed.shape, elements) as ArrayInput;
}

describe("arrayToString", () => {
  test.each(cases.map((c, i) => [i, c.kind, c.shape.join("x"), c] as const))(
    "NumPy's case %i, %s of shape %s",
    (_, _kind, _shape, c) => {
      expect(arrayToString(input(c))).toBe(c.str);
    },
  );

  test.each(
    cases
      .filter((c) => c.kind === "int" && c.data.every((v) => Number.isSafeInteger(v)))
      .map((c) => [c.str, c] as const),
  )("dtype int64 of numbers: %s", (str, c) => {
    expect(arrayToString(nest(c.shape, numbers(c)) as ArrayInput, { dtype: "int64" })).toBe(str);
  });

  // python -c "import numpy as np; print(np.array(...))" with NumPy 2.4.6
  test.each([
    [[9.9999999999e99, 1], "[1.e+100 1.e+000]"],
    [[9.9999999999e-100, -0], "[ 1.e-99 -0.e+00]"],
    [[9.9999999999e-101, 1], "[1.e-100 1.e+000]"],
    [[-9.999999995e98, 1], "[-9.99999999e+98  1.00000000e+00]"],
    [[9.9999999999e99, Number.NaN], "[1.e+100     nan]"],
  ])("an exponent that rounding to 8 digits carries on: %j", (x, str) => {
    expect(arrayToString(x)).toBe(str);
  });
});
