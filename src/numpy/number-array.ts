/** Numbers in a typed array. */
export type TypedNumbers =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

/** Numbers in a plain or a typed array. */
export type NumberArray = readonly number[] | TypedNumbers;

/** A typed array of whatever kind. */
export type TypedArray = TypedNumbers | BigInt64Array | BigUint64Array;
