import { FLOATS, type FloatType, shortest } from "./decimal.js";

/** The text of NumPy's `str` of a number of the type: its shortest digits, with `.0` where integral. */
export function floatText(x: number, type: FloatType): string {
  if (Number.isNaN(x)) return "nan";
  const sign = x < 0 || Object.is(x, -0) ? "-" : "";
  const size = Math.abs(x);
  return sign + (size === Number.POSITIVE_INFINITY ? "inf" : sizeText(size, type));
}

function sizeText(size: number, type: FloatType): string {
  const { digits, exponent } = shortest(size, type);
  const most = type === "float64" ? 1e16 : 10 ** FLOATS[type].digits;
  if (size !== 0 && (size < 1e-4 || size >= most)) {
    const point = digits.length > 1 ? "." : "";
    const power = String(Math.abs(exponent)).padStart(2, "0");
    return `${digits[0]}${point}${digits.slice(1)}e${exponent < 0 ? "-" : "+"}${power}`;
  }
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  return `${digits.slice(0, exponent + 1).padEnd(exponent + 1, "0")}.${digits.slice(exponent + 1) || "0"}`;
}
