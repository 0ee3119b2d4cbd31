import type * as ts from "typescript";
import type { BoundFile, Compiler, ProgramHost } from "./compiler.js";

/** What may stand at a place of a cell; `start` and `end` in UTF-16 units. */
export interface Completions {
  start: number;
  end: number;
  entries: { name: string; kind: string }[];
}

/** Completes at `position` of a bound cell, best matches first. */
export function complete(
  compiler: Compiler,
  view: ProgramHost,
  host: ts.CompilerHost,
  file: BoundFile,
  position: number,
): Completions {
  const token = compiler.findPrecedingToken(position, file);
  const word =
    token !== undefined && isWord(compiler, token) && token.end >= position ? token : undefined;
  const program = Object.assign(Object.create(view), {
    getSourceFile: (path: string) => (path === file.fileName ? file : view.getSourceFile(path)),
  });
  const services = { ...host, getCompilationSettings: () => view.getCompilerOptions() };
  const never = { isCancellationRequested: () => false, throwIfCancellationRequested() {} };
  const found = compiler.Completions.getCompletionsAtPosition(
    services,
    program,
    () => {},
    file,
    position,
    {},
    undefined,
    undefined,
    never,
  );
  const inText = found?.entries[0]?.replacementSpan;
  const start = inText?.start ?? word?.getStart(file) ?? position;
  const end = inText === undefined ? (word?.end ?? position) : start + inText.length;
  const typed = file.text.slice(start, position);
  const isMember = found?.isMemberCompletion === true;
  const ranked = (found?.entries ?? [])
    .map((entry) => ({ entry, rank: rankOf(entry.name, typed) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank || order(a.entry, b.entry));
  const checker = program.getTypeChecker();
  const entries = ranked.map(({ entry }) => ({
    name: entry.name,
    kind:
      entry.kind === "alias" ? kindOf(compiler, checker, file, token, entry, isMember) : entry.kind,
  }));
  return { start, end, entries };
}

function isWord(compiler: Compiler, token: ts.Node): boolean {
  return (
    compiler.isIdentifier(token) ||
    compiler.isPrivateIdentifier(token) ||
    /^[a-z]+$/.test(compiler.tokenToString(token.kind) ?? "")
  );
}

function order(a: ts.CompletionEntry, b: ts.CompletionEntry): number {
  return a.sortText.localeCompare(b.sortText) || a.name.localeCompare(b.name);
}

/** 0: starts with what is typed; 1, 2: the same without case, or somewhere within; 3: neither. */
function rankOf(name: string, typed: string): number {
  if (name.startsWith(typed)) return 0;
  const [small, smallTyped] = [name.toLowerCase(), typed.toLowerCase()];
  if (small.startsWith(smallTyped)) return 1;
  return small.includes(smallTyped) ? 2 : 3;
}

/** What an imported name stands for: a class, a function, … */
function kindOf(
  compiler: Compiler,
  checker: ts.TypeChecker,
  file: BoundFile,
  token: ts.Node | undefined,
  { name, kind }: ts.CompletionEntry,
  isMember: boolean,
): string {
  const symbol = isMember
    ? memberOf(compiler, checker, token, name)
    : checker
        .getSymbolsInScope(file, compiler.SymbolFlags.Alias)
        .find((found) => found.name === name);
  if (symbol === undefined) return kind;
  const isAlias = (symbol.flags & compiler.SymbolFlags.Alias) !== 0;
  const target = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
  return compiler.SymbolDisplay.getSymbolKind(checker, target, file) || kind;
}

/** Member `name` of what stands before the dot at `token`. */
function memberOf(
  compiler: Compiler,
  checker: ts.TypeChecker,
  token: ts.Node | undefined,
  name: string,
): ts.Symbol | undefined {
  const access = compiler.findAncestor(token, compiler.isPropertyAccessExpression);
  const owner = access?.expression;
  if (owner !== undefined) {
    const symbol = checker.getSymbolAtLocation(owner);
    if (symbol !== undefined && (symbol.flags & compiler.SymbolFlags.Alias) !== 0) {
      const module = checker.getAliasedSymbol(symbol);
      const exported = checker.getExportsOfModule(module).find((found) => found.name === name);
      if (exported !== undefined) return exported;
    }
    return checker.getPropertyOfType(checker.getTypeAtLocation(owner), name);
  }
  const declaration = compiler.findAncestor(token, compiler.isImportDeclaration);
  const module = declaration && checker.getSymbolAtLocation(declaration.moduleSpecifier);
  return module && checker.getExportsOfModule(module).find((found) => found.name === name);
}
