import type { DType } from "../npy/dtype.js";
import { type Element, isFloat } from "./element.js";
import { floatFormat } from "./float-format.js";
import type { PrintOptions, Sign } from "./print-options.js";
import { widest } from "./words.js";

/** Gives each element of an array its text, all of one width. */
export type ElementFormat<T = Element> = (x: T) => string;

/** The format of `elements`, which are of the dtype. */
export function elementFormat(
  elements: readonly Element[],
  dtype: DType,
  options: PrintOptions,
): ElementFormat {
  if (dtype === "bool") return (value) => booleanText(value as boolean).padStart("False".length);
  if (isFloat(dtype)) {
    return floatFormat(elements as number[], dtype, options) as ElementFormat;
  }
  return integerFormat(elements as bigint[], options.sign) as ElementFormat;
}

/** Python's text of true and false. */
export function booleanText(value: boolean): string {
  return value ? "True" : "False";
}

/** Right-aligned to the widest element. Where there are negative ones, sign `" "` changes nothing. */
function integerFormat(values: readonly bigint[], sign: Sign): ElementFormat<bigint> {
  const isBare = sign === "-" || (sign === " " && values.some((value) => value < 0n));
  const text = (value: bigint): string => `${value < 0n || isBare ? "" : sign}${value}`;
  const width = widest(values.map(text));
  return (value) => text(value).padStart(width);
}
