import { checkFunction, checkString, describe } from "../check.js";
import { clamp } from "../elementwise/clamp.js";
import type { Fill } from "../elementwise/functions.js";
import { activationClass, type ElementwiseActivationClass } from "./elementwise-activation.js";

/** A function of one number. */
type Real = (x: number) => number;

/**
 * Makes an activation class of a function of one number: `y = f(x)`, `dy = df(x)`, for a number or for
 * each element of a matrix. Its name is `name`, else that of `f`, else `f`.
 *
 * Without `df`, dy is the central difference `(f(x + h) - f(x - h)) / 2h` with h = 6e-6 √max(1, |x|), or
 * 1.5e-8 |x| where that is more. Its error, relative to |f′| or to 1 if that is more, is below 1e-10 for
 * |x| <= 1, 1e-9 up to 20, 1e-7 up to 1000, for smooth functions that change over distances of about 1
 * (sin, eˣ, x³, GELU); rounding adds up to 1e-16 |f| / h where f itself is large.
 * At a kink dy is the mean of the slopes on both sides, within h beside it something between them;
 * at a jump it is the jump over 2h. At ±∞ it is the slope at the largest numbers, the limit for a
 * function that nears a straight line. At NaN it is NaN if f is.
 *
 * TypeError: `f` or `df` is no function, `name` no text; and, when the class is used, what they
 * return is no number.
 */
export function activationFrom(f: Real, df?: Real, name?: string): ElementwiseActivationClass {
  checkFunction("activationFrom", "f", f);
  if (df !== undefined) checkFunction("activationFrom", "df", df);
  if (name !== undefined) checkString("activationFrom", "name", name);
  const called = name || f.name || "f";
  const value = checked(f, (x) => `${called}(${x})`);
  const slope = df
    ? checked(df, (x) => `the derivative of ${called} at ${x}`)
    : centralDifference(value);
  return activationClass(called, eachBy(value, slope));
}

function eachBy(f: Real, df: Real): Fill {
  return (x, y, dy) => {
    for (let i = 0; i < x.length; i++) {
      y[i] = f(x[i]);
      dy[i] = df(x[i]);
    }
  };
}

function checked(f: Real, nameAt: (x: number) => string): Real {
  return (x) => {
    const value: unknown = f(x);
    if (typeof value === "number") return value;
    throw new TypeError(
      `activationFrom: expected ${nameAt(x)} to be a number, got ${describe(value)}`,
    );
  };
}

/** Where rounding and the third derivative do equal harm to a function whose scale is 1. */
const STEP = Math.cbrt(Number.EPSILON);
/** What is left of a step relative to x, so that x + h differs from x by many digits. */
const RELATIVE_STEP = Math.sqrt(Number.EPSILON);

function centralDifference(f: Real): Real {
  return (x) => {
    const middle = clamp(x, Number.MAX_VALUE / 2);
    const size = Math.abs(middle);
    const h = Math.max(STEP * Math.sqrt(Math.max(1, size)), RELATIVE_STEP * size);
    const [left, right] = [middle - h, middle + h];
    return (f(right) - f(left)) / (right - left);
  };
}
