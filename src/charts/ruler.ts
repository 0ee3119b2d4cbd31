/**
 * How numbers are drawn: as `(x - offset) / unit`. Of plain numbers, drawn as they are, the offset is
 * 0 and the unit 1.
 */
export interface Ruler {
  readonly offset: number;
  readonly unit: number;
}

/** Numbers as they are. */
export const PLAIN: Ruler = { offset: 0, unit: 1 };

/** Of greater numbers vega's differences are infinite, of smaller ones its quotients. */
const [LEAST, MOST] = [1e-290, 1e290];

/** A range below this part of the numbers in it could not be seen in numbers of 5 digits. */
const CLOSE = 1e-3;

/**
 * The ruler for numbers from `least` to `most`: with an offset if they are close together far from 0,
 * and with a power of ten as unit where they are too great or too small for vega's arithmetic.
 */
export function rulerFor(least: number, most: number): Ruler {
  if (!(least < most)) return { offset: 0, unit: unitFor(Math.abs(least)) };
  const range = most - least;
  const isClose = range < CLOSE * Math.max(Math.abs(least), Math.abs(most));
  const offset = isClose ? roundDown(least, range) : 0;
  return { offset, unit: unitFor(Math.max(Math.abs(least - offset), Math.abs(most - offset))) };
}

/** The unit for numbers up to `most`: 1, or where they are too great or too small, a power of ten. */
export function unitFor(most: number): number {
  if (!Number.isFinite(most) || most === 0 || (most >= LEAST && most <= MOST)) return 1;
  return powerOfTen(Math.floor(Math.log10(most)));
}

/** Whether numbers are drawn as they are. */
export function isPlain({ offset, unit }: Ruler): boolean {
  return offset === 0 && unit === 1;
}

/** A number as it is drawn; 0 for -0. */
export function measure(x: number, { offset, unit }: Ruler): number {
  return (x - offset) / unit + 0;
}

/** What is drawn of a quantity: its name for plain numbers, `x − 100`, `x / 1e-309`, or both. */
export function measured(name: string, { offset, unit }: Ruler): string {
  const sign = offset < 0 ? "+" : "−";
  const difference = offset === 0 ? name : `${name} ${sign} ${Math.abs(offset)}`;
  if (unit === 1) return difference;
  return offset === 0 ? `${name} / ${unit}` : `(${difference}) / ${unit}`;
}

/**
 * The format of an axis whose ends are numbers in which d3 would write many zeros: 5e-10, not
 * 0.0000000005. For others there is none.
 */
export function axisFormat(
  [least, most]: readonly [least: number, most: number],
  ruler: Ruler,
): { readonly format?: string } {
  const end = Math.max(Math.abs(measure(least, ruler)), Math.abs(measure(most, ruler)));
  return end > 0 && (end < 1e-4 || end >= 1e6) ? { format: "~g" } : {};
}

/** A number with few digits at or below `least`, nearer to it than `range`, or about it. */
function roundDown(least: number, range: number): number {
  const step = powerOfTen(Math.ceil(Math.log10(range)));
  // Steps are not exact in binary: 12345678 of 0.01 are 123456.78000000001.
  const rounded = Number((Math.floor(least / step) * step).toPrecision(15));
  return Math.abs(rounded - least) <= 2 * step ? rounded : least;
}

/** 10ᵏ as it is read from text, not multiplied up; the least power that is not 0 at least. */
function powerOfTen(exponent: number): number {
  return Number(`1e${Math.max(-323, exponent)}`);
}
