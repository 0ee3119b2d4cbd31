import type * as ts from "@tslab/typescript-for-tslab";

/** The global that compiled cells reach the await runtime by. */
export const RUNTIME = "__kernel__";

/** What the transformation has met on its way. */
export interface Findings {
  /** A `for await` outside of any function, which tslab does not know to need an async cell. */
  topLevelForAwait: boolean;
}

/**
 * Rewrites `await`, `for await` and `import()` of a cell's JavaScript to go through the await runtime.
 * Positions stay those of the original, so that source maps and stack traces stay right.
 */
export function awaitTransformer(
  compiler: typeof ts,
  findings: Findings,
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => {
    const { factory } = context;
    const call = (name: string, node: ts.Node, args: ts.Expression[]): ts.CallExpression => {
      const callee = factory.createPropertyAccessExpression(
        factory.createIdentifier(RUNTIME),
        name,
      );
      return compiler.setTextRange(factory.createCallExpression(callee, undefined, args), node);
    };
    const rewrite = (node: ts.Node): ts.Node => {
      if (compiler.isAwaitExpression(node)) {
        const settled = factory.createAwaitExpression(call("settle", node, [node.expression]));
        const awaited = compiler.setTextRange(settled, node);
        return call("resume", node, [call("mark", node, []), awaited]);
      }
      if (compiler.isForOfStatement(node) && node.awaitModifier !== undefined) {
        const { awaitModifier, initializer, expression, statement } = node;
        const items = call("iterate", expression, [expression]);
        return factory.updateForOfStatement(node, awaitModifier, initializer, items, statement);
      }
      if (isImportCall(node)) {
        return call("load", node, [factory.createIdentifier("require"), ...node.arguments]);
      }
      return node;
    };
    const visit = (node: ts.Node, inFunction: boolean): ts.Node => {
      if (!inFunction && compiler.isForOfStatement(node) && node.awaitModifier !== undefined) {
        findings.topLevelForAwait = true;
      }
      const inside = inFunction || compiler.isFunctionLike(node);
      return rewrite(compiler.visitEachChild(node, (child) => visit(child, inside), context));
    };
    return (file) => visit(file, false) as ts.SourceFile;
  };

  function isImportCall(node: ts.Node): node is ts.CallExpression {
    return (
      compiler.isCallExpression(node) && node.expression.kind === compiler.SyntaxKind.ImportKeyword
    );
  }
}
