import type { Matrix } from "ml-matrix";
import { dense } from "../../linalg/dense.js";
import { fillArrays, type Nested } from "../size.js";
import { type DType, descrOf, type NpyValues } from "./dtype.js";
import { shapeText } from "./shape.js";

/** An element of a dtype outside its typed array. */
export type NpyElement<D extends DType = DType> = D extends "bool"
  ? boolean
  : NpyValues[D] extends ArrayLike<bigint>
    ? bigint
    : number;

/** What an array of a .npy file is made of. */
export interface NpyParts<D extends DType = DType> {
  readonly dtype: D;
  readonly shape: readonly number[];
  readonly values: NpyValues[D];
  readonly fortranOrder: boolean;
  readonly bigEndian: boolean;
}

/**
 * An array of a .npy file. `values` are its own copy, in C order (last axis fastest) and readable at
 * once, whatever the order of the file in elements and bytes.
 */
export class NpyArray<D extends DType = DType> implements NpyParts<D> {
  /** The type of the elements, by NumPy's name, as `"float64"`. */
  readonly dtype: D;
  /** The length of each axis; none for a single number. */
  readonly shape: readonly number[];
  /**
   * The elements: bigints for int64 and uint64, 0 and 1 for bool, the float32 of equal value for
   * float16.
   */
  readonly values: NpyValues[D];
  /** Whether the file has the first axis fastest; false also where both orders are one. */
  readonly fortranOrder: boolean;
  /** Whether the file has the highest byte of each element first. */
  readonly bigEndian: boolean;

  constructor({ dtype, shape, values, fortranOrder, bigEndian }: NpyParts<D>) {
    this.dtype = dtype;
    this.shape = shape;
    this.values = values;
    this.fortranOrder = fortranOrder;
    this.bigEndian = bigEndian;
  }

  /** NumPy's `dtype.str`, as `"<f8"`. */
  get descr(): string {
    return descrOf(this.dtype, this.bigEndian);
  }

  /**
   * The numbers as a new matrix, shaped as by `np.atleast_2d`: a vector is one row, a single number
   * 1×1; of bool 0 and 1. RangeError: more than two axes, an integer that float64 has not.
   */
  toMatrix(): Matrix {
    const { shape } = this;
    if (shape.length > 2) {
      throw new RangeError(
        `NpyArray.toMatrix: expected at most 2 axes, got shape ${shapeText(shape)}`,
      );
    }
    const [rows, columns] = [1, 1, ...shape].slice(-2);
    checkNest("NpyArray.toMatrix", shape);
    return dense(rows, columns, Float64Array.from<number | bigint>(this.values, exactNumber));
  }

  /** The elements in arrays, nested as deep as there are axes; of no axes the element itself. */
  toArray(): NpyElement<D> | Nested<NpyElement<D>> {
    checkNest("NpyArray.toArray", this.shape);
    const { dtype, values } = this;
    let next = 0;
    return fillArrays(this.shape, () => {
      const value = values[next++];
      return (dtype === "bool" ? value === 1 : value) as NpyElement<D>;
    });
  }
}

/** What a .npy file may hold: `dtype` tells the kind of `values`. */
export type AnyNpyArray = { readonly [D in DType]: NpyArray<D> }[DType];

function exactNumber(value: number | bigint): number {
  const number = Number(value);
  if (typeof value === "bigint" && BigInt(number) !== value) {
    throw new RangeError(
      `NpyArray.toMatrix: expected integers that float64 can hold, got ${value}n`,
    );
  }
  return number;
}

const MAX_EMPTY_ROWS = 2 ** 24;

/** A file of a hundred bytes may claim any number of rows without elements. */
function checkNest(call: string, shape: readonly number[]): void {
  const rows = shape.slice(0, shape.indexOf(0)).reduce((product, length) => product * length, 1);
  if (shape.includes(0) && rows > MAX_EMPTY_ROWS) {
    throw new RangeError(`${call}: expected at most ${MAX_EMPTY_ROWS} empty rows, got ${rows}`);
  }
}
