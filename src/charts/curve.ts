import { round } from "./data.js";
import { inLanguage } from "./language.js";

/** A point of a curve; where `y` is NaN the curve is interrupted. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A jump of a function at `x`: its values just below and just above, NaN at a pole, and the one at
 * `x` itself.
 */
export interface Jump {
  readonly x: number;
  readonly below: number;
  readonly above: number;
  readonly value: number;
}

/**
 * A sampled function. At a jump its points are interrupted, so that no line connects the two sides.
 */
export interface Curve {
  readonly f: (x: number) => number;
  readonly points: readonly Point[];
  readonly jumps: readonly Jump[];
}

/** A change between two samples is looked at if it is more than this part of the whole range. */
const NOTICEABLE = 0.01;

/**
 * Halvings of such an interval: after them a continuous function, however steep, has next to no
 * change left in it.
 */
const HALVINGS = 40;

/** Samples `f` at `steps + 1` equidistant points from `from` to `to`, and finds its jumps. */
export function sampleCurve(
  f: (x: number) => number,
  from: number,
  to: number,
  steps: number,
): Curve {
  const step = (to - from) / steps;
  // Computed from the index, not summed up: no drift, and 0 is met exactly where it is a sample. The
  // difference of two great numbers may be infinite, and the step between two tiny ones is rounded.
  const x = (i: number): number =>
    step > 1e-300 && Number.isFinite(step)
      ? from + i * step
      : from * (1 - i / steps) + to * (i / steps);
  const samples = Array.from({ length: steps + 1 }, (_, i) => pointOf(f, x(i)));
  const [least, most] = extent(samples.map(({ y }) => y));
  const points: Point[] = [];
  const jumps: Jump[] = [];
  for (const [i, sample] of samples.entries()) {
    const previous = samples[i - 1];
    if (previous && Math.abs(sample.y - previous.y) > NOTICEABLE * (most - least)) {
      const jump = findJump(f, previous, sample);
      if (jump) {
        jumps.push(jump);
        for (const y of [jump.below, Number.NaN, jump.above]) points.push({ x: jump.x, y });
      }
    }
    points.push(sample);
  }
  return { f, points, jumps };
}

/** The least and the greatest finite number; [NaN, NaN] if there is none. */
export function extent(numbers: readonly number[]): [least: number, most: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const x of numbers) {
    if (!Number.isFinite(x)) continue;
    if (x < least) least = x;
    if (x > most) most = x;
  }
  return least <= most ? [least, most] : [Number.NaN, Number.NaN];
}

/** `y between 0 and 6`, `y is 1`, of values that are the same to 5 digits, or `y has no finite value`. */
export function rangeInWords(name: string, numbers: readonly number[]): string {
  const [least, most] = extent(numbers).map(round);
  const none = { en: `${name} has no finite value`, ja: `${name}は有限の値なし` };
  const one = { en: `${name} is ${least}`, ja: `${name}は${least}` };
  const range = {
    en: `${name} between ${least} and ${most}`,
    ja: `${name}は${least}から${most}まで`,
  };
  return inLanguage(Number.isNaN(least) ? none : least === most ? one : range);
}

/**
 * How a curve goes from left to right: `y rises from 0 to 6`, `y falls from 1 to 0`; else its range, and where it is
 * greatest if that is inside.
 */
export function courseInWords(name: string, points: readonly Point[]): string {
  const finite = points.filter(({ y }) => Number.isFinite(y));
  const ys = finite.map(({ y }) => y);
  const range = rangeInWords(name, ys);
  if (ys.length === 0) return range;
  const [first, last] = [round(ys[0]), round(ys[ys.length - 1])];
  const [least, most] = extent(ys);
  if (!(round(least) < round(most))) return range;
  if (ys.every((y, i) => i === 0 || y >= ys[i - 1])) {
    return inLanguage({
      en: `${name} rises from ${first} to ${last}`,
      ja: `${name}は${first}から${last}まで増加`,
    });
  }
  if (ys.every((y, i) => i === 0 || y <= ys[i - 1])) {
    return inLanguage({
      en: `${name} falls from ${first} to ${last}`,
      ja: `${name}は${first}から${last}まで減少`,
    });
  }
  const top = finite.filter(({ y }) => y === most);
  if (top.length > 1 || [first, last].includes(round(most))) return range;
  const x = round(top[0].x);
  return inLanguage({
    en: `${range}, greatest at x = ${x}`,
    ja: `${range}（x = ${x}で最大）`,
  });
}

/**
 * Halves the interval again and again, keeping the half with the greater change; a jump is where
 * most of the change remains.
 */
function findJump(f: (x: number) => number, low: Point, high: Point): Jump | undefined {
  const change = Math.abs(high.y - low.y);
  let [a, b] = [low, high];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = pointOf(f, middleOf(a.x, b.x));
    [a, b] = Math.abs(middle.y - a.y) > Math.abs(b.y - middle.y) ? [a, middle] : [middle, b];
  }
  const left = Math.abs(b.y - a.y);
  if (!(left > change / 2)) return undefined;
  // The place is known to 1e-12 of the interval; on a grid of 1e-6 of it, a jump at 0 is at 0.
  const grid = (high.x - low.x) * 1e-6;
  const steps = b.x / grid;
  // Far from 0, or for tiny intervals, there is no such grid among the numbers.
  const x = Math.abs(steps) < 2 ** 52 ? Math.round(steps) * grid : b.x;
  // At a pole the change has grown without bound: there is no limit to draw.
  const [below, above] = left > 2 * change ? [Number.NaN, Number.NaN] : [a.y, b.y];
  return { x, below, above, value: f(x) };
}

function middleOf(a: number, b: number): number {
  const sum = a + b;
  return Number.isFinite(sum) ? sum / 2 : a / 2 + b / 2;
}

function pointOf(f: (x: number) => number, x: number): Point {
  return { x, y: f(x) };
}
