import type { ArrayInput } from "./nd-array.js";
import type { DType } from "./npy/dtype.js";
import { shapeText } from "./npy/shape.js";
import { arrayText, type TextArray, textArray } from "./text/array-text.js";
import { type ArrayReprOptions, type PrintOptions, printOptionsOf } from "./text/print-options.js";

/** What Python takes numbers and truth values for, so that it need not be said. */
const IMPLIED: readonly DType[] = ["int64", "float64", "bool"];

/**
 * The text of NumPy's `repr(np.array(x, dtype))`, by its default print options or others:
 * `array([1., 2.])`, with `dtype=` where the numbers do not tell it, and `shape=` where elements are left
 * out, or there are none.
 *
 * Input and errors as of `arrayToString`.
 *
 * Source: https://numpy.org/doc/stable/reference/generated/numpy.array_repr.html
 */
export function arrayRepr(x: ArrayInput, options: ArrayReprOptions = {}): string {
  const print = printOptionsOf("arrayRepr", options);
  const array = textArray("arrayRepr", x, options.dtype, print);
  const head = "array(";
  const frame = { separator: ", ", before: head.length, after: ")".length };
  const text = head + arrayText(array, print, frame);
  const extras = extrasOf(array, print);
  if (extras.length === 0) return `${text})`;
  const tail = `${extras.join(", ")})`;
  const lastLine = text.slice(text.lastIndexOf("\n") + 1);
  const fits = `${lastLine}, ${tail}`.length <= print.linewidth;
  return `${text},${fits ? " " : `\n${" ".repeat(head.length)}`}${tail}`;
}

function extrasOf({ shape, size, dtype }: TextArray, { threshold }: PrintOptions): string[] {
  const extras: string[] = [];
  const isOneEmptyAxis = shape.length === 1 && size === 0;
  if ((size === 0 && !isOneEmptyAxis) || size > threshold) extras.push(`shape=${shapeText(shape)}`);
  if (size === 0 || !IMPLIED.includes(dtype)) extras.push(`dtype=${dtype}`);
  return extras;
}
