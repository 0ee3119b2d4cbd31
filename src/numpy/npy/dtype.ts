/** What holds the elements of each dtype: bool as 0 and 1, float16 as the float32 of equal value. */
export interface NpyValues {
  bool: Uint8Array;
  int8: Int8Array;
  uint8: Uint8Array;
  int16: Int16Array;
  uint16: Uint16Array;
  int32: Int32Array;
  uint32: Uint32Array;
  int64: BigInt64Array;
  uint64: BigUint64Array;
  float16: Float32Array;
  float32: Float32Array;
  float64: Float64Array;
}

/** A type of elements, by NumPy's name. */
export type DType = keyof NpyValues;

interface Layout<D extends DType> {
  /** NumPy's code without the byte order. */
  readonly code: string;
  /** Bytes of an element in a file. */
  readonly size: number;
  readonly Values: new (buffer: ArrayBufferLike | number) => NpyValues[D];
}

/** How the elements of each dtype lie in a file and in memory. */
export const LAYOUTS: { readonly [D in DType]: Layout<D> } = {
  bool: { code: "b1", size: 1, Values: Uint8Array },
  int8: { code: "i1", size: 1, Values: Int8Array },
  uint8: { code: "u1", size: 1, Values: Uint8Array },
  int16: { code: "i2", size: 2, Values: Int16Array },
  uint16: { code: "u2", size: 2, Values: Uint16Array },
  int32: { code: "i4", size: 4, Values: Int32Array },
  uint32: { code: "u4", size: 4, Values: Uint32Array },
  int64: { code: "i8", size: 8, Values: BigInt64Array },
  uint64: { code: "u8", size: 8, Values: BigUint64Array },
  float16: { code: "f2", size: 2, Values: Float32Array },
  float32: { code: "f4", size: 4, Values: Float32Array },
  float64: { code: "f8", size: 8, Values: Float64Array },
};

export const DTYPES: readonly DType[] = Object.keys(LAYOUTS) as DType[];

/** NumPy's `dtype.str`: `"<f8"`, `">i4"`, `"|b1"`. */
export function descrOf(dtype: DType, bigEndian: boolean): string {
  const { code, size } = LAYOUTS[dtype];
  if (size === 1) return `|${code}`;
  return `${bigEndian ? ">" : "<"}${code}`;
}

// What else NumPy takes for these types: characters and names that mean the same on every platform.
const ALIASES: readonly (readonly [string, DType])[] = [
  ["?", "bool"],
  ["b", "int8"],
  ["B", "uint8"],
  ["h", "int16"],
  ["H", "uint16"],
  ["i", "int32"],
  ["I", "uint32"],
  ["q", "int64"],
  ["Q", "uint64"],
  ["e", "float16"],
  ["half", "float16"],
  ["f", "float32"],
  ["single", "float32"],
  ["d", "float64"],
  ["double", "float64"],
  ["float", "float64"],
];

const BY_CODE: ReadonlyMap<string, DType> = new Map([
  ...DTYPES.map((dtype): [string, DType] => [dtype, dtype]),
  ...DTYPES.map((dtype): [string, DType] => [LAYOUTS[dtype].code, dtype]),
  ...ALIASES,
]);

/** The dtype and byte order that a `descr` means; `=`, `|` and none are little-endian. */
export function parseDescr(descr: string): { dtype: DType; bigEndian: boolean } | undefined {
  const [, order, code] = /^([<>=|]?)(.*)$/s.exec(descr) as unknown as [string, string, string];
  const dtype = BY_CODE.get(code);
  return dtype && { dtype, bigEndian: order === ">" && LAYOUTS[dtype].size > 1 };
}

const OTHER_TYPES: readonly (readonly [RegExp, string])[] = [
  [/^O/, "Python objects: a pickle, which can run code when it is read"],
  [/^[cFDG]/, "complex numbers"],
  [/^[UaS]/, "text"],
  [/^[Mm]/, "dates and times"],
  [/^V/, "raw bytes"],
  [/^(f12|f16|g|longdouble)/, "floats longer than 64 bits"],
];

/** What the types are that NumPy has and this package has not, for an error. */
export function otherTypeText(descr: string): string {
  const code = descr.replace(/^[<>=|]/, "");
  const text = OTHER_TYPES.find(([pattern]) => pattern.test(code))?.[1];
  return text === undefined ? "" : ` (${text})`;
}

/** The class of a typed array, also of one from another realm; `undefined` for anything else. */
export function typedArrayName(value: unknown): string | undefined {
  if (!ArrayBuffer.isView(value)) return undefined;
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}

const BY_TYPED_ARRAY: ReadonlyMap<string, DType> = new Map([
  ...DTYPES.filter((dtype) => dtype !== "bool" && dtype !== "float16").map(
    (dtype): [string, DType] => [LAYOUTS[dtype].Values.name, dtype],
  ),
  ["Uint8ClampedArray", "uint8"],
  ["Float16Array", "float16"],
]);

/** The dtype of the elements of a typed array; `undefined` for anything else. */
export function dtypeOfTypedArray(value: unknown): DType | undefined {
  const name = typedArrayName(value);
  return name === undefined ? undefined : BY_TYPED_ARRAY.get(name);
}
