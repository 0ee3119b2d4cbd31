import { toExponentialHalfEven, toFixedHalfEven } from "./round-half-even.js";

/** Gives each element of an array its text, all of one width, as NumPy's default print options do. */
export type ElementFormat<T> = (x: T) => string;

const PRECISION = 8; // NumPy's print option `precision`: the most digits behind the point.

/** Right-aligned to the widest element. */
export function integerFormat(values: readonly bigint[]): ElementFormat<bigint> {
  const width = widest(values.map(String));
  return (value) => String(value).padStart(width);
}

/** `" True"` and `"False"`. */
export const booleanFormat: ElementFormat<boolean> = (value) => (value ? " True" : "False");

/**
 * One format for all `values`: exponential if the largest magnitude is at least 1e8, the smallest
 * (zeros apart) below 1e-4, or their quotient above 1000; else positional with aligned points.
 */
export function floatFormat(values: readonly number[]): ElementFormat<number> {
  const finite = values.filter(Number.isFinite);
  const special = values.filter((value) => !Number.isFinite(value));
  return needsExponent(finite) ? exponential(finite, special) : positional(finite, special);
}

function needsExponent(finite: readonly number[]): boolean {
  const sizes = finite.filter((value) => value !== 0).map(Math.abs);
  if (sizes.length === 0) return false;
  const max = sizes.reduce((a, b) => Math.max(a, b));
  const min = sizes.reduce((a, b) => Math.min(a, b));
  return max >= 1e8 || min < 1e-4 || max / min > 1000;
}

function positional(finite: readonly number[], special: readonly number[]): ElementFormat<number> {
  const parts = finite.map((value) => positionalText(value).split("."));
  const left = widest(parts.map(([integer]) => integer));
  const right = widest(parts.map(([, fraction]) => fraction));
  const width = widthWith(special, left, right);
  return (value) => {
    if (!Number.isFinite(value)) return specialText(value).padStart(width);
    const [integer, fraction] = positionalText(value).split(".");
    return `${integer}.${fraction.padEnd(right)}`.padStart(width);
  };
}

/** Shortest digits that read back as `x`, or `x` rounded to 8 decimals; the point always stays. */
function positionalText(x: number): string {
  if (Object.is(x, -0)) return "-0.";
  const shortest = String(x);
  const decimals = shortest.split(".")[1] ?? "";
  if (decimals.length <= PRECISION) return decimals === "" ? `${shortest}.` : shortest;
  return toFixedHalfEven(x, PRECISION).replace(/0+$/, "");
}

function exponential(finite: readonly number[], special: readonly number[]): ElementFormat<number> {
  const texts = finite.map(neededDigits);
  const decimals = widest(texts.map(fractionOf));
  const digits = Math.max(2, widest(texts.map((text) => text.split(/e[+-]/)[1])));
  const left = finite.some((value) => value < 0 || Object.is(value, -0)) ? 2 : 1;
  const width = widthWith(special, left, decimals + 2 + digits);
  return (value) =>
    (Number.isFinite(value)
      ? exponentialText(value, decimals, digits)
      : specialText(value)
    ).padStart(width);
}

/** Shortest digits that read back as `x`, or `x` rounded to 8 decimals: that may carry the exponent on. */
function neededDigits(x: number): string {
  const shortest = x.toExponential();
  if (fractionOf(shortest).length <= PRECISION) return shortest;
  return toExponentialHalfEven(x, PRECISION).replace(/0+e/, "e");
}

function fractionOf(exponentialText: string): string {
  return exponentialText.split("e")[0].split(".")[1] ?? "";
}

function exponentialText(x: number, decimals: number, digits: number): string {
  const [mantissa, exponent] = toExponentialHalfEven(x, decimals).split("e");
  const sign = Object.is(x, -0) ? "-" : "";
  const point = decimals === 0 ? "." : "";
  return `${sign}${mantissa}${point}e${exponent[0]}${exponent.slice(1).padStart(digits, "0")}`;
}

function specialText(x: number): string {
  if (Number.isNaN(x)) return "nan";
  return x > 0 ? "inf" : "-inf";
}

/** Width of every element: `left`, the point and `right`, or more where nan or inf do not fit. */
function widthWith(special: readonly number[], left: number, right: number): number {
  if (special.length === 0) return left + 1 + right;
  const room = special.includes(Number.NEGATIVE_INFINITY) ? 4 : 3;
  return Math.max(left + 1 + right, room);
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}
