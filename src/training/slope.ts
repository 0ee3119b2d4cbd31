/** Steps of a difference quotient: from the first on each half of the one before. */
const [FIRST, LAST] = [2 ** -4, 2 ** -30];
/** Powers of the step that are taken out of its error. */
const LEVELS = 3;

/** A function of one number near `x`, and how well its slope there is to be known. */
export interface Point {
  readonly f: (x: number) => number;
  readonly x: number;
  /** f(x). */
  readonly value: number;
  /** What a slope may be wrong by. */
  readonly enough: number;
}

/** A slope, and what it may be wrong by: by the rounding of `f`, and by kinks close to `x`. */
interface Estimate {
  readonly slope: number;
  readonly doubt: number;
}

/**
 * How far `slope` is from that of `f` at `x`, beyond what this may be wrong by; 0 at a kink, where there is
 * none. NaN if there is one.
 */
export function distanceFromSlope(slope: number, point: Point): number {
  const distance = distanceFrom(centralSlope(point), slope);
  if (distance <= point.enough) return distance;
  // Kinks close to x on one side spoil the slope around it, but not that on the other.
  const [left, right] = [oneSidedSlope(point, -1), oneSidedSlope(point, 1)];
  const gap = Math.abs(left.slope - right.slope) - left.doubt - right.doubt;
  if (gap > point.enough) return 0;
  return Math.min(distanceFrom(left, slope), distanceFrom(right, slope));
}

function distanceFrom(estimate: Estimate, slope: number): number {
  return Math.max(0, Math.abs(estimate.slope - slope) - estimate.doubt);
}

function centralSlope(point: Point): Estimate {
  const { f, x } = point;
  return limit(point, 2, (h) => (f(x + h) - f(x - h)) / (x + h - (x - h)));
}

function oneSidedSlope(point: Point, side: 1 | -1): Estimate {
  const { f, x, value } = point;
  return limit(point, 1, (h) => (f(x + side * h) - value) / (x + side * h - x));
}

/**
 * What a difference quotient, whose error falls with the power `order` of its step, comes to for ever
 * smaller steps: so small that all kinks are farther away, so large that rounding does not matter.
 * https://en.wikipedia.org/wiki/Richardson_extrapolation
 */
function limit(
  { x, value, enough }: Point,
  order: number,
  quotient: (h: number) => number,
): Estimate {
  const size = Math.max(1, Math.abs(x));
  let best: Estimate = { slope: Number.NaN, doubt: Infinity };
  let last: number[] = [];
  for (let step = FIRST; step >= LAST && best.doubt > enough / 10; step /= 2) {
    const row = [quotient(step * size)];
    for (let j = 0; j < Math.min(last.length, LEVELS); j++) {
      row.push(row[j] + (row[j] - last[j]) / (2 ** (order * (j + 1)) - 1));
    }
    last = row;
    if (row.length <= LEVELS) continue;
    const rounding = (4 * Number.EPSILON * Math.abs(value)) / (step * size);
    const doubt = Math.abs(row[LEVELS] - row[LEVELS - 1]) + rounding;
    if (doubt < best.doubt) best = { slope: row[LEVELS], doubt };
  }
  return best;
}
