import type * as ts from "typescript";
import type { Compiler } from "./compiler.js";
import { CELL, shared } from "./marks.js";

/**
 * After TypeScript's own steps: the factory that JSX became calls of is a cell's variable, the module that it
 * may import instead is loaded as cells load modules, and nothing else of a module is left.
 */
export function jsxTransformer(
  compiler: Compiler,
  options: ts.CompilerOptions,
  isShared: (name: string) => boolean,
): ts.TransformerFactory<ts.SourceFile> {
  const roots = [options.jsxFactory, options.jsxFragmentFactory, options.reactNamespace, "React"]
    .flatMap((name) => (name === undefined ? [] : [name.split(".")[0] as string]))
    .filter(isShared);
  return (context) => {
    const { factory } = context;
    const isOfCell = (node: ts.Node): boolean =>
      compiler.isCallExpression(node) &&
      compiler.isPropertyAccessExpression(node.expression) &&
      compiler.isIdentifier(node.expression.expression) &&
      node.expression.expression.text === CELL;
    const visit = (node: ts.Node): ts.Node => {
      if (isOfCell(node)) return node;
      const isMade = compiler.isIdentifier(node) && node.pos < 0;
      if (isMade && roots.includes(node.text)) return factory.createIdentifier(shared(node.text));
      return compiler.visitEachChild(node, visit, context);
    };
    const load = (node: ts.ImportDeclaration): ts.Statement => {
      const { namedBindings } = node.importClause as ts.ImportClause;
      const { elements } = namedBindings as ts.NamedImports;
      const names = elements.map(({ name, propertyName }) =>
        factory.createBindingElement(undefined, propertyName, name),
      );
      const method = factory.createPropertyAccessExpression(factory.createIdentifier(CELL), "load");
      const call = factory.createCallExpression(method, undefined, [node.moduleSpecifier]);
      const pattern = factory.createObjectBindingPattern(names as ts.BindingElement[]);
      const variable = factory.createVariableDeclaration(
        pattern,
        undefined,
        undefined,
        factory.createAwaitExpression(call),
      );
      const list = factory.createVariableDeclarationList([variable], compiler.NodeFlags.Const);
      return factory.createVariableStatement(undefined, list);
    };
    return (file) => {
      const statements = file.statements.flatMap((statement) => {
        if (compiler.isExportDeclaration(statement)) return [];
        return compiler.isImportDeclaration(statement) ? [load(statement)] : [statement];
      });
      const rest = factory.updateSourceFile(file, statements);
      return roots.length > 0 ? (visit(rest) as ts.SourceFile) : rest;
    };
  };
}
