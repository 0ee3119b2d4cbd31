import { describe } from "../../check.js";
import { type DType, LAYOUTS } from "../npy/dtype.js";
import type { FloatType } from "./decimal.js";
import { roundTo } from "./float-format.js";

/** An element of a text, by its dtype: of floats a number, of integers a bigint, of bool a boolean. */
export type Element = number | bigint | boolean;

export function isFloat(dtype: DType): dtype is FloatType {
  return dtype.startsWith("float");
}

/**
 * The value as an element of the dtype: floats are rounded, to infinity where they are too large; of
 * bool all is true but 0. RangeError for what an integer dtype has not, as NumPy overflows, also for a
 * fraction, which NumPy would cut off.
 */
export function toElement(call: string, value: Element, dtype: DType): Element {
  if (dtype === "bool") return Boolean(value) || Number.isNaN(value);
  if (isFloat(dtype)) return toFloat(call, value, dtype);
  if (isWithin(value, dtype)) return BigInt(value);
  const bits = LAYOUTS[dtype].size * 8;
  const kind = dtype.startsWith("u") ? "unsigned integers" : "integers";
  throw new RangeError(
    `${call}: expected ${kind} of ${bits} bits for dtype "${dtype}", got ${describe(value)}`,
  );
}

function toFloat(call: string, value: Element, dtype: FloatType): number {
  const number = Number(value);
  if (typeof value !== "bigint" || Number.isFinite(number)) return roundTo(number, dtype);
  throw new RangeError(`${call}: expected bigints that float64 can hold, got ${describe(value)}`);
}

/** Whether an integer dtype has the value. */
export function isWithin(value: Element, dtype: DType): boolean {
  if (typeof value === "number" && !Number.isInteger(value)) return false;
  const integer = BigInt(value);
  const bits = LAYOUTS[dtype].size * 8;
  return integer === (dtype.startsWith("u") ? BigInt.asUintN : BigInt.asIntN)(bits, integer);
}
