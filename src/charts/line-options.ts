import { checkFlag } from "../check.js";
import { checkText, type Text } from "./language.js";
import type { ChartLook } from "./look.js";
import type { Numbers } from "./numbers.js";

/** What can be said of the axes of a chart of lines. */
export interface LineOptions extends ChartLook {
  /** Where the points of lines are that have no x of their own; 1, 2, 3, … unless given. */
  readonly x?: Numbers | undefined;
  readonly xTitle?: Text | undefined;
  readonly yTitle?: Text | undefined;
  /** Whether an axis is logarithmic, on which there is no place for 0 and below. */
  readonly xLog?: boolean | undefined;
  readonly yLog?: boolean | undefined;
  /** Whether points have dots. */
  readonly points?: boolean | undefined;
}

/** The names of {@link LineOptions}, without those of {@link ChartLook}. */
export const LINE_OPTIONS: readonly string[] = ["x", "xTitle", "yTitle", "xLog", "yLog", "points"];

/** Throws unless the titles are texts and what is on or off is a boolean: TypeError in the name of `call`. */
export function checkLineOptions(call: string, options: LineOptions): void {
  const { xTitle, yTitle, xLog, yLog, points } = options;
  for (const [name, title] of Object.entries({ xTitle, yTitle })) {
    if (title !== undefined) checkText(call, name, title);
  }
  for (const [name, flag] of Object.entries({ xLog, yLog, points })) {
    if (flag !== undefined) checkFlag(call, name, flag);
  }
}
