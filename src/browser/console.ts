import { format, inspect } from "node:util";
import type { StreamName } from "../run/messages.js";
import { printTable } from "./print-table.js";

type Write = (name: StreamName, text: string) => void;

/** Has `console` print what Node's prints, by `write`. */
export function printByNode(write: Write): void {
  const counts = new Map<string, number>();
  const starts = new Map<string, number>();
  let indent = "";
  const print = (name: StreamName, values: unknown[]): void => {
    const text = format(...values);
    const indented = indent === "" ? text : text.replace(/^/gm, indent);
    write(name, `${indented}\n`);
  };
  const out = (...values: unknown[]): void => print("stdout", values);
  const err = (...values: unknown[]): void => print("stderr", values);
  const elapsed = (label: string): string => {
    const start = starts.get(label);
    if (start === undefined) throw new Error(`console.time: there is no timer called ${label}`);
    const ms = performance.now() - start;
    return ms >= 1000 ? `${(ms / 1000).toFixed(3)}s` : `${Number(ms.toFixed(3))}ms`;
  };
  const group = (...label: unknown[]): void => {
    if (label.length > 0) out(...label);
    indent += "  ";
  };
  Object.assign(console, {
    log: out,
    info: out,
    debug: out,
    warn: err,
    error: err,
    trace: (...values: unknown[]) => {
      const { stack = "" } = new Error();
      err(`Trace${values.length > 0 ? ": " : ""}${format(...values)}\n${framesOf(stack)}`);
    },
    dir: (value: unknown, options: object = {}) =>
      out(inspect(value, { customInspect: false, ...options })),
    assert: (condition: unknown, ...values: unknown[]) => {
      if (condition) return;
      const [first, ...rest] = values;
      if (typeof first === "string") err(`Assertion failed: ${first}`, ...rest);
      else err("Assertion failed", ...values);
    },
    group,
    groupCollapsed: group,
    groupEnd: () => {
      indent = indent.slice(2);
    },
    count: (label = "default") => {
      const count = (counts.get(label) ?? 0) + 1;
      counts.set(label, count);
      out(`${label}: ${count}`);
    },
    countReset: (label = "default") => counts.delete(label),
    time: (label = "default") => starts.set(label, performance.now()),
    timeLog: (label = "default", ...values: unknown[]) =>
      out(`${label}: ${elapsed(label)}`, ...values),
    timeEnd: (label = "default") => {
      out(`${label}: ${elapsed(label)}`);
      starts.delete(label);
    },
    table: (data: unknown, columns?: readonly string[]) =>
      out(typeof data === "object" && data !== null ? printTable(data, columns) : data),
  });
}

/** The frames of a stack, without the line above them. */
function framesOf(stack: string): string {
  return stack.split("\n").slice(1).join("\n");
}
