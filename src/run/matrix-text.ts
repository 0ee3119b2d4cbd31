import { types } from "node:util";
import type { MatrixLike } from "../matrix-input.js";
import { arrayToString } from "../numpy/array-string.js";

/** NumPy's text of a matrix of ml-matrix; undefined for anything else. */
export function matrixText(value: unknown): string | undefined {
  try {
    return isMatrix(value) ? arrayToString(value) : undefined;
  } catch {
    return undefined; // it has the mark of a matrix, but no numbers
  }
}

/** Proxies are not looked into, as Node does not when it prints one. By its mark, not its class: the notebook may import another copy of ml-matrix. */
function isMatrix(value: unknown): value is MatrixLike {
  if (types.isProxy(value)) return false;
  return (value as { klass?: unknown } | null | undefined)?.klass === "Matrix";
}

const PRINTING = ["log", "info", "debug", "warn", "error"] as const;
const PLACEHOLDER = /%[sdifjoOc]/;

/** Makes `console.log(x)` and its like print a matrix as a cell shows it whose value it is. */
export function printMatricesAsShown(): void {
  for (const name of PRINTING) {
    const print = console[name];
    console[name] = (...args) => {
      // What stands for a placeholder is written as that says.
      const isFormat = typeof args[0] === "string" && PLACEHOLDER.test(args[0]);
      print.apply(console, isFormat ? args : args.map((value) => matrixText(value) ?? value));
    };
  }
}
