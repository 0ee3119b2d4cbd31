import type * as ts from "typescript";
import type { BoundFile, Compiler } from "./compiler.js";
import { Documentation, textOf, type WithComments } from "./documentation.js";

/** What a name in a cell is, as TypeScript and as Markdown. */
export interface Description {
  signature: string;
  documentation: string;
}

/** Describes what stands at `position` of a bound cell, or whose call it is in. */
export function inspect(
  compiler: Compiler,
  checker: ts.TypeChecker,
  file: BoundFile,
  position: number,
  withComments: WithComments,
): Description | undefined {
  for (const place of [position, position - 1, calleeBefore(file.text, position)]) {
    const found = place < 0 ? undefined : describe(compiler, checker, file, place, withComments);
    if (found !== undefined) return found;
  }
  return undefined;
}

function describe(
  compiler: Compiler,
  checker: ts.TypeChecker,
  file: BoundFile,
  position: number,
  withComments: WithComments,
): Description | undefined {
  const node = compiler.getTouchingPropertyName(file, position);
  if (node === file || node.kind === compiler.SyntaxKind.EndOfFileToken) return undefined;
  const symbol = checker.getSymbolAtLocation(node);
  if (symbol === undefined) return undefined;
  const isAlias = (symbol.flags & compiler.SymbolFlags.Alias) !== 0;
  const target = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
  const { displayParts } = compiler.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
    checker,
    target,
    file,
    compiler.getContainerNode(node),
    node,
  );
  const shown = textOf(displayParts);
  const type = checker.getTypeOfSymbol(target);
  const made = type.getConstructSignatures();
  const lines = shown.startsWith("class ")
    ? made.map((call) => constructorText(compiler, checker, target, call, file))
    : [];
  const calls = isClass(compiler, target) ? made : type.getCallSignatures();
  const documentation = new Documentation(compiler, checker, withComments).of(target, calls);
  return { signature: [shown, ...lines].join("\n"), documentation };
}

function isClass(compiler: Compiler, symbol: ts.Symbol): boolean {
  return (symbol.flags & compiler.SymbolFlags.Class) !== 0;
}

/** How a class is made: `new Name(parameters)`. */
function constructorText(
  compiler: Compiler,
  checker: ts.TypeChecker,
  symbol: ts.Symbol,
  call: ts.Signature,
  file: ts.SourceFile,
): string {
  const { Construct } = compiler.SignatureKind;
  const text = checker.signatureToString(call, file, undefined, Construct);
  return text.replace(/^new /, `new ${symbol.name}`).replace(/import\("[^"]*"\)\./g, "");
}

/** The end of the name whose call the cursor is in, as in `name(a, |`, or -1. */
function calleeBefore(code: string, at: number): number {
  let depth = 0;
  for (let i = at - 1; i >= 0; i--) {
    if (code[i] === ")") depth += 1;
    else if (code[i] === "(" && depth > 0) depth -= 1;
    else if (code[i] === "(") return code.slice(0, i).trimEnd().length - 1;
  }
  return -1;
}
