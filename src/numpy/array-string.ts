import { checkString } from "../check.js";
import type { ArrayInput } from "./nd-array.js";
import { arrayText, type TextArray, textArray } from "./text/array-text.js";
import { isFloat } from "./text/element.js";
import { booleanText } from "./text/element-format.js";
import { floatText } from "./text/float-text.js";
import { type ArrayReprOptions, printOptionsOf } from "./text/print-options.js";

/** How the text of an array is written, as far as it is not NumPy's default. */
export type ArrayStringOptions = ArrayReprOptions & {
  /** What stands between the elements, at the end of a line without its white space; default a space. */
  readonly separator?: string | undefined;
};

/**
 * The text of NumPy's `str(np.array(x, dtype))`, by its default print options or others: up to 8
 * digits, lines of 75 characters, `...` in the middle of axes longer than 6 from 1,001 elements on. With
 * a `separator`, that of `np.array2string`.
 *
 * `x` is a number, a bigint, a boolean, a typed array, a `Matrix`, or an array of these nested to
 * any depth. A scalar gives the text of the Python scalar, whatever the print options; no elements give
 * `[]`. Of what `...` stands for only the lengths of rows are looked at: the dtype is that of what is
 * shown.
 *
 * TypeError: an element of another kind, or of different kinds, options that there are not; RangeError:
 * rows of different lengths, a number that an integer dtype has not, options that make no sense.
 *
 * Source: https://numpy.org/doc/stable/reference/generated/numpy.array2string.html and
 * https://numpy.org/doc/stable/reference/generated/numpy.set_printoptions.html
 */
export function arrayToString(x: ArrayInput, options: ArrayStringOptions = {}): string {
  const call = "arrayToString";
  const print = printOptionsOf(call, options, ["separator"]);
  const { dtype, separator = " " } = options;
  checkString(call, "separator", separator);
  const array = textArray(call, x, dtype, print);
  if (array.shape.length === 0) return scalarText(array);
  return arrayText(array, print, { separator, before: 0, after: 0 });
}

function scalarText({ dtype, shown }: TextArray): string {
  if (isFloat(dtype)) return floatText(shown as number, dtype);
  return dtype === "bool" ? booleanText(shown as boolean) : String(shown);
}
