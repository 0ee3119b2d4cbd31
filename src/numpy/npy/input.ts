import { Matrix } from "ml-matrix";
import { checkFlag, checkInteger, checkOptions, describe, isArray } from "../../check.js";
import { valuesOf } from "../../linalg/dense.js";
import { MAX_AXES } from "../array-checks.js";
import { type ArrayInput, toNdArray } from "../nd-array.js";
import type { NpyParts } from "./array.js";
import { convert } from "./convert.js";
import { DTYPES, type DType, dtypeOfTypedArray, type NpyValues } from "./dtype.js";
import { hasTwoOrders, shapeText } from "./shape.js";

/** How an array is written. */
export interface NpyWriteOptions {
  /**
   * Default: that of a typed array, also of typed arrays of one kind in arrays; else float64 for
   * numbers and a `Matrix`, int64 for bigints, bool for booleans.
   */
  readonly dtype?: DType | undefined;
  /** First axis fastest, as `np.asfortranarray` has it; default false. */
  readonly fortranOrder?: boolean | undefined;
  /** The highest byte of each element first; default false. */
  readonly bigEndian?: boolean | undefined;
}

/** An array with what is to be known of it; what `readNpy` gives is one. */
export interface NpyLike extends NpyWriteOptions {
  /** The length of each axis, for `values` that are flat, in C order; default: that of `values`. */
  readonly shape?: readonly number[] | undefined;
  readonly values: ArrayInput;
}

/** What can be written to a .npy file. */
export type NpyInput = ArrayInput | NpyLike;

const OPTIONS = ["dtype", "fortranOrder", "bigEndian"];
const PARTS = ["shape", "values", ...OPTIONS];

/** An array in any of its forms as the parts of a file; options go before what it says of itself. */
export function toParts(call: string, input: unknown, options: NpyWriteOptions): NpyParts {
  checkOptions(call, options, OPTIONS);
  const like: NpyLike = isLike(input) ? input : { values: input as ArrayInput };
  checkOptions(call, like, PARTS);
  checkChoices(call, options);
  checkChoices(call, like);
  const { shape, elements, kind } = flatten(call, like);
  const dtype = options.dtype ?? like.dtype ?? kind;
  const fortranOrder = options.fortranOrder ?? like.fortranOrder ?? false;
  return {
    dtype,
    shape,
    values: convert(call, elements, dtype),
    fortranOrder: fortranOrder && hasTwoOrders(shape),
    bigEndian: options.bigEndian ?? like.bigEndian ?? false,
  };
}

function isLike(input: unknown): input is NpyLike {
  return (
    typeof input === "object" &&
    input !== null &&
    !isArray(input) &&
    !Matrix.isMatrix(input) &&
    "values" in input
  );
}

function checkChoices(call: string, { dtype, fortranOrder, bigEndian }: NpyWriteOptions): void {
  if (dtype !== undefined && !DTYPES.includes(dtype)) {
    throw new RangeError(
      `${call}: expected dtype to be one of ${DTYPES.join(", ")}, got ${describe(dtype)}`,
    );
  }
  for (const [name, value] of Object.entries({ fortranOrder, bigEndian })) {
    if (value !== undefined) checkFlag(call, name, value);
  }
}

interface Flat {
  readonly shape: readonly number[];
  readonly elements: ArrayLike<unknown>;
  readonly kind: DType;
}

function flatten(call: string, { shape, values }: NpyLike): Flat {
  if (shape === undefined) return flattenNested(call, values);
  if (!isArray(values)) {
    throw new TypeError(
      `${call}: expected values to be an array where shape is given, got ${describe(values)}`,
    );
  }
  checkShape(call, shape, values.length);
  const kind = dtypeOfTypedArray(values) ?? dtypeOfElement(values[0]);
  return { shape: [...shape], elements: values, kind };
}

function checkShape(call: string, shape: unknown, length: number): void {
  if (!Array.isArray(shape)) {
    throw new TypeError(`${call}: expected shape to be an array, got ${describe(shape)}`);
  }
  checkInteger(call, "the number of axes", shape.length, 0, MAX_AXES);
  for (const axis of shape) checkInteger(call, "each length in shape", axis, 0);
  const product = shape.reduce((size, axis) => size * axis, 1);
  if (product !== length && !(shape.includes(0) && length === 0)) {
    throw new RangeError(
      `${call}: expected as many values as shape ${shapeText(shape)} has elements, got ${length}`,
    );
  }
}

function flattenNested(call: string, values: ArrayInput): Flat {
  if (Matrix.isMatrix(values)) {
    const shape = [values.rows, values.columns];
    return { shape, elements: valuesOf(values), kind: "float64" };
  }
  const dtype = dtypeOfTypedArray(values);
  if (dtype !== undefined) {
    const elements = values as NpyValues[DType];
    return { shape: [elements.length], elements, kind: dtype };
  }
  const { shape, data } = toNdArray(call, values);
  return { shape, elements: data, kind: dtypeOfParts(values) ?? dtypeOfElement(data[0]) };
}

/** The dtype that all typed arrays in arrays have, if there is nothing else. */
function dtypeOfParts(input: unknown): DType | undefined {
  if (!Array.isArray(input)) return dtypeOfTypedArray(input);
  const first = dtypeOfParts(input[0]);
  return first && input.every((part) => dtypeOfParts(part) === first) ? first : undefined;
}

function dtypeOfElement(element: unknown): DType {
  if (typeof element === "bigint") return "int64";
  return typeof element === "boolean" ? "bool" : "float64";
}
