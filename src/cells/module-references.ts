import type * as ts from "typescript";
import type { BoundFile, Compiler } from "./compiler.js";

/** What a cell or module says of other modules. */
export interface References {
  /** The modules that it names in imports of any kind, types included. */
  imports: ts.StringLiteralLike[];
  /** `declare module "m"` and `declare global`. */
  augmentations: ts.ModuleDeclaration[];
}

/** Looks through a parsed file; what cannot be there is not looked for. */
export function moduleReferences(compiler: Compiler, file: BoundFile): References {
  const imports: ts.StringLiteralLike[] = [];
  const add = (node: ts.Node | undefined): void => {
    if (node !== undefined && compiler.isStringLiteralLike(node)) imports.push(node);
  };
  const visit = (node: ts.Node): void => {
    if (compiler.isImportDeclaration(node) || compiler.isExportDeclaration(node)) {
      add(node.moduleSpecifier);
    } else if (compiler.isExternalModuleReference(node)) add(node.expression);
    else if (compiler.isImportTypeNode(node) && compiler.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal);
    } else if (
      compiler.isCallExpression(node) &&
      node.expression.kind === compiler.SyntaxKind.ImportKeyword
    ) {
      add(node.arguments[0]);
    }
    compiler.forEachChild(node, visit);
  };
  if (/\b(import|export|require)\b/.test(file.text)) visit(file);
  const augmentations = file.statements.filter(
    (node): node is ts.ModuleDeclaration =>
      compiler.isModuleDeclaration(node) &&
      (compiler.isStringLiteral(node.name) ||
        (node.flags & compiler.NodeFlags.GlobalAugmentation) !== 0),
  );
  return { imports, augmentations };
}

/** Whether a file waits at its top, outside of any function. */
export function hasTopLevelAwait(compiler: Compiler, file: ts.SourceFile): boolean {
  const { AwaitUsing } = compiler.NodeFlags;
  const find = (node: ts.Node): boolean => {
    if (compiler.isFunctionLike(node) || compiler.isClassStaticBlockDeclaration(node)) return false;
    if (compiler.isAwaitExpression(node)) return true;
    if (compiler.isForOfStatement(node) && node.awaitModifier !== undefined) return true;
    if (compiler.isVariableDeclarationList(node) && (node.flags & AwaitUsing) === AwaitUsing)
      return true;
    return compiler.forEachChild(node, (child) => find(child) || undefined) ?? false;
  };
  return file.text.includes("await") && find(file);
}
