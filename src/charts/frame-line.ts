import { roundTo } from "./data.js";
import { inLanguage } from "./language.js";
import type { DrawnAxis } from "./line-axis.js";

/** Where a line leaves what is drawn, for good: above, below, or with NaN. */
export interface Edge {
  readonly side: "above" | "below" | "none";
  /** The place, and the last number before it, as they are drawn. */
  readonly x: number;
  readonly y: number;
}

/** A frame as it is drawn. */
export interface DrawnFrame {
  readonly value: number | string;
  /** Its name, and what comes of it, in words. */
  readonly name: string;
  readonly outcome: string;
  readonly ys: readonly number[];
  readonly edge: Edge | undefined;
}

/** A frame as it is given. */
export interface Frame {
  readonly name: string;
  readonly value: number | string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** A frame as the axes draw it, at some of its places. */
export function drawnFrame(
  { name, value, x, y }: Frame,
  places: readonly number[],
  axes: { readonly x: DrawnAxis; readonly y: DrawnAxis },
  xTitle: string,
): DrawnFrame {
  const sides = y.map((number) => sideOf(number, axes.y));
  const ys = places.filter((i) => i < y.length).map((i) => drawnAt(y[i], sides[i], axes.y));
  const end = sides.lastIndexOf("inside") + 1;
  const side = sides[end] ?? "inside";
  const common = { value, name, ys };
  if (side === "inside") return { ...common, edge: undefined, outcome: outcomeOf(y) };
  const before = Math.max(0, end - 1);
  const edge = {
    side,
    x: axes.x.draw(x[side === "none" ? before : end]),
    y: end === 0 ? axes.y.domain[0] : axes.y.draw(y[before]),
  };
  return { ...common, edge, outcome: runOff(y, side, `${xTitle} ${roundTo(x[end], DIGITS)}`) };
}

type Side = "inside" | Edge["side"];

/** Digits of numbers in words. */
const DIGITS = 4;

function sideOf(y: number, { domain: [least, most], draw }: DrawnAxis): Side {
  if (Number.isNaN(y)) return "none";
  const drawn = draw(y);
  if (y === Number.POSITIVE_INFINITY || drawn > most) return "above";
  // On a logarithmic axis 0 and numbers below it have no place.
  return drawn >= least ? "inside" : "below";
}

/** A number as it is drawn: outside, but no further than it has to be. */
function drawnAt(y: number, side: Side, axis: DrawnAxis): number {
  if (side === "above") return axis.outside[1];
  return side === "below" ? axis.outside[0] : axis.draw(y);
}

function outcomeOf(y: readonly number[]): string {
  const [first, last] = endsOf(y);
  if (y.length === 1) return String(first);
  return inLanguage({
    en: `${first} at first, ${last} at last`,
    ja: `最初${first}、最後${last}`,
  });
}

/** What comes of a line that from `place` on is outside or NaN. */
function runOff(y: readonly number[], side: Edge["side"], place: string): string {
  const [first, last] = endsOf(y);
  if (side === "none") {
    return inLanguage({
      en: `${first} at first, NaN from ${place} on`,
      ja: `最初${first}、${place}からNaN`,
    });
  }
  return inLanguage({
    en: `${first} at first, runs off the chart at ${place}, ${last} at last`,
    ja: `最初${first}、${place}で図の外に出て、最後${last}`,
  });
}

function endsOf(y: readonly number[]): [first: number, last: number] {
  return [roundTo(y[0], DIGITS), roundTo(y[y.length - 1], DIGITS)];
}
