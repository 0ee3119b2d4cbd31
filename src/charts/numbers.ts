import { Matrix } from "ml-matrix";
import { describe, isArray } from "../check.js";
import { fromRows, type MatrixInput } from "../matrix-input.js";
import { extent } from "./curve.js";
import { unitFor } from "./ruler.js";

/** Numbers to be drawn: an array of any kind, or all elements of a matrix. */
export type Numbers = ArrayLike<number> | MatrixInput;

/** The numbers in a row: TypeError unless `value` is a matrix or an array of numbers. */
export function numbersOf(call: string, name: string, given: unknown): number[] {
  const value = fromRows(call, name, given);
  if (Matrix.isMatrix(value)) return value.to1DArray();
  if (!isArray(value)) {
    throw new TypeError(
      `${call}: expected ${name} to be an array of numbers or a Matrix, got ${describe(value)}`,
    );
  }
  return Array.from(value, (each, i) => {
    if (typeof each === "number") return each;
    throw new TypeError(`${call}: expected ${name}[${i}] to be a number, got ${describe(each)}`);
  });
}

/** Mean and standard deviation (divided by n) of the finite numbers; NaN if there are none. */
export function moments(numbers: readonly number[]): { mean: number; deviation: number } {
  const finite = numbers.filter(Number.isFinite);
  // In units, so that no square is infinite or 0 whose root is neither.
  const [least, most] = extent(finite);
  const unit = unitFor(Math.max(Math.abs(least), Math.abs(most)));
  const average = (values: readonly number[]): number =>
    values.reduce(
      (sum, value) => sum + value / values.length,
      values.length === 0 ? Number.NaN : 0,
    );
  const mean = average(finite.map((value) => value / unit));
  const deviation = Math.sqrt(average(finite.map((value) => (value / unit - mean) ** 2)));
  // Rounding does not lead out of the numbers.
  return {
    mean: Math.min(most, Math.max(least, mean * unit)),
    deviation: Math.min(Number.MAX_VALUE, deviation * unit),
  };
}
