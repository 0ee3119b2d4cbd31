import type { VegaLiteSpec } from "./chart.js";
import { extent } from "./curve.js";
import { roundTo } from "./data.js";
import { axisFormat, isPlain, measure, measured, rulerFor } from "./ruler.js";
import { integerTicks, powerTicks } from "./ticks.js";

/** What an axis of lines shows. */
export interface LineAxis {
  readonly field: "x" | "y";
  readonly title: string | undefined;
  readonly log: boolean;
  /** The numbers that it has to have room for. */
  readonly numbers: readonly number[];
  /** Its length in pixels. */
  readonly length: number;
}

/** An axis, and numbers as it draws them. */
export interface DrawnAxis {
  readonly channel: VegaLiteSpec;
  /** The ends of what it has to show, as it draws them; round ends may lie further out. */
  readonly domain: readonly [least: number, most: number];
  /** Places outside, below and above it. */
  readonly outside: readonly [below: number, above: number];
  /** A number as it is drawn, with as many digits as can be seen; NaN for one that has no place. */
  draw(x: number): number;
}

/** Digits that are seen of numbers that reach from 0. */
const DIGITS = 4;

/** Pixels that a tick has. */
const TICK = { x: 45, y: 40 } as const;

/** A linear or logarithmic axis; on the latter there is no place for 0 and below. */
export function lineAxis(axis: LineAxis): DrawnAxis {
  return axis.log ? logAxis(axis) : linearAxis(axis);
}

function linearAxis({ field, title, numbers, length }: LineAxis): DrawnAxis {
  const ends = extent(numbers);
  const ruler = rulerFor(...ends);
  const exact = withRoom(measure(ends[0], ruler), measure(ends[1], ruler));
  const digits = digitsFor(...exact);
  // Rounded as the numbers are, or the greatest might lie above.
  const [least, most] = exact.map((end) => rounded(end, digits));
  const room = Math.ceil(length / TICK[field]);
  const areIntegers = field === "x" && isPlain(ruler) && numbers.every(Number.isSafeInteger);
  const ticks = areIntegers
    ? { values: integerTicks(least, most, room), format: "d" }
    : { tickCount: room, ...axisFormat(ends, ruler) };
  return {
    channel: {
      field,
      type: "quantitative",
      title: title === undefined && isPlain(ruler) ? null : measured(title ?? field, ruler),
      scale: { domain: [least, most], nice: field === "y", zero: false },
      axis: { ...look(field), ...ticks },
    },
    domain: [least, most],
    outside: [2 * least - most, 2 * most - least],
    draw: (x) => (Number.isFinite(x) ? rounded(measure(x, ruler), digits) : Number.NaN),
  };
}

function logAxis({ field, title, numbers, length }: LineAxis): DrawnAxis {
  const ends = extent(numbers.filter((x) => x > 0)).map((end) => rounded(end, DIGITS));
  const [least, most] = Number.isNaN(ends[0]) ? [1, 10] : ends;
  // The ends are not made round where that would be 0 or infinite.
  const nice = field === "y" && least > 1e-300 && most < 1e300;
  const room = Math.ceil(length / TICK[field]);
  return {
    channel: {
      field,
      type: "quantitative",
      title: title ?? null,
      scale: { type: "log", domain: [least, most], nice },
      axis: { ...look(field), values: powerTicks(least, most, room), format: "~g" },
    },
    domain: [least, most],
    outside: [Math.max(Number.MIN_VALUE, least / 10), Math.min(Number.MAX_VALUE, most * 10)],
    draw: (x) => (Number.isFinite(x) && x > 0 ? rounded(x, DIGITS) : Number.NaN),
  };
}

function look(field: "x" | "y"): VegaLiteSpec {
  return { domain: field === "x", grid: field === "y", labelFlush: false };
}

/** The ends of a linear axis: of one number it shows what is around it, of none 0 to 1. */
function withRoom(least: number, most: number): [least: number, most: number] {
  if (Number.isNaN(least)) return [0, 1];
  if (least < most) return [least, most];
  const around = Math.abs(least) / 10 || 1;
  return [least - around, most + around];
}

/** Digits with which numbers from `least` to `most` are told apart as far as they can be seen. */
function digitsFor(least: number, most: number): number {
  const greatest = Math.max(Math.abs(least), Math.abs(most));
  return DIGITS + Math.max(0, Math.ceil(Math.log10(greatest / (most - least))));
}

function rounded(x: number, digits: number): number {
  return Number.isInteger(x) ? x : roundTo(x, digits);
}
