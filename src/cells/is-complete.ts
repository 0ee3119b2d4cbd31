import type { BoundFile, Compiler } from "./compiler.js";

/** Whether code can be run as it is, wants more lines, or never can. */
export type Completeness =
  | { status: "complete" | "invalid" }
  | { status: "incomplete"; indent: string };

/** "Unterminated" comments and templates end with the next line, if it holds their end. */
const OPEN_ENDS = new Set([1010, 1160]);

/** Looks at the syntax of `code`, a cell of which more may follow. */
export function isComplete(compiler: Compiler, code: string): Completeness {
  const settings = {
    languageVersion: compiler.ScriptTarget.Latest,
    setExternalModuleIndicator: (file: object): void => {
      Object.assign(file, { externalModuleIndicator: true });
    },
  };
  const file = compiler.createSourceFile("cell.ts", code, settings) as BoundFile;
  const [first] = file.parseDiagnostics;
  if (first === undefined) return { status: "complete" };
  const message = compiler.flattenDiagnosticMessageText(first.messageText, "\n");
  const atEnd = first.start >= code.trimEnd().length;
  const isOpen = file.parseDiagnostics.some(({ code: number }) => OPEN_ENDS.has(number));
  if (!isOpen && !(atEnd && message.endsWith("expected."))) return { status: "invalid" };
  return { status: "incomplete", indent: indentAfter(code) };
}

/** The indent of the last line, deeper if it ends with an opened bracket. */
function indentAfter(code: string): string {
  const last = code.trimEnd().split("\n").at(-1) ?? "";
  const [indent = ""] = /^\s*/.exec(last) ?? [];
  return /[{([]$/.test(last) ? `${indent}  ` : indent;
}
