import { checkInteger, checkOptions } from "../check.js";
import { checkText, type Text } from "./language.js";

/** What can be said of the looks of a chart. */
export interface ChartLook {
  /** The title; one that says what the chart is unless given. */
  readonly title?: Text | undefined;
  /** Width of the plot, or of each of several, in pixels, 40 … 2000. */
  readonly width?: number | undefined;
  /** Height of the plot, or of each of several, in pixels, 40 … 2000. */
  readonly height?: number | undefined;
}

/**
 * Throws unless `options` has no options but `known`, and of {@link ChartLook} only what can be
 * drawn: TypeError for a wrong kind or name, RangeError for a size that is no integer 40 … 2000.
 */
export function checkLook(call: string, options: ChartLook, known: readonly string[]): void {
  checkOptions(call, options, known);
  const { title, width, height } = options;
  if (title !== undefined) checkText(call, "title", title);
  for (const [name, size] of Object.entries({ width, height })) {
    if (size !== undefined) checkInteger(call, name, size, 40, 2000);
  }
}
