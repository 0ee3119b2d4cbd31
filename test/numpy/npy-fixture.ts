import { expect } from "vitest";
import type { AnyNpyArray, DType } from "../../src/index.js";
import { fixture } from "../fixtures.js";

/** An array as npy.json has it: values in C order, integers as text. */
export interface Expected {
  dtype: string;
  shape: number[];
  fortranOrder: boolean;
  values: (number | string | boolean)[];
}

/** A member of a .npz file: an array, or the base64 of what is none. */
export type ExpectedMember = Expected | { bytes: string };

interface Case {
  note: string;
  base64: string;
}

/** `test/fixtures/npy.json`; what each part means is told by its `about`. */
export interface NpyFixture {
  good: (Case & { expect: Expected })[];
  odd: (Case & { expect?: Expected; error?: string })[];
  bad: (Case & { numpyRaises?: string; mayBeRefused?: true })[];
  npz: (Case & { expect: Record<string, ExpectedMember> })[];
  badNpz: (Case & { numpyRaises?: string; numpyAccepts?: unknown })[];
}

export const NPY: NpyFixture = fixture<NpyFixture>("npy");

export const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));

const SPECIAL = new Map<unknown, number>([
  ["nan", Number.NaN],
  ["inf", Number.POSITIVE_INFINITY],
  ["-inf", Number.NEGATIVE_INFINITY],
]);

const isWide = (dtype: string): boolean => /[iu]8/.test(dtype);

/** The elements as `values` has them. */
export function elements({ dtype, values }: Expected): (number | bigint)[] {
  const element = (value: number | string | boolean): number | bigint =>
    SPECIAL.get(value) ?? (isWide(dtype) ? BigInt(value) : Number(value));
  return values.map(element);
}

/** Every part of an array is as expected: NaN is NaN, and -0 not 0. */
export function expectArray(array: AnyNpyArray, expected: Expected): void {
  const { descr, shape, fortranOrder, values } = array;
  const { dtype } = expected;
  expect({ dtype: descr, shape, fortranOrder }).toEqual({
    dtype,
    shape: expected.shape,
    fortranOrder: expected.fortranOrder,
  });
  expect(Array.from<number | bigint>(values)).toEqual(elements(expected));
}

/** Bytes of an element in a file. */
export const SIZES: Record<DType, number> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
  float16: 2,
  float32: 4,
  float64: 8,
};
