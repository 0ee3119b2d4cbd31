import { checkFlag, describe } from "../check.js";
import { checkText, inLanguage, type Text } from "./language.js";
import { shownNames } from "./names.js";
import { type Numbers, numbersOf } from "./numbers.js";

/** A line with a name in one language or two. */
export interface Line {
  readonly name: Text;
  readonly y: Numbers;
  /** Where its points are; those of all lines unless given. */
  readonly x?: Numbers | undefined;
  /** Whether its points are dots that no line joins, as those of samples; unless said, a line does. */
  readonly dots?: boolean | undefined;
}

/** Lines by their names, or in an array. */
export type Lines = readonly Line[] | Readonly<Record<string, Numbers | NamelessLine>>;

/** The places and numbers of a line, whose name stands elsewhere. */
interface NamelessLine {
  readonly x: Numbers;
  readonly y: Numbers;
  readonly dots?: boolean | undefined;
}

/** A line as it is given, its name as it is shown. */
export interface NamedLine {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly dots: boolean;
}

/**
 * The lines of `series`, at the places `x` where they have none of their own, or at 1, 2, 3, …
 *
 * TypeError for a wrong kind; RangeError for no line or more than `most`, a line without numbers, or
 * one whose places are not as many.
 */
export function linesOf(
  call: string,
  series: unknown,
  x: Numbers | undefined,
  most: number,
): NamedLine[] {
  const given = Array.isArray(series) ? ofArray(call, series) : ofRecord(call, series);
  if (given.length === 0 || given.length > most) {
    throw new RangeError(`${call}: expected 1 to ${most} lines, got ${given.length}`);
  }
  const names = shownNames(given.map(({ name }) => name));
  return given.map((line, i) => ({
    name: names[i],
    dots: line.dots,
    ...pointsOf(call, line.place, line.x ?? x, line.y),
  }));
}

/** A line, and where it stands in what was given. */
interface GivenLine {
  readonly name: string;
  readonly place: string;
  readonly x: unknown;
  readonly y: unknown;
  readonly dots: boolean;
}

function ofArray(call: string, series: readonly unknown[]): GivenLine[] {
  return Array.from(series, (line, i) => {
    if (typeof line !== "object" || line === null) {
      throw new TypeError(
        `${call}: expected series[${i}] to be { name, y }, got ${describe(line)}`,
      );
    }
    const { name, x, y, dots = false } = line as Partial<Line>;
    checkText(call, `series[${i}].name`, name);
    checkFlag(call, `series[${i}].dots`, dots);
    return { name: inLanguage(name), place: `series[${i}]`, x, y, dots };
  });
}

function ofRecord(call: string, series: unknown): GivenLine[] {
  if (typeof series !== "object" || series === null) {
    throw new TypeError(
      `${call}: expected series to be an object of numbers, or an array of { name, y }, ` +
        `got ${describe(series)}`,
    );
  }
  return Object.entries(series).map(([name, line]: [string, unknown]) => {
    const place = JSON.stringify(name);
    const isPair = typeof line === "object" && line !== null && "x" in line && "y" in line;
    if (!isPair) return { name, place, x: undefined, y: line, dots: false };
    const { x, y, dots = false } = line as Partial<NamelessLine>;
    checkFlag(call, `the dots of ${place}`, dots);
    return { name, place, x, y, dots };
  });
}

function pointsOf(
  call: string,
  place: string,
  x: unknown,
  y: unknown,
): { x: readonly number[]; y: readonly number[] } {
  const ys = numbersOf(call, `the numbers of ${place}`, y);
  if (ys.length === 0) {
    throw new RangeError(`${call}: expected the numbers of ${place}, got none`);
  }
  if (x === undefined) return { x: ys.map((_, i) => i + 1), y: ys };
  const xs = numbersOf(call, `the places x of ${place}`, x);
  if (xs.length !== ys.length) {
    throw new RangeError(`${call}: expected ${ys.length} places x for ${place}, got ${xs.length}`);
  }
  return { x: xs, y: ys };
}
