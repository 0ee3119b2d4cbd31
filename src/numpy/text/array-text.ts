import type { DType } from "../npy/dtype.js";
import type { Element } from "./element.js";
import { booleanText, type ElementFormat, elementFormat } from "./element-format.js";
import type { PrintOptions } from "./print-options.js";
import { isRow, readPart, type Shown } from "./shown.js";
import { stripEnd } from "./words.js";

/** What stands around a text and between its elements. */
export interface Frame {
  readonly separator: string;
  /** Characters before the text, by which its later lines are indented. */
  readonly before: number;
  /** Characters behind the text, for which its last line has room. */
  readonly after: number;
}

/** An array, of which its text shows all or the edges. */
export interface TextArray {
  readonly shape: readonly number[];
  readonly size: number;
  readonly dtype: DType;
  readonly shown: Shown;
}

/** What the text of an array shows, read in the name of `call`. Errors as of `readPart`. */
export function textArray(
  call: string,
  x: unknown,
  dtype: DType | undefined,
  { threshold, edgeitems }: PrintOptions,
): TextArray {
  const part = readPart(call, x, dtype, (length, size) => {
    if (size <= threshold || length <= 2 * edgeitems) return span(0, length);
    // Without edge items NumPy shows the last one, and gives it the room that any of them would need.
    if (edgeitems === 0) return span(0, length);
    return [...span(0, edgeitems), ...span(length - edgeitems, length)];
  });
  return { ...part, size: part.shape.reduce((product, length) => product * length, 1) };
}

function span(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/** The text of NumPy's `array2string`. */
export function arrayText(array: TextArray, options: PrintOptions, frame: Frame): string {
  if (array.size === 0) return "[]";
  const { shape, dtype, shown } = array;
  if (shape.length === 0 && dtype === "bool") return booleanText(shown as boolean);
  const format = elementFormat(elementsOf(shown), dtype, options);
  return new Writer(array, options, frame, format).text(shown, 0);
}

function elementsOf(shown: Shown): Element[] {
  const elements: Element[] = [];
  const collect = (part: Shown): void => {
    if (isRow(part)) part.forEach(collect);
    else elements.push(part);
  };
  collect(shown);
  return elements;
}

/** Writes brackets, separators and lines around the elements. */
class Writer {
  readonly #shape: readonly number[];
  readonly #isSummary: boolean;
  readonly #options: PrintOptions;
  readonly #frame: Frame;
  readonly #format: ElementFormat;

  constructor(
    { shape, size }: TextArray,
    options: PrintOptions,
    frame: Frame,
    format: ElementFormat,
  ) {
    this.#shape = shape;
    this.#isSummary = size > options.threshold;
    this.#options = options;
    this.#frame = frame;
    this.#format = format;
  }

  /** The text of a part that stands inside `axis` brackets. */
  text(part: Shown, axis: number): string {
    if (!isRow(part)) return this.#format(part);
    const texts = this.#edges(part, axis).map((item) =>
      item === undefined ? "..." : this.text(item, axis + 1),
    );
    const indent = " ".repeat(this.#frame.before + 1 + axis);
    const inner = this.#shape.length - 1 - axis;
    if (inner === 0) return `[${this.#wrap(texts, indent, axis).join(`\n${indent}`)}]`;
    return `[${texts.join(stripEnd(this.#frame.separator) + "\n".repeat(inner) + indent)}]`;
  }

  /** The items of an axis, `undefined` for those left out in the middle. */
  #edges(items: readonly Shown[], axis: number): readonly (Shown | undefined)[] {
    const { edgeitems } = this.#options;
    if (!this.#isSummary || this.#shape[axis] <= 2 * edgeitems) return items;
    return [...items.slice(0, edgeitems), undefined, ...items.slice(-Math.max(edgeitems, 1))];
  }

  /** Joins words to lines that are no longer than is allowed, if a word alone is not. */
  #wrap(words: readonly string[], indent: string, axis: number): string[] {
    const { separator, after } = this.#frame;
    const most =
      this.#options.linewidth - after - axis - Math.max([...stripEnd(separator)].length, 1);
    const gap = [...separator].length;
    const lines: string[] = [];
    let [line, length] = ["", indent.length];
    words.forEach((word, i) => {
      if (length + word.length > most && length > indent.length) {
        lines.push(stripEnd(line));
        [line, length] = ["", indent.length];
      }
      line += word;
      length += word.length;
      if (i === words.length - 1) return;
      line += separator;
      length += gap;
    });
    return [...lines, line];
  }
}
