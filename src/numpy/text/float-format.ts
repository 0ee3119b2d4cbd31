import { fromHalves, toHalves } from "../npy/half.js";
import { type Decimal, exact, FLOATS, type FloatType, leadingExponent, unique } from "./decimal.js";
import type { ElementFormat } from "./element-format.js";
import type { PrintOptions } from "./print-options.js";
import { widest } from "./words.js";

type FloatOptions = Pick<PrintOptions, "precision" | "floatmode" | "suppress" | "sign">;

/** How the finite elements are written, and the width of the widest of all that they may be. */
interface FiniteFormat {
  readonly width: number;
  readonly text: ElementFormat<number>;
}

/** `value` rounded to the nearest number of the type, ties to even. */
export function roundTo(value: number, type: FloatType): number {
  if (type === "float64") return value;
  return type === "float32" ? Math.fround(value) : fromHalves(toHalves([value]))[0];
}

/**
 * One format for all `values`, which are of the type: exponential if the largest magnitude is at least
 * 1e8 (of float32 1e6, of float16 1e3), the smallest (zeros apart) below 1e-4, or their quotient above
 * 1000; else positional with aligned points.
 */
export function floatFormat(
  values: readonly number[],
  type: FloatType,
  options: FloatOptions,
): ElementFormat<number> {
  const finite = values.filter(Number.isFinite);
  const form = needsExponent(finite, type, options.suppress) ? exponential : positional;
  const { width, text } = form(finite, type, options);
  const room = Math.max(width, specialRoom(values, options));
  return (x) => (Number.isFinite(x) ? text(x) : specialText(x, options)).padStart(room);
}

function needsExponent(finite: readonly number[], type: FloatType, suppress: boolean): boolean {
  const sizes = finite.filter((value) => value !== 0).map(Math.abs);
  if (sizes.length === 0) return false;
  const max = sizes.reduce((a, b) => Math.max(a, b));
  const min = sizes.reduce((a, b) => Math.min(a, b));
  if (max >= 10 ** Math.min(8, FLOATS[type].digits)) return true;
  return !suppress && (min < roundTo(1e-4, type) || roundTo(max / min, type) > 1000);
}

function positional(
  finite: readonly number[],
  type: FloatType,
  { precision, floatmode, sign }: FloatOptions,
): FiniteFormat {
  const partsOf = (x: number, least: number, most: number): [string, string] => {
    const size = Math.abs(x);
    const { digits, exponent } =
      floatmode === "fixed" ? exact(size, type, -most) : unique(size, type, -least, -most);
    const point = Math.max(exponent + 1, 0);
    const integer = digits.slice(0, point).padEnd(point, "0") || "0";
    const fraction = "0".repeat(Math.max(-exponent - 1, 0)) + digits.slice(point);
    return [signOf(x, sign) + integer, withZeros(fraction, least)];
  };
  const most = floatmode === "unique" ? Number.POSITIVE_INFINITY : precision;
  const parts = finite.map((x) => partsOf(x, floatmode === "fixed" ? precision : 0, most));
  const left = widest(parts.map(([integer]) => integer)) + blank(finite, sign);
  const right = widest(parts.map(([, fraction]) => fraction));
  const digits: [number, number] =
    floatmode === "fixed" || floatmode === "maxprec_equal" ? [right, right] : [0, most];
  return {
    width: left + 1 + right,
    text: (x) => {
      const [integer, fraction] = partsOf(x, ...digits);
      return `${integer}.${fraction.padEnd(right)}`;
    },
  };
}

function exponential(
  finite: readonly number[],
  type: FloatType,
  { precision, floatmode, sign }: FloatOptions,
): FiniteFormat {
  const decimalOf = (x: number, least: number, most: number): Decimal => {
    const size = Math.abs(x);
    const first = leadingExponent(size, type);
    if (floatmode === "fixed") return exact(size, type, first - most);
    return unique(size, type, first - least, first - most);
  };
  const most = floatmode === "unique" ? Number.POSITIVE_INFINITY : precision;
  const all = finite.map((x) => decimalOf(x, 0, most));
  const needed = widest(all.map(({ digits }) => withZeros(digits.slice(1), 0)));
  const decimals = floatmode === "fixed" ? precision : needed;
  const places = Math.max(2, widest(all.map(({ exponent }) => String(Math.abs(exponent)))));
  const left = widest(finite.map((x) => `${signOf(x, sign)}1`)) + blank(finite, sign);
  return {
    width: left + 1 + decimals + "e+".length + places,
    text: (x) => {
      const { digits, exponent } = decimalOf(x, decimals, decimals);
      const fraction = digits.slice(1, 1 + decimals).padEnd(decimals, "0");
      const power = String(Math.abs(exponent)).padStart(places, "0");
      return `${signOf(x, sign)}${digits[0]}.${fraction}e${exponent < 0 ? "-" : "+"}${power}`;
    },
  };
}

function signOf(x: number, sign: PrintOptions["sign"]): string {
  if (x < 0 || Object.is(x, -0)) return "-";
  return sign === "+" ? "+" : "";
}

/** The width that sign `" "` leaves free, unless a minus stands there. */
function blank(finite: readonly number[], sign: PrintOptions["sign"]): number {
  return sign === " " && !finite.some((x) => signOf(x, sign) === "-") ? 1 : 0;
}

/** Without zeros at the end but those that make it `least` long. */
function withZeros(fraction: string, least: number): string {
  return fraction.replace(/0+$/, "").padEnd(least, "0");
}

function specialText(x: number, { sign }: FloatOptions): string {
  const name = Number.isNaN(x) ? "nan" : "inf";
  return x === Number.NEGATIVE_INFINITY ? `-${name}` : `${sign === "+" ? "+" : ""}${name}`;
}

function specialRoom(values: readonly number[], { sign }: FloatOptions): number {
  if (values.every(Number.isFinite)) return 0;
  return sign !== "-" || values.includes(Number.NEGATIVE_INFINITY) ? 4 : 3;
}
