import { checkNumber, describe } from "../check.js";
import { extent } from "./curve.js";
import { shownName } from "./names.js";
import { type Numbers, numbersOf } from "./numbers.js";

/** A line for one value of what a slider chooses from. */
export interface LineFrame {
  readonly value: number | string;
  readonly y: Numbers;
}

/** The lines of all frames, and the places of their points, which they share. */
export interface FrameLines {
  readonly values: readonly (number | string)[];
  readonly x: readonly number[];
  readonly ys: readonly (readonly number[])[];
}

/**
 * The lines of `frames`, at the places `x` or at 1, 2, 3, …; a line may end before the others.
 *
 * TypeError for a wrong kind; RangeError for no frame, one without numbers or with more of them than
 * there are places, a value that is not finite, or two of one value.
 */
export function framesOf(call: string, frames: unknown, x: Numbers | undefined): FrameLines {
  if (!Array.isArray(frames)) {
    throw new TypeError(`${call}: expected an array of { value, y }, got ${describe(frames)}`);
  }
  if (frames.length === 0) throw new RangeError(`${call}: expected a frame or more, got none`);
  const values: (number | string)[] = [];
  const ys: number[][] = [];
  for (const [i, frame] of frames.entries()) {
    const { value, y } = frameOf(call, frame, i);
    if (values.includes(value)) {
      throw new RangeError(`${call}: expected frames of different values, got two of ${value}`);
    }
    values.push(value);
    ys.push(y);
  }
  const longest = ys.reduce((most, { length }) => Math.max(most, length), 0);
  const places =
    x === undefined ? Array.from({ length: longest }, (_, i) => i + 1) : numbersOf(call, "x", x);
  if (places.length < longest) {
    throw new RangeError(`${call}: expected ${longest} places x, got ${places.length}`);
  }
  return { values, x: places, ys };
}

function frameOf(call: string, frame: unknown, i: number): { value: number | string; y: number[] } {
  if (typeof frame !== "object" || frame === null) {
    throw new TypeError(
      `${call}: expected frames[${i}] to be { value, y }, got ${describe(frame)}`,
    );
  }
  const { value, y } = frame as Partial<LineFrame>;
  if (typeof value !== "string") checkNumber(call, `frames[${i}].value`, value);
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RangeError(`${call}: expected frames[${i}].value to be finite, got ${value}`);
  }
  const numbers = numbersOf(call, `frames[${i}].y`, y);
  if (numbers.length === 0) {
    throw new RangeError(`${call}: expected the numbers of frames[${i}].y, got none`);
  }
  return { value: typeof value === "string" ? shownName(value) : value, y: numbers };
}

/** How many times as great as a common line a line is drawn whole, and is seen to begin. */
const MOST = { linear: { whole: 100, start: 10 }, log: { whole: 1e12, start: 1e12 } } as const;

/**
 * The numbers that the y axis has room for: those of lines whose size, the greatest absolute value,
 * is at most so many times that of a common one, and the first ones of the others. These run off the
 * chart, which would show nothing else if it had room for 1e30.
 */
export function reachOf(ys: readonly (readonly number[])[], scale: keyof typeof MOST): number[] {
  const sizes = ys.map((y) => Math.max(...extent(y).map(Math.abs)));
  const sorted = sizes.filter((size) => size > 0).sort((a, b) => a - b);
  // Of rates more may be too great than not, so a common line is one of the smaller ones.
  const common = sorted[Math.floor((sorted.length - 1) / 4)] ?? 0;
  const { whole, start } = MOST[scale];
  return ys.flatMap((y, i) => {
    if (!(sizes[i] > whole * common)) return y;
    return Math.abs(y[0]) <= start * common ? [y[0]] : [];
  });
}
