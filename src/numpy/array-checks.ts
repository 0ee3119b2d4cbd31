import { describe } from "../check.js";

/** NumPy's own limit; it also ends the walk through an array that holds itself. */
export const MAX_AXES = 64;

/** RangeError if an array has an axis beyond the last that there may be. */
export function checkAxis(call: string, axis: number): void {
  if (axis < MAX_AXES) return;
  throw new RangeError(`${call}: expected at most ${MAX_AXES} axes, got more`);
}

/** RangeError unless a row is as long as those before it; undefined is the length of a single element. */
export function checkLength(
  call: string,
  length: number | undefined,
  expected: number | undefined,
): void {
  if (length === expected) return;
  throw new RangeError(
    `${call}: expected rows of one shape, got ${lengthText(length)} beside ${lengthText(expected)}`,
  );
}

function lengthText(length: number | undefined): string {
  return length === undefined ? "a single element" : `length ${length}`;
}

/** TypeError unless `value` can be an element. */
export function checkElement(
  call: string,
  value: unknown,
): asserts value is number | bigint | boolean {
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return;
  throw new TypeError(`${call}: expected numbers, bigints or booleans, got ${describe(value)}`);
}

/** TypeError if elements are of more than one of these `kinds`. */
export function checkOneKind(call: string, kinds: ReadonlySet<string>): void {
  if (kinds.size <= 1) return;
  throw new TypeError(`${call}: expected elements of one kind, got ${[...kinds].join(" and ")}`);
}
