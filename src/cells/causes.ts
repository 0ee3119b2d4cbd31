import type * as ts from "typescript";
import type { Compiler } from "./compiler.js";

/** Codes of "Cannot find name 'x'.", with and without a guess. */
const NOT_FOUND = new Set([2304, 2503, 2552, 2580, 2581, 2582, 2583, 2584, 2591, 2592, 2593]);

/** Codes of lines that say where in a type it is that something does not fit. */
const PLACES = new Set([2200, 2201, 2326]);

/** Without those that say again of a name that it is not there. */
export function onceForEachName(diagnostics: readonly ts.Diagnostic[]): ts.Diagnostic[] {
  const told = new Set<unknown>();
  return diagnostics.filter(({ code, messageText }) => {
    if (!NOT_FOUND.has(code)) return true;
    const isNew = !told.has(messageText);
    told.add(messageText);
    return isNew;
  });
}

/**
 * The text of a diagnostic. Where each line of it is explained by the next, those between what does not fit and
 * the reason for it are left out, but for those that say where it is.
 */
export function messageOf(compiler: Compiler, message: string | ts.DiagnosticMessageChain): string {
  const lines = typeof message === "string" ? undefined : linesOf(message);
  if (lines === undefined) return compiler.flattenDiagnosticMessageText(message, "\n");
  return lines
    .filter(({ code }, i) => i === 0 || i === lines.length - 1 || PLACES.has(code))
    .map(({ messageText }, i) => `${"  ".repeat(i)}${messageText}`)
    .join("\n");
}

/** The lines of a message with one reason for each, or `undefined`. */
function linesOf(chain: ts.DiagnosticMessageChain): ts.DiagnosticMessageChain[] | undefined {
  const [next, ...others] = chain.next ?? [];
  if (others.length > 0) return undefined;
  if (next === undefined) return [chain];
  const rest = linesOf(next);
  return rest && [chain, ...rest];
}
