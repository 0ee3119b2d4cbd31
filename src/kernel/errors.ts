import { inspect } from "node:util";
import type { Diagnostic } from "tslab/dist/converter.js";
import type { ErrorContent } from "./channel.js";
import { excerpt } from "./excerpt.js";

/** A place in a cell, as stack traces write it. */
const PLACE = /(In\[(?:\d+|\*)\]):(\d+):(\d+)/;

/** Anything that was thrown, as the protocol tells it: the place in the cell, then name, message, frames. */
export function describeError(thrown: unknown): ErrorContent {
  try {
    return tell(thrown);
  } catch {
    // Its properties throw themselves when they are read.
    const evalue = "an error that cannot be described";
    return { ename: "Error", evalue, traceback: [`Error: ${evalue}`] };
  }
}

function tell(thrown: unknown): ErrorContent {
  const { ename, evalue } = nameOf(thrown);
  const lines = stackOf(thrown, new Set());
  const [place, file, line, column] = PLACE.exec(lines.join("\n")) ?? [];
  const code = file === undefined ? [] : excerpt(file, Number(line), Number(column));
  const where = place === undefined || code.length === 0 ? [] : [place, ...code, ""];
  return { ename, evalue, traceback: [...where, ...lines] };
}

/** The name of the cell that `thrown` comes from, as in "In[3]", or `undefined`. */
export function cellOf(thrown: unknown): string | undefined {
  return PLACE.exec(describeError(thrown).traceback.join("\n"))?.[1];
}

/**
 * What the compiler has against a cell: each message with its place, the line and a caret. Where the
 * syntax is wrong, what follows from that is left out.
 */
export function describeDiagnostics(diagnostics: Diagnostic[], cell: string): ErrorContent {
  const syntactic = diagnostics.filter(({ code }) => isSyntactic(code));
  const told = syntactic.length > 0 ? syntactic : diagnostics;
  const traceback = told.flatMap(({ fileName, start, code, messageText }) => {
    const file = fileName ?? cell;
    const [line, column] = [start.line + 1, start.character + 1];
    const message = `${file}:${line}:${column} - error TS${code}: ${messageText}`;
    return [message, ...excerpt(file, line, column)];
  });
  const ename = syntactic.length > 0 ? "SyntaxError" : "TypeScriptError";
  return { ename, evalue: told[0]?.messageText ?? "", traceback };
}

/** TypeScript numbers its syntax errors from 1000 to 1999. */
function isSyntactic(code: number): boolean {
  return code >= 1000 && code < 2000;
}

function nameOf(thrown: unknown): { ename: string; evalue: string } {
  if (!isError(thrown)) return { ename: "Uncaught", evalue: show(thrown) };
  return { ename: String(thrown.name), evalue: String(thrown.message) };
}

/** The stack of an error, and of the errors that caused it, line by line. */
function stackOf(thrown: unknown, seen: Set<unknown>): string[] {
  if (!isError(thrown)) return [`Uncaught ${show(thrown)}`];
  if (seen.has(thrown)) return ["[circular]"];
  seen.add(thrown);
  const { cause, errors } = thrown as { cause?: unknown; errors?: unknown };
  const inner = [
    ...(cause === undefined ? [] : labelled("[cause]: ", stackOf(cause, seen))),
    ...(Array.isArray(errors)
      ? errors.flatMap((e, i) => labelled(`[errors][${i}]: `, stackOf(e, seen)))
      : []),
  ];
  return [...ownStack(thrown), ...inner];
}

/** The stack text, with the message as it is now, which may have changed since the stack was made. */
function ownStack(error: Error): string[] {
  const heading = error.message === "" ? error.name : `${error.name}: ${error.message}`;
  const stack = typeof error.stack === "string" ? error.stack : "";
  if (stack.includes(error.message) && stack !== "") return stack.split("\n");
  return [...heading.split("\n"), ...stack.split("\n").filter((line) => /^\s+at /.test(line))];
}

function labelled(label: string, [first, ...rest]: string[]): string[] {
  return [`  ${label}${first}`, ...rest.map((line) => `  ${line}`)];
}

/** Errors of other realms (vm contexts, workers) are not `instanceof Error` here. */
function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
}

function show(value: unknown): string {
  try {
    return inspect(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
