import { lostInProduct } from "./rounding.js";

// The standard normal distribution, by which GELU is defined; JavaScript has no error function.

const SQRT_2_PI = 2.5066282746310002;

/**
 * (1 + t) m(t) as a power series in u = (t - 5) / (t + 5): the Chebyshev approximation of Shepherd and
 * Laframboise, Math. Comp. 36 (1981) 249–253, computed for m with 60 digits and multiplied out by
 * test/fixtures/scripts/mills_ratio.py. All terms together are below 1.7, so Horner's rule is stable.
 */
const MILLS: Float64Array = Float64Array.of(
  1.1568486282918946,
  -0.22948753825211315,
  0.07778159886873769,
  0.0250721793016388,
  -0.0661776007790963,
  0.0615050458401865,
  -0.03802659218584139,
  0.01634823128102938,
  -0.004201290329187307,
  1.9530638370790786e-5,
  0.00045704392357953655,
  -0.0001343742785571135,
  -2.480583845192319e-5,
  2.270961270923768e-5,
  -1.7633239265736746e-7,
  -3.277287633208865e-6,
  3.2054316652589574e-7,
  4.91996233147834e-7,
  -6.588974491108954e-8,
  -7.758520236786343e-8,
  9.092476134019147e-9,
  1.1032071151574336e-8,
  -7.073898575561589e-10,
  -9.564832934712551e-10,
);

/** The density φ(x) = e^(-x²/2) / √(2π), within 5e-16 of itself for |x| <= 37. */
export function normalDensity(x: number): number {
  const square = x * x;
  // Near x = 38 the rounding of x² alone would change the 13th digit.
  return (Math.exp(-square / 2) * (1 - lostInProduct(x, x, square) / 2)) / SQRT_2_PI;
}

/**
 * Mills' ratio m(t) = Φ(-t) / φ(t) for finite t >= 0, within 5e-16 of itself. It falls from √(π/2)
 * like 1/t, so that Φ(-t) = m(t) φ(t), which is erfc(t/√2) / 2, keeps all its digits where it is tiny.
 */
export function millsRatio(t: number): number {
  const u = (t - 5) / (t + 5);
  let sum = 0;
  for (let n = MILLS.length - 1; n >= 0; n--) sum = sum * u + MILLS[n];
  return sum / (1 + t);
}
