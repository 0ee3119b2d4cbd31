import { checkNumber } from "../check.js";

/**
 * The text of Python's `str(float)`, which is also that of `str(np.float64)`: the shortest digits
 * that read back as `x`.
 *
 * Exponent form below 1e-4 and from 1e16 on (`1e-05`, `1e+16`), else decimal with `.0` where
 * integral; `-0.0`, `nan`, `inf`, `-inf`. TypeError when `x` is not a number.
 */
export function floatToString(x: number): string {
  checkNumber("floatToString", "x", x);
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(x)) return x > 0 ? "inf" : "-inf";
  if (Object.is(x, -0)) return "-0.0";
  const size = Math.abs(x);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return x.toExponential().replace(/e-(\d)$/, "e-0$1");
  }
  return Number.isInteger(x) ? `${x}.0` : `${x}`;
}
