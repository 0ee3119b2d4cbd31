/** The characters that a step of a glob takes: those in its ranges, or with `negated` all others. */
interface OneOf {
  ranges: { from: number; to: number }[];
  negated: boolean;
}

/** What a glob takes one after the other: a run of any characters, or one character. */
type Step = "run" | OneOf;

/** A class without an end takes the rest of the pattern, and fits nothing. */
const STEP = /\*+|\[((?:\^.|[^^])[^\]]*)\]|\[.*|./gsu;

/** Of a class: a bracket that comes first, a range, or a character. */
const MEMBER = /^\]|(.)-(.)|./gsu;

/** So many comparisons take about half a second. */
const MAX_EFFORT = 1e8;

/**
 * A pattern as SQLite's GLOB reads it, which IPython searches with: `*` is any run of characters, `?` any
 * character, `[a-z]` one of a class and `[^a-z]` one that is not. It fits a whole text or not at all.
 */
export class Glob {
  readonly #steps: Step[];
  #effort = 0;

  constructor(pattern: string) {
    this.#steps = [...pattern.matchAll(STEP)].map(toStep);
  }

  /**
   * Whether `text` fits, in the time of the product of both lengths at most: where it does not go on, only
   * the last run has to grow. Throws a RangeError when all calls together have taken too long.
   */
  fits(text: string): boolean {
    let [at, step, run, runEnd] = [0, 0, -1, 0];
    while (at < text.length) {
      const wanted = this.#steps[step];
      if (wanted === "run") {
        run = step++;
        runEnd = at;
      } else if (wanted !== undefined && this.#takes(wanted, toPoint(text, at))) {
        at += width(text, at);
        step += 1;
      } else if (run >= 0) {
        runEnd += width(text, runEnd);
        at = runEnd;
        step = run + 1;
      } else {
        return false;
      }
    }
    return this.#steps.slice(step).every((rest) => rest === "run");
  }

  #takes({ ranges, negated }: OneOf, point: number): boolean {
    this.#effort += 1 + ranges.length;
    if (this.#effort > MAX_EFFORT) throw new RangeError("the pattern is too complex");
    for (const { from, to } of ranges) if (from <= point && point <= to) return !negated;
    return negated;
  }
}

function toStep([step, members]: RegExpMatchArray): Step {
  if (step.startsWith("*")) return "run";
  if (step === "?") return { ranges: [], negated: true };
  if (!step.startsWith("[")) return { ranges: [toRange([step])], negated: false };
  if (members === undefined) return { ranges: [], negated: false };
  const negated = members.startsWith("^");
  const listed = members.slice(negated ? 1 : 0);
  return { ranges: [...listed.matchAll(MEMBER)].map(toRange), negated };
}

/** Where the end of a range comes before its start, SQLite takes the start alone. */
function toRange([member, from = member, to = member]: RegExpMatchArray): OneOf["ranges"][number] {
  const first = toPoint(from, 0);
  return { from: first, to: Math.max(first, toPoint(to, 0)) };
}

function toPoint(text: string, at: number): number {
  return text.codePointAt(at) as number;
}

function width(text: string, at: number): number {
  return toPoint(text, at) > 0xffff ? 2 : 1;
}
