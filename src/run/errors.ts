import { inspect } from "node:util";
import type { Problem } from "../cells/diagnostics.js";
import { unmarked } from "../cells/marks.js";
import { caught } from "./caught.js";
import { excerpt, withCaret } from "./excerpt.js";
import type { ErrorContent } from "./messages.js";

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
  if (thrown instanceof ProblemsError) return describeProblems(thrown.problems, "");
  caught(thrown);
  const { ename, evalue } = nameOf(thrown);
  const lines = stackOf(thrown, new Set()).map(unmarked);
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
 * syntax is wrong, only the first is told: the others follow from it.
 */
export function describeProblems(problems: readonly Problem[], cell: string): ErrorContent {
  const syntactic = problems.find(({ isSyntactic }) => isSyntactic);
  const told = syntactic === undefined ? problems : [syntactic];
  const traceback = told.flatMap((problem) => tellProblem(problem, cell, "error"));
  const ename = syntactic === undefined ? "TypeScriptError" : "SyntaxError";
  return { ename, evalue: told[0]?.message ?? "", traceback };
}

/** The same for what does not keep a cell from running, as text. */
export function tellWarnings(problems: readonly Problem[], cell: string): string {
  return problems.flatMap((problem) => [...tellProblem(problem, cell, "warning"), ""]).join("\n");
}

function tellProblem(problem: Problem, cell: string, kind: "error" | "warning"): string[] {
  const { file = cell, line, column, code, message, text } = problem;
  return [
    `${file}:${line}:${column} - ${kind} TS${code}: ${message}`,
    ...withCaret(text, line, column),
  ];
}

/** What is wrong with a module, as an error that importing it throws. */
export class ProblemsError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems[0]?.message ?? "");
    this.problems = problems;
  }
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
  return [...withProperties(ownStack(thrown), thrown), ...inner];
}

/** The stack with what an error says besides, as `code` and `status`. */
function withProperties(stack: string[], error: Error): string[] {
  const {
    name,
    message,
    stack: _stack,
    cause,
    errors,
    ...own
  } = error as Error & { errors?: unknown };
  if (Object.keys(own).length === 0) return stack;
  return [...stack.slice(0, -1), ...`${stack.at(-1)} ${show(own, 0)}`.split("\n")];
}

/** The stack text, with the message as it is now, which may have changed since the stack was made. */
function ownStack(error: Error): string[] {
  const heading = error.message === "" ? error.name : `${error.name}: ${error.message}`;
  const read = readStack(error);
  const stack = typeof read === "string" ? read : "";
  if (stack.includes(error.message) && stack !== "") return stack.split("\n");
  return [...heading.split("\n"), ...stack.split("\n").filter((line) => /^\s+at /.test(line))];
}

let readStack = (error: Error): unknown => error.stack;

/** Has the stacks of errors read in another way, where they are not written as V8 does. */
export function readStacksBy(read: (error: Error) => unknown): void {
  readStack = read;
}

function labelled(label: string, [first, ...rest]: string[]): string[] {
  return [`  ${label}${first}`, ...rest.map((line) => `  ${line}`)];
}

/** Errors of other realms (vm contexts, workers) are not `instanceof Error` here. */
function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
}

function show(value: unknown, depth = 2): string {
  try {
    return inspect(value, { depth });
  } catch {
    return Object.prototype.toString.call(value);
  }
}
