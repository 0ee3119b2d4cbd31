import type * as ts from "typescript";
import type { Compiler } from "./compiler.js";
import { CELL } from "./marks.js";

/**
 * Has the compiled code of a cell or module go through `__cell__` where a kernel must have a say: each await, so
 * that it can be interrupted and knows its cell again; `import()` and `import.meta`; and what a `catch`
 * catches, whose message may quote compiled code. Positions stay those of the original.
 */
export function runtimeTransformer(compiler: Compiler): ts.TransformerFactory<ts.SourceFile> {
  return (context) => {
    const { factory } = context;
    const { SyntaxKind } = compiler;
    const member = (name: string): ts.Expression =>
      factory.createPropertyAccessExpression(factory.createIdentifier(CELL), name);
    const call = (name: string, node: ts.Node, args: ts.Expression[]): ts.Expression =>
      compiler.setTextRange(factory.createCallExpression(member(name), undefined, args), node);

    const rewriteAwait = (node: ts.AwaitExpression): ts.Node => {
      // Imports of a cell are the kernel's own wait.
      if (isLoad(compiler, node.expression)) return node;
      const settled = factory.createAwaitExpression(call("settle", node, [node.expression]));
      return call("resume", node, [call("mark", node, []), compiler.setTextRange(settled, node)]);
    };
    const rewriteCatch = (node: ts.CatchClause): ts.Node => {
      const { variableDeclaration: variable, block } = node;
      if (variable === undefined) return node;
      const isName = compiler.isIdentifier(variable.name);
      const error = isName
        ? factory.createIdentifier((variable.name as ts.Identifier).text)
        : factory.createUniqueName("error");
      const told = call("caught", variable, [error]);
      const first = isName
        ? factory.createExpressionStatement(told)
        : declaration(factory, variable.name, told, compiler.NodeFlags.Let);
      const statements = factory.updateBlock(block, [first, ...block.statements]);
      const kept = isName ? variable : factory.createVariableDeclaration(error);
      return factory.updateCatchClause(node, kept, statements);
    };
    const visit = (original: ts.Node): ts.Node => {
      const node = compiler.visitEachChild(original, visit, context);
      if (compiler.isAwaitExpression(node)) return rewriteAwait(node);
      if (compiler.isCatchClause(node)) return rewriteCatch(node);
      if (compiler.isForOfStatement(node) && node.awaitModifier !== undefined) {
        const { awaitModifier, initializer, expression, statement } = node;
        const items = call("iterate", expression, [expression]);
        return factory.updateForOfStatement(node, awaitModifier, initializer, items, statement);
      }
      if (compiler.isCallExpression(node) && node.expression.kind === SyntaxKind.ImportKeyword) {
        return call("load", node, [...node.arguments]);
      }
      if (compiler.isMetaProperty(node) && node.keywordToken === SyntaxKind.ImportKeyword) {
        return compiler.setTextRange(member("meta"), node);
      }
      return node;
    };
    return (file) => visit(file) as ts.SourceFile;
  };
}

function declaration(
  factory: ts.NodeFactory,
  name: ts.BindingName,
  value: ts.Expression,
  flags: ts.NodeFlags,
): ts.Statement {
  const variable = factory.createVariableDeclaration(name, undefined, undefined, value);
  return factory.createVariableStatement(
    undefined,
    factory.createVariableDeclarationList([variable], flags),
  );
}

function isLoad(compiler: Compiler, node: ts.Expression): boolean {
  return (
    compiler.isCallExpression(node) &&
    compiler.isPropertyAccessExpression(node.expression) &&
    compiler.isIdentifier(node.expression.expression) &&
    node.expression.expression.text === CELL
  );
}
