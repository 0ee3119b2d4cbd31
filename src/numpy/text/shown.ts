import { Matrix } from "ml-matrix";
import { isArray } from "../../check.js";
import { elementReader } from "../../linalg/dense.js";
import { checkAxis, checkElement, checkLength, checkOneKind } from "../array-checks.js";
import { isMarkedInteger } from "../integer-arrays.js";
import { type DType, dtypeOfTypedArray } from "../npy/dtype.js";
import { type Element, isWithin, toElement } from "./element.js";
import { promote } from "./promote.js";

/** Elements, or rows of them. */
export type Shown = Element | readonly Shown[];

/** The part of an array that its text needs. */
export interface Part {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly shown: Shown;
}

/** Which indices of an axis of this length are needed, of an array of so many elements. */
export type Chosen = (length: number, size: number) => readonly number[];

/**
 * Reads what is needed of a scalar, an array nested to any depth, a typed array or a matrix, as `dtype`
 * or as what it is of itself. Of the rest only the lengths of rows are checked: a large array takes no
 * longer than that.
 *
 * RangeError: rows of different shapes, more than 64 axes, elements that the dtype has not; TypeError:
 * elements that are no numbers, bigints or booleans, or of different kinds.
 */
export function readPart(
  call: string,
  input: unknown,
  dtype: DType | undefined,
  chosen: Chosen,
): Part {
  const shape = shapeOf(call, input);
  checkShape(call, input, shape, 0);
  const size = shape.reduce((product, length) => product * length, 1);
  const reader = new Reader(
    call,
    shape.map((length) => chosen(length, size)),
  );
  const shown = reader.read(input, 0);
  const kind = dtype ?? reader.dtype;
  return { shape, dtype: kind, shown: convert(shown, (value) => toElement(call, value, kind)) };
}

/** By the first of each axis. */
function shapeOf(call: string, input: unknown): number[] {
  const shape: number[] = [];
  for (let part = input; ; part = part[0]) {
    if (Matrix.isMatrix(part)) return [...shape, part.rows, part.columns];
    if (!isArray(part)) return shape;
    checkAxis(call, shape.length);
    shape.push(part.length);
    if (part.length === 0) return shape;
  }
}

/** Throws unless all rows have the shape, which `part` has from `axis` on; single elements are not looked at. */
function checkShape(call: string, part: unknown, shape: readonly number[], axis: number): void {
  if (Array.isArray(part)) {
    checkLength(call, part.length, shape[axis]);
    if (axis === shape.length - 1) return;
    for (let i = 0; i < part.length; i++) checkShape(call, part[i], shape, axis + 1);
    return;
  }
  const lengths = lengthsOf(part);
  for (let k = 0; k <= lengths.length; k++) checkLength(call, lengths[k], shape[axis + k]);
}

function lengthsOf(part: unknown): number[] {
  if (Matrix.isMatrix(part)) return [part.rows, part.columns];
  return isArray(part) ? [part.length] : [];
}

function convert(shown: Shown, to: (value: Element) => Element): Shown {
  return isRow(shown) ? shown.map((part) => convert(part, to)) : to(shown);
}

export function isRow(shown: Shown): shown is readonly Shown[] {
  return Array.isArray(shown);
}

class Reader {
  readonly #call: string;
  readonly #indices: readonly (readonly number[])[];
  readonly #isEmpty: boolean;
  /** Of all that was read. */
  readonly #dtypes = new Set<DType>();
  /** Of the elements that are not in typed arrays. */
  readonly #kinds = new Set<string>();

  constructor(call: string, indices: readonly (readonly number[])[]) {
    this.#call = call;
    this.#indices = indices;
    this.#isEmpty = indices.some(({ length }) => length === 0);
  }

  get dtype(): DType {
    return this.#dtypes.size === 0 ? "float64" : [...this.#dtypes].reduce(promote);
  }

  read(part: unknown, axis: number): Shown {
    const indices = this.#indices[axis];
    if (axis === this.#indices.length) return this.#element(part, false);
    const isMarked = isMarkedInteger(part);
    if (isMarked && this.#isEmpty) this.#dtypes.add("int64");
    const dtype = isMarked ? undefined : dtypeOfTypedArray(part);
    if (dtype !== undefined) this.#dtypes.add(dtype);
    if (Matrix.isMatrix(part)) {
      const element = elementReader(part);
      const columns = this.#indices[axis + 1];
      return indices.map((i) => columns.map((j) => this.#element(element(i, j), isMarked)));
    }
    const row = part as ArrayLike<unknown>;
    if (dtype !== undefined) return indices.map((i) => row[i] as number | bigint);
    if (axis < this.#indices.length - 1) return indices.map((i) => this.read(row[i], axis + 1));
    return indices.map((i) => this.#element(row[i], isMarked));
  }

  #element(value: unknown, isMarked: boolean): Element {
    // A row may hold arrays beside the single elements that tell its shape.
    checkLength(this.#call, lengthsOf(value)[0], undefined);
    checkElement(this.#call, value);
    this.#kinds.add(typeof value);
    checkOneKind(this.#call, this.#kinds);
    this.#dtypes.add(dtypeOf(value, isMarked));
    return value;
  }
}

function dtypeOf(value: Element, isMarked: boolean): DType {
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return isMarked && isWithin(value, "int64") ? "int64" : "float64";
  return isWithin(value, "int64") ? "int64" : "uint64";
}
