import { describe } from "../../check.js";
import { type DType, dtypeOfTypedArray, LAYOUTS, type NpyValues } from "./dtype.js";

/**
 * Elements as values of a dtype: floats are rounded to it, to float16 not before they are encoded;
 * true and false are 1 and 0. TypeError: an element that is no number, bigint or boolean;
 * RangeError: one that an integer dtype or bool cannot hold.
 */
export function convert(
  call: string,
  elements: ArrayLike<unknown>,
  dtype: DType,
): NpyValues[DType] {
  if (isOf(elements, dtype)) return elements;
  const set = setter(dtype, elements.length);
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i];
    if (
      typeof element !== "number" &&
      typeof element !== "bigint" &&
      typeof element !== "boolean"
    ) {
      const expectation = "elements to be numbers, bigints or booleans";
      throw new TypeError(`${call}: expected ${expectation}, got ${describe(element)} at ${i}`);
    }
    if (!set.to(i, element)) {
      throw new RangeError(
        `${call}: expected elements of dtype ${dtype}, got ${describe(element)} at ${i}`,
      );
    }
  }
  return set.values;
}

function isOf(elements: ArrayLike<unknown>, dtype: DType): elements is NpyValues[DType] {
  const own = dtypeOfTypedArray(elements);
  return own === dtype || (own === "float32" && dtype === "float16");
}

type Element = number | bigint | boolean;

interface Setter {
  readonly values: NpyValues[DType];
  /** Whether the element could be stored. */
  to(i: number, element: Element): boolean;
}

function setter(dtype: DType, length: number): Setter {
  if (dtype === "int64" || dtype === "uint64") {
    const values = new LAYOUTS[dtype].Values(length);
    return { values, to: (i, element) => setBigint(values, i, element) };
  }
  if (dtype === "float16" || dtype === "float32" || dtype === "float64") {
    const values = dtype === "float32" ? new Float32Array(length) : new Float64Array(length);
    return { values, to: (i, element) => setFloat(values, i, element) };
  }
  const values = new LAYOUTS[dtype].Values(length);
  const most = dtype === "bool" ? 1 : Number.POSITIVE_INFINITY;
  return { values, to: (i, element) => setInteger(values, i, element) && values[i] <= most };
}

function setFloat(values: Float32Array | Float64Array, i: number, element: Element): true {
  values[i] = Number(element);
  return true;
}

/** A typed array keeps the low bits of an integer: it is the same where no others were set. */
function setInteger(values: { [i: number]: number }, i: number, element: Element): boolean {
  const number = Number(element);
  values[i] = number;
  return values[i] === number;
}

function setBigint(values: BigInt64Array | BigUint64Array, i: number, element: Element): boolean {
  if (typeof element === "number" && !Number.isInteger(element)) return false;
  const bigint = BigInt(element);
  values[i] = bigint;
  return values[i] === bigint;
}
