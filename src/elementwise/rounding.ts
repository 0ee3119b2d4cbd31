/** 2²⁷ + 1, which splits a number into two of 26 bits. */
const SPLITTER = 134_217_729;

/**
 * What rounding took from `product`, the product of `a` and `b`: exact unless something under- or
 * overflows. By Dekker, A floating-point technique for extending the available precision, Numer.
 * Math. 18 (1971) 224–242.
 */
export function lostInProduct(a: number, b: number, product: number): number {
  const aHigh = upperHalf(a);
  const bHigh = upperHalf(b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/**
 * What rounding took from `sum`, the sum of `a` and `b`: exact unless that overflows. By Knuth, The
 * Art of Computer Programming 2, 4.2.2, theorem B.
 */
export function lostInSum(a: number, b: number, sum: number): number {
  const bInSum = sum - a;
  return a - (sum - bInSum) + (b - bInSum);
}

function upperHalf(a: number): number {
  const scaled = SPLITTER * a;
  return scaled - (scaled - a);
}
