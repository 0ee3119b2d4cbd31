import { Matrix } from "ml-matrix";
import type { ActivationClass } from "../activations/activation.js";
import { checkNumber, describe } from "../check.js";

/** An activation as a class for numbers: made from `x`, it has f(x) as `y` and f′(x) as `dy`. */
export type ScalarActivationClass = new (
  x: number,
) => { readonly y: unknown; readonly dy: unknown };

/** A class that can be drawn: one for numbers, or one for matrices, as a layer takes it. */
export type DrawableActivationClass = ScalarActivationClass | ActivationClass;

/** The values f(x) and f′(x) of an activation. */
export interface ActivationValues {
  readonly y: number;
  readonly dy: number;
}

/**
 * Makes an instance of `activation` from the number `x`, or, if that gives no numbers, from the 1x1
 * matrix of `x`, and reads its values. TypeError if neither gives values of its own kind.
 */
export function evaluate(
  call: string,
  activation: DrawableActivationClass,
  x: number,
): ActivationValues {
  const outcomes: string[] = [];
  for (const input of [x, new Matrix([[x]])]) {
    try {
      const { y, dy } = new (activation as ClassForBoth)(input);
      const values = [y, dy].map((value) => numberIn(value, input));
      if (values.every((value) => value !== undefined)) return { y: values[0], dy: values[1] };
      outcomes.push(`${describe(y)} and ${describe(dy)}`);
    } catch (error) {
      outcomes.push(String(error));
    }
  }
  const made = `new ${activation.name || "f"}`;
  const expected = `numbers y and dy of ${made}(${x}), or 1x1 matrices of ${made}(a 1x1 matrix)`;
  const [ofNumber, ofMatrix] = outcomes;
  throw new TypeError(
    `${call}: expected ${expected}, ` + `got of the number ${ofNumber}, of the matrix ${ofMatrix}`,
  );
}

/**
 * Throws unless `from` is below `to` and `at` is one of them or between: TypeError for a wrong kind,
 * RangeError.
 */
export function checkSpan(call: string, from: number, to: number, at: number = from): void {
  for (const [name, value] of Object.entries({ from, to, at })) {
    checkNumber(call, name, value);
    if (!Number.isFinite(value)) {
      throw new RangeError(`${call}: expected a finite ${name}, got ${value}`);
    }
  }
  if (!(from < to)) {
    throw new RangeError(`${call}: expected from < to, got from ${from} and to ${to}`);
  }
  if (at < from || at > to) {
    throw new RangeError(`${call}: expected at between ${from} and ${to}, got ${at}`);
  }
}

type ClassForBoth = new (x: number | Matrix) => { readonly y: unknown; readonly dy: unknown };

/** The number that `value` stands for if it is of the kind and the shape of `input`. */
function numberIn(value: unknown, input: number | Matrix): number | undefined {
  if (typeof input === "number") return typeof value === "number" ? value : undefined;
  const fits = Matrix.isMatrix(value) && value.rows === 1 && value.columns === 1;
  return fits ? value.get(0, 0) : undefined;
}
