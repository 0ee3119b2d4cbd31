import { checkNumber } from "../check.js";
import { floatText } from "./text/float-text.js";

/**
 * The text of Python's `str(float)`, which is also that of `str(np.float64)`: the shortest digits
 * that read back as `x`.
 *
 * Exponent form below 1e-4 and from 1e16 on (`1e-05`, `1e+16`), else decimal with `.0` where
 * integral; `-0.0`, `nan`, `inf`, `-inf`. TypeError when `x` is not a number.
 */
export function floatToString(x: number): string {
  checkNumber("floatToString", "x", x);
  return floatText(x, "float64");
}
