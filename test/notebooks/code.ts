import ts from "typescript";

const printer = ts.createPrinter({ removeComments: true });

/** Code as TypeScript's printer writes it: without comments, in one layout. */
export function withoutComments(code: string): string {
  return printer.printFile(sourceFile(code));
}

/** The comments in code, each with its signs. */
export function commentsIn(code: string): string[] {
  const file = sourceFile(code);
  const found = new Map<number, string>();
  // A comment stands before a token or behind one; a text that looks like one is within a token.
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of [
      ...(ts.getLeadingCommentRanges(code, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(code, node.getEnd()) ?? []),
    ]) {
      found.set(pos, code.slice(pos, end));
    }
    for (const child of node.getChildren(file)) visit(child);
  };
  visit(file);
  return [...found.entries()].sort(([a], [b]) => a - b).map(([, text]) => text);
}

function sourceFile(code: string): ts.SourceFile {
  return ts.createSourceFile("cell.ts", code, ts.ScriptTarget.ES2022, true);
}
