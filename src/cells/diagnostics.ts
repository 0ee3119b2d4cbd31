import type * as ts from "typescript";
import { messageOf, onceForEachName } from "./causes.js";
import type { BoundFile, Checker, Compiler } from "./compiler.js";
import { linesOf } from "./files.js";
import type { Position } from "./source-map.js";

/** What the compiler has against a piece of code. */
export interface Problem extends Position {
  /** The file that it is in, as the notebook's folder sees it; undefined for the cell itself. */
  file: string | undefined;
  /** TypeScript's number. */
  code: number;
  message: string;
  /** The line that it is in. */
  text: string;
  /** Whether it is wrong syntax, from which other problems may follow. */
  isSyntactic: boolean;
}

/** What is wrong with a file, and what only strict types find wrong. */
export interface Findings {
  errors: ts.Diagnostic[];
  warnings: ts.Diagnostic[];
}

/**
 * Checks a bound file. With a `lenient` checker no more is refused than tslab refuses: what that one lets pass,
 * as a value that may be null, is only a warning, and what has no type is let pass.
 */
export function check(
  compiler: Compiler,
  file: BoundFile,
  checker: Checker,
  lenient: (() => Checker) | undefined,
): Findings {
  const syntactic = errorsOf(compiler, [...file.parseDiagnostics, ...(file.bindDiagnostics ?? [])]);
  if (file.parseDiagnostics.length > 0) return { errors: syntactic, warnings: [] };
  const isUnchecked = file.checkJsDirective?.enabled === false || isJavaScript(compiler, file);
  const found = isUnchecked ? [] : errorsOf(compiler, semanticOf(compiler, file, checker));
  const semantic = lenient === undefined ? found : found.filter(({ code }) => !isImplicitAny(code));
  const strict = [...syntactic, ...semantic];
  if (semantic.length === 0 || lenient === undefined) return { errors: strict, warnings: [] };
  const wrong = errorsOf(compiler, semanticOf(compiler, file, lenient()));
  if (wrong.length === 0) return { errors: syntactic, warnings: semantic };
  const places = new Set(wrong.map(({ start }) => start));
  const both = strict.filter(({ start }) => places.has(start));
  return { errors: both.length > 0 ? both : [...syntactic, ...wrong], warnings: [] };
}

/** A diagnostic as the kernel tells it. */
export function toProblem(
  compiler: Compiler,
  { file, start = 0, code, messageText }: ts.Diagnostic,
  name: string | undefined,
): Problem {
  const { line, character } = file
    ? compiler.getLineAndCharacterOfPosition(file, start)
    : { line: 0, character: 0 };
  const message = messageOf(compiler, messageText);
  const isSyntactic = code >= 1000 && code < 2000;
  const text = linesOf(file?.text ?? "")[line] ?? "";
  return { file: name, line: line + 1, column: character + 1, code, message, text, isSyntactic };
}

/** Something without a type: TypeScript numbers these from 7005 to 7057, with others in between. */
function isImplicitAny(code: number): boolean {
  const isOther = code >= 7027 && code <= 7030;
  return code >= 7005 && code <= 7057 && !isOther;
}

function isJavaScript(compiler: Compiler, file: ts.SourceFile): boolean {
  const { JS, JSX } = compiler.ScriptKind;
  const { scriptKind } = file as ts.SourceFile & { scriptKind: ts.ScriptKind };
  return scriptKind === JS || scriptKind === JSX;
}

function errorsOf(compiler: Compiler, diagnostics: readonly ts.Diagnostic[]): ts.Diagnostic[] {
  const { DiagnosticCategory } = compiler;
  const errors = diagnostics.filter(
    ({ file, category }) => file !== undefined && category === DiagnosticCategory.Error,
  );
  return onceForEachName(errors);
}

/** What the checker finds, but for what `@ts-ignore` and `@ts-expect-error` allow. */
function semanticOf(compiler: Compiler, file: BoundFile, checker: Checker): ts.Diagnostic[] {
  const found = checker.getDiagnostics(file);
  if (!file.commentDirectives?.length) return found;
  const directives = compiler.createCommentDirectivesMap(file, file.commentDirectives);
  const lines = linesOf(file.text);
  const left = found.filter(({ start = 0 }) => {
    let { line } = compiler.getLineAndCharacterOfPosition(file, start);
    while (line-- > 0) {
      if (directives.markUsed(line)) return false;
      if (!/^\s*(\/\/.*)?$/.test(lines[line] ?? "")) return true;
    }
    return true;
  });
  const unused = directives.getUnusedExpectations().map(({ range }) => ({
    file,
    start: range.pos,
    length: range.end - range.pos,
    category: compiler.DiagnosticCategory.Error,
    code: 2578,
    messageText: "Unused '@ts-expect-error' directive.",
  }));
  return [...left, ...unused];
}
