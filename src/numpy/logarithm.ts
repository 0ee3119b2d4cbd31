import { lostInProduct, lostInSum } from "../elementwise/rounding.js";
import { ENTRIES, logarithmTable } from "./logarithm-table.js";

// ln 2 as a sum, of which the first part has so few digits that its multiples by up to 2¹⁰ are exact.
const LN2 = 0.6931471805598903;
const LN2_REST = 5.497923018708371e-14;

const table = logarithmTable();
const powers = Float64Array.from({ length: 33 }, (_, k) => 2 ** k);

/**
 * The natural logarithm for 0 < x < 1 with the last digit of the GNU C library's (2.28 and newer, on
 * processors that have fused multiply-add): NumPy's normal values on Linux are made of it, while the
 * logarithm of JavaScript differs from engine to engine. Within 0.52 units in the last place.
 *
 * By P. T. P. Tang, Table-driven implementation of the logarithm function in IEEE floating-point
 * arithmetic, ACM TOMS 16 (1990) 378–400: for x = z / 2ᵏ it is log(invc z) - log(invc) - k log(2),
 * where invc is near 1/z. Coefficients: test/fixtures/scripts/logarithm_table.py.
 */
export function logarithm(x: number): number {
  if (x >= 0.9375) return logarithmNearOne(x);
  let shift = 0;
  for (; x < 2 ** -24; shift += 24) x *= 2 ** 24;
  const word = (x * 2 ** 32) >>> 0;
  const zeros = Math.clz32(word);
  const j = ((word << zeros) >>> 24) - 128; // the 7 bits after the first
  const k = j >= 48 ? zeros : zeros + 1;
  const at = ENTRIES * j;
  const r = reduced(x * powers[k], at);

  const multiple = -(k + shift);
  const constant = multiple * LN2 + table[at + 4]; // exact
  const sum = constant + r;
  const lost = constant - sum + r + multiple * LN2_REST;
  const square = r * r;
  // -(1/2 + 2⁻⁵³) r² with one rounding, since that is seen in the result; others are not.
  return (
    lost -
    square * 2 ** -53 -
    0.5 * square +
    r *
      square *
      (0.33333333331825593 +
        r * -0.24999999996229108 +
        square * (0.20000304511821687 + r * -0.166670548584469)) +
    sum
  );
}

/** z · invc - 1 rounded once: of z - centre and invc each half of the digits, whose products are exact. */
function reduced(z: number, at: number): number {
  const offset = z - table[at];
  const high = Math.fround(offset);
  const low = offset - high;
  const invcHigh = table[at + 1];
  const invcLow = table[at + 2];
  const rest = low * invcLow + (low * invcHigh + high * invcLow);
  return table[at + 3] + rest + high * invcHigh;
}

/** For 15/16 <= x < 1, where the logarithm is so small that the table would not do: a polynomial in r = x - 1. */
function logarithmNearOne(x: number): number {
  const r = x - 1;
  const square = r * r;
  const cube = r * square;
  const tail =
    -0.16666666669929672 +
    r * 0.14285715076560815 +
    square * -0.12499997864018147 +
    cube *
      (0.11110712032965284 +
        r * -0.10000486745689109 +
        square * 0.09181994002707189 +
        cube * -0.08328364388511986);
  const start = multiplyAdd(r, -0.24999999999998432, 0.3333333333333352);
  const series = multiplyAdd(cube, tail, multiplyAdd(square, 0.19999999999320328, start));
  // r - r²/2 as a sum of two numbers.
  const scaled = r * 2 ** 27;
  const high = r + scaled - scaled;
  const low = r - high;
  const half = -0.5 * high * high;
  const sum = r + half;
  const lost = r - sum + half - 0.5 * low * (high + r);
  return multiplyAdd(cube, series, lost) + sum;
}

/** a · b + c, rounded once, as fused multiply-add does, but for what is within 2⁻⁵⁰ of a tie. */
function multiplyAdd(a: number, b: number, c: number): number {
  const product = a * b;
  const sum = product + c;
  return sum + (lostInSum(product, c, sum) + lostInProduct(a, b, product));
}
