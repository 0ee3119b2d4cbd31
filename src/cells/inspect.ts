import type * as ts from "typescript";
import type { BoundFile, Compiler } from "./compiler.js";

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
  withComments: (file: ts.SourceFile) => ts.SourceFile,
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
  withComments: (file: ts.SourceFile) => ts.SourceFile,
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
  const isClass = shown.startsWith("class ");
  const signature = [shown, ...(isClass ? constructors(compiler, checker, target) : [])].join("\n");
  return { signature, documentation: documentationOf(compiler, checker, target, withComments) };
}

/** How a class is made: `new Name(parameters)`, a line for each way. */
function constructors(compiler: Compiler, checker: ts.TypeChecker, symbol: ts.Symbol): string[] {
  const type = checker.getTypeOfSymbol(symbol);
  return type.getConstructSignatures().map((signature) => {
    const text = checker.signatureToString(
      signature,
      undefined,
      undefined,
      compiler.SignatureKind.Construct,
    );
    return text.replace(/^new /, `new ${symbol.name}`);
  });
}

function documentationOf(
  compiler: Compiler,
  checker: ts.TypeChecker,
  symbol: ts.Symbol,
  withComments: (file: ts.SourceFile) => ts.SourceFile,
): string {
  const declarations = (symbol.declarations ?? []).map((declaration) =>
    twin(compiler, declaration, withComments(declaration.getSourceFile())),
  );
  const comment = textOf(compiler.JsDoc.getJsDocCommentsFromDeclarations(declarations, checker));
  const tags = compiler.JsDoc.getJsDocTagsFromDeclarations(declarations, checker).map(
    ({ name, text }) => `*@${name}* ${textOf(text ?? [])}`.trim(),
  );
  return [comment, tags.join("\n\n")].filter((part) => part !== "").join("\n\n");
}

/** The same declaration in another parse of its file. */
function twin(compiler: Compiler, node: ts.Declaration, file: ts.SourceFile): ts.Declaration {
  if (node.getSourceFile() === file) return node;
  const find = (at: ts.Node): ts.Node | undefined => {
    if (at.kind === node.kind && at.end === node.end && at.getStart(file) === node.getStart())
      return at;
    return compiler.forEachChild(at, (child) =>
      child.pos <= node.pos && node.end <= child.end ? find(child) : undefined,
    );
  };
  return (find(file) ?? node) as ts.Declaration;
}

function textOf(parts: readonly ts.SymbolDisplayPart[]): string {
  return parts.map(({ text }) => text).join("");
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
