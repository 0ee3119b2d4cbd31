import type * as ts from "typescript";
import type { Chain } from "./chain.js";
import type { Checker, Compiler } from "./compiler.js";
import { shared } from "./marks.js";
import { at, property } from "./nodes.js";
import { VarTransform } from "./var-transform.js";

/** Turns every use of a name that cells share into one of the shared variable. */
export class NameTransform {
  readonly #ts: Compiler;
  readonly #checker: Checker;
  readonly #chain: Chain;
  readonly #context: ts.TransformationContext;
  readonly #factory: ts.NodeFactory;
  readonly vars: VarTransform;

  constructor(
    compiler: Compiler,
    checker: Checker,
    chain: Chain,
    context: ts.TransformationContext,
  ) {
    this.#ts = compiler;
    this.#checker = checker;
    this.#chain = chain;
    this.#context = context;
    this.#factory = context.factory;
    this.vars = new VarTransform(compiler, context.factory, {
      use: (name) => this.#shared(name),
      expression: (node) => this.expression(node),
      named: (name, original, value) => this.#named(name, original, value),
      body: (node) => compiler.visitIterationBody(node, this.visit, context),
    });
  }

  expression(node: ts.Expression): ts.Expression {
    return this.#ts.visitNode(node, this.visit) as ts.Expression;
  }

  readonly visit = (node: ts.Node): ts.VisitResult<ts.Node | undefined> => {
    if (this.#ts.isTypeNode(node) && !this.#ts.isExpressionWithTypeArguments(node)) return node;
    if (this.#ts.isInterfaceDeclaration(node) || this.#ts.isTypeAliasDeclaration(node)) return node;
    if (this.#ts.isIdentifier(node)) return this.#use(node);
    if (this.#ts.isShorthandPropertyAssignment(node)) return this.#shorthand(node);
    if (this.#ts.isBinaryExpression(node) && isAssignment(this.#ts, node))
      return this.#assignment(node);
    if (this.#ts.isVariableStatement(node) && this.vars.isTopVar(node.declarationList)) {
      return this.vars.statement(node);
    }
    if (
      this.#ts.isForStatement(node) ||
      this.#ts.isForInStatement(node) ||
      this.#ts.isForOfStatement(node)
    ) {
      return this.vars.loop(node) ?? this.#children(node);
    }
    return this.#children(node);
  };

  #children<T extends ts.Node>(node: T): T {
    return this.#ts.visitEachChild(node, this.visit, this.#context);
  }

  /** The use of a name, or what only looks like one. */
  #use(node: ts.Identifier): ts.Node {
    if (!this.#ts.isExpressionNode(node)) return node;
    const symbol = this.#checker.getSymbolAtLocation(node);
    return symbol !== undefined && this.#isShared(symbol, node) ? this.#shared(node) : node;
  }

  #isShared(symbol: ts.Symbol, use: ts.Node): boolean {
    if (!this.#chain.isShared(symbol) || this.#isOfPattern(symbol, use)) return false;
    // In its own body the name of a class, an enum or a namespace means that one for ever.
    return !(symbol.declarations ?? []).some(
      (owner) =>
        (this.#ts.isClassDeclaration(owner) ||
          this.#ts.isEnumDeclaration(owner) ||
          this.#ts.isModuleDeclaration(owner)) &&
        owner.getSourceFile() === use.getSourceFile() &&
        owner.pos <= use.pos &&
        use.end <= owner.end,
    );
  }

  /**
   * Whether `use` is in the pattern of a statement that declares the name, as in `let { a, b = a }`: there it
   * is not shared yet. `var` in blocks is no declaration any more.
   */
  #isOfPattern({ valueDeclaration }: ts.Symbol, use: ts.Node): boolean {
    if (valueDeclaration === undefined || !this.#ts.isBindingElement(valueDeclaration))
      return false;
    const root = this.#ts.getRootDeclaration(valueDeclaration);
    const list = root.parent as ts.VariableDeclarationList;
    if (!this.#ts.isSourceFile(list.parent.parent) || this.vars.isLone(list)) return false;
    if (!this.#ts.isVariableStatement(list.parent)) return false;
    const inside = this.#ts.findAncestor(use, (node) => {
      if (this.#ts.isFunctionLike(node)) return "quit";
      return this.#ts.isBindingElement(node) && this.#ts.getRootDeclaration(node) === root;
    });
    return inside !== undefined;
  }

  #shared(node: ts.Identifier): ts.Identifier {
    return at(this.#ts, this.#factory.createIdentifier(shared(node.text)), node);
  }

  #shorthand(node: ts.ShorthandPropertyAssignment): ts.Node {
    const symbol = this.#checker.getShorthandAssignmentValueSymbol(node);
    if (symbol === undefined || !this.#isShared(symbol, node)) return this.#children(node);
    const use = this.#shared(node.name);
    const { objectAssignmentInitializer: initial } = node;
    const value = initial ? this.#factory.createAssignment(use, this.expression(initial)) : use;
    return at(this.#ts, property(this.#factory, node.name.text, value), node);
  }

  /** A function without a name takes that of the variable it is assigned to: the unmarked one. */
  #assignment(node: ts.BinaryExpression): ts.Node {
    const visited = this.#children(node);
    if (!this.#ts.isIdentifier(node.left) || visited.left === node.left) return visited;
    return this.#factory.updateBinaryExpression(
      visited,
      visited.left,
      visited.operatorToken,
      this.#named(node.left.text, node.right, visited.right),
    );
  }

  #named(name: string, original: ts.Expression, value: ts.Expression): ts.Expression {
    if (!isAnonymous(this.#ts, original)) return value;
    const holder = this.#factory.createObjectLiteralExpression([
      property(this.#factory, name, value),
    ]);
    return this.#factory.createPropertyAccessExpression(holder, name);
  }
}

function isAssignment(compiler: Compiler, { operatorToken }: ts.BinaryExpression): boolean {
  const { kind } = operatorToken;
  const { FirstAssignment, LastAssignment } = compiler.SyntaxKind;
  return kind >= FirstAssignment && kind <= LastAssignment;
}

function isAnonymous(compiler: Compiler, node: ts.Expression): boolean {
  return (
    compiler.isArrowFunction(node) ||
    ((compiler.isFunctionExpression(node) || compiler.isClassExpression(node)) &&
      node.name === undefined)
  );
}
