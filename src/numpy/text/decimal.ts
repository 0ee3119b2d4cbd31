/** A floating type of NumPy's. */
export type FloatType = "float16" | "float32" | "float64";

interface Float {
  /** Bits of the mantissa, with the one that is not stored. */
  readonly bits: number;
  /** The least number above 0 is 2 to this power. */
  readonly unit: number;
  /** Any decimal of as many digits comes back out of the type. */
  readonly digits: number;
}

export const FLOATS: { readonly [T in FloatType]: Float } = {
  float16: { bits: 11, unit: -24, digits: 3 },
  float32: { bits: 24, unit: -149, digits: 6 },
  float64: { bits: 53, unit: -1074, digits: 15 },
};

/** A number ≥ 0 in digits, `d.ddd · 10^exponent`; the first digit is 0 for 0 alone. */
export interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

const ZERO: Decimal = { digits: "0", exponent: 0 };

/** The power of ten that the last digit counts. */
function lastOf({ digits, exponent }: Decimal): number {
  return exponent - digits.length + 1;
}

/** The fewest digits that tell `size`, finite and ≥ 0, from its neighbours in the type. */
export function shortest(size: number, type: FloatType): Decimal {
  if (size === 0) return ZERO;
  if (type !== "float64") {
    const { digits, exponent } = uniqueDigits(size, type, Number.POSITIVE_INFINITY);
    return { digits: digits.replace(/0+$/, ""), exponent };
  }
  const [mantissa, exponent] = size.toExponential().split("e");
  return { digits: mantissa.replace(".", ""), exponent: Number(exponent) };
}

/**
 * The fewest digits that tell `size` from its neighbours, but none behind 10^most and all up to
 * 10^least, as NumPy's dragon4 gives them in its unique mode; digits of the exact value are rounded
 * half to even. Zeros at the end may be there or not.
 */
export function unique(size: number, type: FloatType, least: number, most: number): Decimal {
  const few = shortest(size, type);
  const last = lastOf(few);
  if (last < most) return roundAt(size, few, most);
  if (last <= least || size === 0 || isPadded(size, type, least)) return few;
  return uniqueDigits(size, type, least);
}

/** The exact value of `size`, which is of the type, rounded half to even at 10^last. */
export function exact(size: number, type: FloatType, last: number): Decimal {
  const few = shortest(size, type);
  if (lastOf(few) < last) return roundAt(size, few, last);
  if (size === 0 || isPadded(size, type, last)) return few;
  return roundDigits(exactDecimal(size), last);
}

/** The power of ten of the first digit of the exact value, which rounding may carry on. */
export function leadingExponent(size: number, type: FloatType): number {
  const { digits, exponent } = shortest(size, type);
  return digits === "1" ? exactDecimal(size).exponent : exponent;
}

/**
 * Whether the digits up to 10^last are the shortest ones and zeros: they are off by half the distance to the
 * neighbour at most, which is nothing where 10^last is no less than it.
 */
function isPadded(size: number, type: FloatType, last: number): boolean {
  return last >= Math.log10(2) * unitOf(size, type);
}

/** The power of two by which the neighbour above a number above 0 is greater. */
function unitOf(size: number, type: FloatType): number {
  const { bits, unit } = FLOATS[type];
  return Math.max(exponentOf(size) - bits + 1, unit);
}

/**
 * `size` rounded at 10^last, which is before the end of its shortest digits. These tell on which side
 * of the middle it lies, since the middle has fewer digits, unless they are the middle.
 */
function roundAt(size: number, few: Decimal, last: number): Decimal {
  const isMiddle = lastOf(few) === last - 1 && few.digits.endsWith("5");
  return roundDigits(isMiddle ? exactDecimal(size) : few, last);
}

/** Rounds half to even at 10^last. */
function roundDigits({ digits, exponent }: Decimal, last: number): Decimal {
  const count = exponent - last + 1;
  if (count < 0) return ZERO;
  if (count >= digits.length) return { digits, exponent };
  const [head, tail] = [digits.slice(0, count), digits.slice(count)];
  const isEven = Number(head.at(-1) ?? 0) % 2 === 0;
  const isUp = /^50*$/.test(tail) ? !isEven : tail[0] >= "5";
  if (isUp) return increment(head, exponent);
  return count === 0 ? ZERO : { digits: head, exponent };
}

/** One more in the last place; of no digits, 1 in the place before the first. */
function increment(digits: string, exponent: number): Decimal {
  const kept = digits.replace(/9+$/, "");
  const nines = "0".repeat(digits.length - kept.length);
  if (kept === "") return { digits: `1${nines}`, exponent: exponent + 1 };
  return { digits: `${kept.slice(0, -1)}${Number(kept.at(-1)) + 1}${nines}`, exponent };
}

/** All digits of a number above 0. */
function exactDecimal(size: number): Decimal {
  const power = unitOf(size, "float64");
  const mantissa = BigInt(size / 2 ** power);
  // m / 2^k = m · 5^k / 10^k
  const digits = String(power < 0 ? mantissa * 5n ** BigInt(-power) : mantissa << BigInt(power));
  return { digits, exponent: digits.length - 1 + Math.min(power, 0) };
}

/** The exponent of the greatest power of two that is not above `size`. */
function exponentOf(size: number): number {
  const near = Math.floor(Math.log2(size)); // off by one next to a power of two
  if (2 ** near > size) return near - 1;
  return 2 ** (near + 1) <= size ? near + 1 : near;
}

/**
 * The fewest digits that tell a number above 0 from its neighbours in the type, but all up to
 * 10^least: Steele and White 1990, https://doi.org/10.1145/93542.93559. Digits are written until what
 * is left is less than half the way to the neighbour below or above; the last is rounded to where it is
 * still the number, or if both are, to the nearer.
 */
function uniqueDigits(size: number, type: FloatType, least: number): Decimal {
  const { bits, unit } = FLOATS[type];
  const power = unitOf(size, type);
  const mantissa = size / 2 ** power;
  const isEven = mantissa % 2 === 0;
  // Below a power of two the neighbour is half as far.
  const isLeast = mantissa === 2 ** (bits - 1) && power > unit;
  // All in units of a fourth of the distance to the neighbour above, over `whole`.
  let [rest, below, above] = [BigInt(mantissa) * 4n, isLeast ? 1n : 2n, 2n];
  let whole = 4n;
  const enlarge = (factor: bigint): void => {
    [rest, below, above] = [rest * factor, below * factor, above * factor];
  };
  if (power > 0) enlarge(1n << BigInt(power));
  else whole <<= BigInt(-power);
  const exponent = Math.floor(Math.log10(size));
  if (exponent < 0) enlarge(10n ** BigInt(-exponent));
  else whole *= 10n ** BigInt(exponent);
  let [digits, place] = ["", exponent];
  if (rest >= whole * 10n) [whole, place] = [whole * 10n, place + 1];
  if (rest < whole) [place] = [place - 1, enlarge(10n)];
  const first = place;
  for (;;) {
    const digit = rest / whole;
    rest %= whole;
    const isLow = isEven ? rest <= below : rest < below;
    const isHigh = isEven ? rest + above >= whole : rest + above > whole;
    digits += digit;
    if ((isLow || isHigh) && place <= least) {
      const half = rest * 2n;
      const isUp = half > whole || (half === whole && digit % 2n === 1n);
      return (isLow === isHigh ? isUp : isHigh)
        ? increment(digits, first)
        : { digits, exponent: first };
    }
    enlarge(10n);
    place--;
  }
}
