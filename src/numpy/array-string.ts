import { describe } from "../check.js";
import { booleanFormat, type ElementFormat, floatFormat, integerFormat } from "./element-format.js";
import { floatToString } from "./float-string.js";
import { type ArrayInput, type NdArray, toNdArray } from "./nd-array.js";

/** How numbers are taken by `arrayToString`. */
export interface ArrayStringOptions {
  /** Default: `"float64"` for numbers, `int64` for bigints, `bool` for booleans. */
  readonly dtype?: "float64" | "int64" | undefined;
}

// NumPy's default print options `linewidth`, `threshold` and `edgeitems`.
const LINE_WIDTH = 75;
const THRESHOLD = 1000;
const EDGE_ITEMS = 3;

/**
 * The text of NumPy's `str(np.array(x, dtype))` under its default print options: up to 8 digits,
 * lines of 75 characters, `...` in the middle of axes longer than 6 from 1,001 elements on.
 *
 * `x` is a number, a bigint, a boolean, a typed array, a `Matrix`, or an array of these nested to
 * any depth. Numbers are float64, also those of an integer or Float32 array. A scalar gives the text of the Python scalar; no elements give `[]`.
 *
 * TypeError: an element of another kind, or of different kinds; RangeError: rows of different
 * lengths, or a number that is no integer with `dtype: "int64"`.
 *
 * Source: numpy/_core/arrayprint.py, https://numpy.org/doc/stable/reference/generated/numpy.array2string.html
 */
export function arrayToString(x: ArrayInput, { dtype }: ArrayStringOptions = {}): string {
  const { shape, data } = toNdArray("arrayToString", x);
  const elements = convert(data, dtype);
  if (shape.length === 0) return scalarText(elements[0]);
  if (elements.length === 0) return "[]";
  const shown = summarize({ shape, data: elements });
  return axisText(shown, shape.length, 0, elementFormat(shownElements(shown)));
}

type Element = NdArray["data"][number];

function convert(data: Element[], dtype: ArrayStringOptions["dtype"]): Element[] {
  if (dtype === "int64" || (dtype === undefined && typeof data[0] === "bigint")) {
    return data.map(toInt64);
  }
  if (dtype === "float64") return data.map(Number);
  if (dtype === undefined) return data;
  throw new RangeError(
    `arrayToString: expected dtype "float64" or "int64", got ${describe(dtype)}`,
  );
}

function toInt64(value: Element): bigint {
  if (typeof value !== "number" || Number.isInteger(value)) {
    const integer = BigInt(value);
    if (BigInt.asIntN(64, integer) === integer) return integer;
  }
  throw new RangeError(
    `arrayToString: expected integers of 64 bits for dtype "int64", got ${describe(value)}`,
  );
}

function scalarText(value: Element): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "bigint" ? `${value}` : floatToString(value);
}

/** What is shown of an array: elements or rows, `undefined` for those left out in the middle. */
type Shown = Element | undefined | Shown[];

function summarize({ shape, data }: NdArray): Shown {
  const axes = shape.map((length) => shownIndices(length, data.length > THRESHOLD));
  // `size` elements from `start` on belong to this row.
  const row = (axis: number, start: number, size: number): Shown => {
    if (axis === shape.length) return data[start];
    const step = size / shape[axis];
    return axes[axis].map((i) => (i === undefined ? i : row(axis + 1, start + i * step, step)));
  };
  return row(0, 0, data.length);
}

function shownIndices(length: number, isSummarized: boolean): (number | undefined)[] {
  const all = Array.from({ length }, (_, i) => i);
  if (!isSummarized || length <= 2 * EDGE_ITEMS) return all;
  return [...all.slice(0, EDGE_ITEMS), undefined, ...all.slice(-EDGE_ITEMS)];
}

function shownElements(shown: Shown): Element[] {
  if (Array.isArray(shown)) return shown.flatMap(shownElements);
  return shown === undefined ? [] : [shown];
}

function elementFormat(elements: Element[]): ElementFormat<Element> {
  const kind = typeof elements[0];
  if (kind === "boolean") return booleanFormat as ElementFormat<Element>;
  if (kind === "bigint") return integerFormat(elements as bigint[]) as ElementFormat<Element>;
  return floatFormat(elements as number[]) as ElementFormat<Element>;
}

/** The text of `shown`, which has `axes` axes and stands inside `depth` brackets. */
function axisText(
  shown: Shown,
  axes: number,
  depth: number,
  format: ElementFormat<Element>,
): string {
  if (shown === undefined) return "...";
  if (!Array.isArray(shown)) return format(shown);
  const indent = " ".repeat(depth + 1);
  const texts = shown.map((part) => axisText(part, axes - 1, depth + 1, format));
  const lines = axes === 1 ? wrap(texts, LINE_WIDTH - 1 - depth, indent) : texts;
  return `[${lines.join("\n".repeat(Math.max(1, axes - 1)) + indent)}]`;
}

/** Joins the words by spaces to lines of at most `width` characters, of which each has the indent. */
function wrap(words: readonly string[], width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    if (line !== "" && indent.length + line.length + 1 + word.length > width) {
      lines.push(line.trimEnd());
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
