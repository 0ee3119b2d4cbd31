import { type AbstractMatrix, Matrix } from "ml-matrix";
import { valuesOf } from "./linalg/dense.js";

/** What came, for the end of an error message: `2x3 matrix`, `"abc" (string)`, `-1`. */
export function describe(value: unknown): string {
  if (Matrix.isMatrix(value)) return `${value.rows}x${value.columns} matrix`;
  if (Array.isArray(value)) return `array of length ${value.length}`;
  if (typeof value === "string") return `${JSON.stringify(value)} (string)`;
  if (typeof value === "bigint") return `${value}n (bigint)`;
  if (typeof value === "function") return `function ${value.name}`.trimEnd();
  if (typeof value === "object" && value !== null) {
    return `${Object.getPrototypeOf(value)?.constructor?.name ?? "object"} object`;
  }
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Whether `value` is an array or a typed array. */
export function isArray(value: unknown): value is ArrayLike<unknown> & Iterable<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** Throws unless `value` is a number: TypeError `call: expected name to be a number, got …`. */
export function checkNumber(call: string, name: string, value: unknown): asserts value is number {
  if (typeof value !== "number") {
    throw new TypeError(`${call}: expected ${name} to be a number, got ${describe(value)}`);
  }
}

/** Throws unless `value` is a string: TypeError `call: expected name to be a string, got …`. */
export function checkString(call: string, name: string, value: unknown): asserts value is string {
  if (typeof value !== "string") {
    throw new TypeError(`${call}: expected ${name} to be a string, got ${describe(value)}`);
  }
}

/** Throws unless `value` is a number (TypeError) that is finite (RangeError). */
export function checkFinite(call: string, name: string, value: unknown): asserts value is number {
  checkNumber(call, name, value);
  if (!Number.isFinite(value)) {
    throw new RangeError(`${call}: expected ${name} to be finite, got ${value}`);
  }
}

/** Throws unless `value` is a function: TypeError `call: expected name to be a function, got …`. */
export function checkFunction(call: string, name: string, value: unknown): void {
  if (typeof value !== "function") {
    throw new TypeError(`${call}: expected ${name} to be a function, got ${describe(value)}`);
  }
}

/**
 * Throws unless `value` is an integer from `min` to `max`, both included: TypeError when it is
 * not a number, RangeError when it is another number.
 */
export function checkInteger(
  call: string,
  name: string,
  value: unknown,
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
): asserts value is number {
  checkNumber(call, name, value);
  if (!Number.isInteger(value) || value < min || value > max) {
    const range = rangeText(min, max);
    throw new RangeError(`${call}: expected ${name} to be an integer ${range}, got ${value}`);
  }
}

function rangeText(min: number, max: number): string {
  if (max !== Number.MAX_SAFE_INTEGER) return `from ${min} to ${max}`;
  return min === Number.MIN_SAFE_INTEGER ? "of at most 53 bits" : `>= ${min}`;
}

/** Throws unless `value` is a matrix (TypeError) of `rows` × `columns` (RangeError). */
export function checkMatrix(
  call: string,
  name: string,
  value: unknown,
  rows: number,
  columns: number,
): asserts value is AbstractMatrix {
  checkKind(call, name, value);
  if (value.rows !== rows || value.columns !== columns) {
    throw new RangeError(
      `${call}: expected ${name} to be a ${rows}x${columns} matrix, got a ${describe(value)}`,
    );
  }
}

/**
 * Throws unless `value` is a matrix (TypeError) with a row or more, of `columns` each (RangeError).
 */
export function checkSamples(
  call: string,
  name: string,
  value: unknown,
  columns: number,
): asserts value is AbstractMatrix {
  checkKind(call, name, value);
  if (value.rows === 0 || value.columns !== columns) {
    throw new RangeError(
      `${call}: expected ${name} to be a matrix of 1 or more rows and ${columns} columns, ` +
        `got a ${describe(value)}`,
    );
  }
}

/** Throws unless `value` is a matrix: TypeError `call: expected name to be a Matrix, got …`. */
export function checkKind(
  call: string,
  name: string,
  value: unknown,
): asserts value is AbstractMatrix {
  if (!Matrix.isMatrix(value)) {
    throw new TypeError(`${call}: expected ${name} to be a Matrix, got ${describe(value)}`);
  }
}

/** Throws unless all elements are finite: RangeError `call: expected name to be finite, got … in row …`. */
export function checkFiniteElements(call: string, name: string, matrix: AbstractMatrix): void {
  const values = valuesOf(matrix);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] - values[i]; // 0, or NaN where one is not finite
  if (sum !== 0) checkElements(call, name, matrix, "finite", Number.isFinite);
}

/** Throws at the first element that is not `good`: RangeError `call: expected name to be expectation, got … in row …`. */
export function checkElements(
  call: string,
  name: string,
  matrix: AbstractMatrix,
  expectation: string,
  good: (element: number) => boolean,
): void {
  const values = valuesOf(matrix);
  const at = values.findIndex((element) => !good(element));
  if (at === -1) return;
  const [row, column] = [Math.floor(at / matrix.columns), at % matrix.columns];
  throw new RangeError(
    `${call}: expected ${name} to be ${expectation}, got ${describe(values[at])} in row ${row}, column ${column}`,
  );
}

/** Throws unless `value` is true or false: TypeError `call: expected name to be true or false, got …`. */
export function checkFlag(call: string, name: string, value: unknown): asserts value is boolean {
  if (typeof value !== "boolean") {
    throw new TypeError(`${call}: expected ${name} to be true or false, got ${describe(value)}`);
  }
}

/** Throws unless `value` is a number (TypeError) with `min <= value < max` (RangeError). */
export function checkRange(
  call: string,
  name: string,
  value: unknown,
  min: number,
  max: number,
): asserts value is number {
  checkNumber(call, name, value);
  if (!(value >= min && value < max)) {
    const range = max === Infinity ? `finite and >= ${min}` : `from ${min} to below ${max}`;
    throw new RangeError(`${call}: expected ${name} to be ${range}, got ${value}`);
  }
}

/**
 * Throws unless `value` is an object with no options but those that are `known`: TypeError. One that is
 * made by a class and has none, such as a RandomState, was meant for something else.
 */
export function checkOptions(call: string, value: unknown, known: readonly string[]): void {
  if (typeof value !== "object" || value === null || isArray(value)) {
    throw new TypeError(`${call}: expected options to be an object, got ${describe(value)}`);
  }
  const names = Object.keys(value);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined || (names.length === 0 && !isPlain(value))) {
    throw new TypeError(
      `${call}: expected the options ${known.join(", ")}, got ${unknown ?? describe(value)}`,
    );
  }
}

/** Whether an object is made by `{}`, in whatever realm, or by `Object.create(null)`. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Throws if there are more than `most` arguments, those that are undefined left out: TypeError. */
export function checkSurplus(call: string, args: readonly unknown[], most: number): void {
  const surplus = args.findIndex((arg, i) => i >= most && arg !== undefined);
  if (surplus === -1) return;
  const expected = most === 1 ? "1 argument" : `${most === 0 ? "no" : most} arguments`;
  throw new TypeError(
    `${call}: expected ${most === 0 ? "" : "at most "}${expected}, got ${describe(args[surplus])} as number ${surplus + 1}`,
  );
}

/** Throws unless `value` is of the class `Kind`: TypeError `call: expected name to be kind, got …`. */
export function checkInstance<T>(
  call: string,
  name: string,
  kind: string,
  Kind: abstract new (...args: never) => T,
  value: unknown,
): asserts value is T {
  if (value instanceof Kind) return;
  throw new TypeError(`${call}: expected ${name} to be ${kind}, got ${describe(value)}`);
}

/** Throws unless `value` is an array of strings: TypeError. */
export function checkStrings(
  call: string,
  name: string,
  value: unknown,
): asserts value is readonly string[] {
  // A copy, since `every` passes over what is missing.
  if (Array.isArray(value) && Array.from(value).every((item) => typeof item === "string")) return;
  throw new TypeError(
    `${call}: expected ${name} to be an array of strings, got ${describe(value)}`,
  );
}

/**
 * Throws unless `new` works on `value`, as it does not on an arrow function: TypeError
 * `call: expected expectation, got …`.
 */
export function checkClass(
  call: string,
  expectation: string,
  value: unknown,
): asserts value is new (
  ...args: never
) => unknown {
  try {
    // Builds an empty array under the prototype of `value`, whose code does not run.
    Reflect.construct(Array, [], value as () => void);
  } catch {
    throw new TypeError(`${call}: expected ${expectation}, got ${describe(value)}`);
  }
}
