import type * as ts from "typescript";
import type { Compiler } from "./compiler.js";
import { CELL } from "./marks.js";

/** What compiled code calls the turns that are left until it asks again whether it shall stop. */
const TURNS = "__turns__";

/**
 * Has loops ask now and then, by `__cell__.turn()`, whether they shall stop; for where nothing else can stop
 * them. Counted loops that hold no other loop and call nothing do not ask: they end by themselves, and
 * asking would take longer than they do.
 */
export function loopTransformer(compiler: Compiler): ts.TransformerFactory<ts.SourceFile> {
  return (context) => {
    const { factory } = context;
    /** `if ((__turns__ = __turns__ - 1 | 0) < 0) __turns__ = __cell__.turn();` */
    const ask = (): ts.Statement => {
      const turns = factory.createIdentifier(TURNS);
      const less = factory.createBitwiseOr(
        factory.createSubtract(turns, factory.createNumericLiteral(1)),
        factory.createNumericLiteral(0),
      );
      const turn = factory.createPropertyAccessExpression(factory.createIdentifier(CELL), "turn");
      return factory.createIfStatement(
        factory.createLessThan(
          factory.createParenthesizedExpression(factory.createAssignment(turns, less)),
          factory.createNumericLiteral(0),
        ),
        factory.createExpressionStatement(
          factory.createAssignment(turns, factory.createCallExpression(turn, undefined, [])),
        ),
      );
    };
    const declaration = (): ts.Statement =>
      factory.createVariableStatement(
        undefined,
        factory.createVariableDeclarationList(
          [
            factory.createVariableDeclaration(
              TURNS,
              undefined,
              undefined,
              factory.createNumericLiteral(0),
            ),
          ],
          compiler.NodeFlags.Let,
        ),
      );
    const asking = (body: ts.Statement): ts.Statement =>
      compiler.isBlock(body)
        ? factory.updateBlock(body, [ask(), ...body.statements])
        : factory.createBlock([ask(), body]);

    /** Whether the function that is being visited has a loop that asks. */
    let asks = false;
    const visit = (node: ts.Node): ts.Node => {
      if (compiler.isFunctionLike(node) || compiler.isClassStaticBlockDeclaration(node)) {
        return compiler.visitEachChild(node, visitInFunction, context);
      }
      const isExempt = compiler.isForStatement(node) && isCounted(compiler, node);
      const visited = compiler.visitEachChild(node, visit, context);
      if (isExempt || !compiler.isIterationStatement(visited, false)) return visited;
      asks = true;
      return withBody(compiler, factory, visited, asking(visited.statement));
    };
    /** A block right below a function is its body, which has variables of its own. */
    const visitInFunction = (node: ts.Node): ts.Node => {
      if (!compiler.isBlock(node)) return visit(node);
      const outer = asks;
      asks = false;
      const visited = compiler.visitEachChild(node, visit, context);
      const statements = asks ? withDeclaration(visited.statements) : visited.statements;
      asks = outer;
      return factory.updateBlock(visited, statements);
    };
    /** Directives, as "use strict", stay first. */
    const withDeclaration = (statements: ts.NodeArray<ts.Statement>): ts.Statement[] => {
      const first = statements.findIndex((node) => !isDirective(compiler, node));
      const at = first < 0 ? statements.length : first;
      return [...statements.slice(0, at), declaration(), ...statements.slice(at)];
    };
    return (file) => {
      asks = false;
      const visited = compiler.visitEachChild(file, visit, context);
      if (!asks) return visited;
      const statements = withDeclaration(visited.statements);
      return factory.updateSourceFile(
        visited,
        compiler.setTextRange(factory.createNodeArray(statements), visited.statements),
      );
    };
  };
}

function isDirective(compiler: Compiler, node: ts.Statement): boolean {
  return compiler.isExpressionStatement(node) && compiler.isStringLiteral(node.expression);
}

function withBody(
  compiler: Compiler,
  factory: ts.NodeFactory,
  loop: ts.IterationStatement,
  body: ts.Statement,
): ts.Statement {
  if (compiler.isForStatement(loop)) {
    const { initializer, condition, incrementor } = loop;
    return factory.updateForStatement(loop, initializer, condition, incrementor, body);
  }
  if (compiler.isForOfStatement(loop)) {
    const { awaitModifier, initializer, expression } = loop;
    return factory.updateForOfStatement(loop, awaitModifier, initializer, expression, body);
  }
  if (compiler.isForInStatement(loop)) {
    return factory.updateForInStatement(loop, loop.initializer, loop.expression, body);
  }
  if (compiler.isDoStatement(loop)) return factory.updateDoStatement(loop, body, loop.expression);
  const { expression } = loop as ts.WhileStatement;
  return factory.updateWhileStatement(loop as ts.WhileStatement, expression, body);
}

/**
 * Whether a loop counts one variable towards a bound, `for (…; i < n; i++)`, and in its body there is nothing
 * that could keep it from getting there: no other loop, function, call or wait, and no assignment to
 * either. Functions of `Math` may be called.
 */
function isCounted(
  compiler: Compiler,
  { condition, incrementor, statement }: ts.ForStatement,
): boolean {
  const { SyntaxKind } = compiler;
  if (condition === undefined || !compiler.isBinaryExpression(condition)) return false;
  const step = stepOf(compiler, incrementor);
  const wanted = {
    [SyntaxKind.LessThanToken]: 1,
    [SyntaxKind.LessThanEqualsToken]: 1,
    [SyntaxKind.GreaterThanToken]: -1,
    [SyntaxKind.GreaterThanEqualsToken]: -1,
  }[condition.operatorToken.kind as number];
  if (step === undefined || wanted === undefined || step.direction !== wanted) return false;
  const { left, right } = condition;
  if (!compiler.isIdentifier(left) || left.text !== step.name) return false;
  const bound = boundOf(compiler, right);
  if (bound === undefined || bound === "Infinity") return false;
  return isPlain(compiler, statement, new Set([step.name, bound]));
}

/** What a loop counts, and which way. */
function stepOf(
  compiler: Compiler,
  node: ts.Expression | undefined,
): { name: string; direction: 1 | -1 } | undefined {
  const { SyntaxKind } = compiler;
  if (node === undefined) return undefined;
  if (compiler.isPrefixUnaryExpression(node) || compiler.isPostfixUnaryExpression(node)) {
    if (!compiler.isIdentifier(node.operand)) return undefined;
    if (node.operator === SyntaxKind.PlusPlusToken)
      return { name: node.operand.text, direction: 1 };
    if (node.operator === SyntaxKind.MinusMinusToken)
      return { name: node.operand.text, direction: -1 };
    return undefined;
  }
  // A step that is a variable, as in a sieve, may be 0.
  if (!compiler.isBinaryExpression(node) || !compiler.isIdentifier(node.left)) return undefined;
  const isNumber = compiler.isNumericLiteral(node.right) && Number(node.right.text) > 0;
  if (!isNumber) return undefined;
  const { kind } = node.operatorToken;
  if (kind === SyntaxKind.PlusEqualsToken) return { name: node.left.text, direction: 1 };
  return kind === SyntaxKind.MinusEqualsToken ? { name: node.left.text, direction: -1 } : undefined;
}

/** The variable that a bound hangs on, as `a` in `a.length`; "" for a number; undefined if it may be anything. */
function boundOf(compiler: Compiler, node: ts.Expression): string | undefined {
  if (compiler.isNumericLiteral(node)) return "";
  if (compiler.isIdentifier(node)) return node.text;
  return compiler.isPropertyAccessExpression(node) ? boundOf(compiler, node.expression) : undefined;
}

/** Whether `node` only computes, and changes nothing that is called by one of `names`. */
function isPlain(compiler: Compiler, node: ts.Node, names: ReadonlySet<string>): boolean {
  const { SyntaxKind } = compiler;
  const isChanged = (target: ts.Expression): boolean =>
    !compiler.isElementAccessExpression(target) &&
    !(compiler.isIdentifier(target) && !names.has(target.text));
  if (compiler.isIterationStatement(node, false) || compiler.isFunctionLike(node)) return false;
  if (compiler.isAwaitExpression(node) || compiler.isYieldExpression(node)) return false;
  if (compiler.isNewExpression(node) || compiler.isTaggedTemplateExpression(node)) return false;
  if (compiler.isCallExpression(node) && !isOfMath(compiler, node)) return false;
  if (compiler.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const isAssignment = kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
    if (isAssignment && isChanged(node.left)) return false;
  }
  if (compiler.isPrefixUnaryExpression(node) || compiler.isPostfixUnaryExpression(node)) {
    const isStep =
      node.operator === SyntaxKind.PlusPlusToken || node.operator === SyntaxKind.MinusMinusToken;
    if (isStep && isChanged(node.operand)) return false;
  }
  return !compiler.forEachChild(node, (child) => !isPlain(compiler, child, names) || undefined);
}

function isOfMath(compiler: Compiler, { expression }: ts.CallExpression): boolean {
  return (
    compiler.isPropertyAccessExpression(expression) &&
    compiler.isIdentifier(expression.expression) &&
    expression.expression.text === "Math"
  );
}
