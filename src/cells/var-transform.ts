import type * as ts from "typescript";
import { assignmentTarget, namesIn } from "./binding-patterns.js";
import type { Compiler } from "./compiler.js";
import { at } from "./nodes.js";

/** How what stands inside of a `var` statement is rewritten. */
interface Inside {
  use(name: ts.Identifier): ts.Expression;
  expression(node: ts.Expression): ts.Expression;
  /** The value of a function without a name takes this one. */
  named(name: string, original: ts.Expression, value: ts.Expression): ts.Expression;
  body(node: ts.Statement): ts.Statement;
}

/** `var` outside of functions, in whatever block, declares names of the cell: it becomes assignments to them. */
export class VarTransform {
  readonly #ts: Compiler;
  readonly #factory: ts.NodeFactory;
  readonly #inside: Inside;

  constructor(compiler: Compiler, factory: ts.NodeFactory, inside: Inside) {
    this.#ts = compiler;
    this.#factory = factory;
    this.#inside = inside;
  }

  /** Whether a list is of `var`, and outside of any function. */
  isTopVar(list: ts.VariableDeclarationList): boolean {
    if ((list.flags & this.#ts.NodeFlags.BlockScoped) !== 0) return false;
    return this.#ts.findAncestor(list, (node) => this.#isOwnScope(node)) === undefined;
  }

  /** Whether a name in such a list has no value: it keeps what it had. */
  isLone(list: ts.VariableDeclarationList): boolean {
    return (
      this.isTopVar(list) && list.declarations.some(({ initializer }) => initializer === undefined)
    );
  }

  /** All such names in `statements`. */
  names(statements: readonly ts.Statement[]): string[] {
    const names: string[] = [];
    const find = (node: ts.Node): void => {
      if (this.#isOwnScope(node) || this.#ts.isTypeNode(node)) return;
      if (this.#ts.isVariableDeclarationList(node) && this.isTopVar(node)) {
        for (const { name } of node.declarations) names.push(...namesIn(this.#ts, name));
      }
      this.#ts.forEachChild(node, find);
    };
    for (const statement of statements) find(statement);
    return [...new Set(names)];
  }

  statement(node: ts.VariableStatement): ts.Statement[] {
    return this.#assignments(node.declarationList).map((expression) =>
      at(this.#ts, this.#factory.createExpressionStatement(expression), node),
    );
  }

  /** A loop whose head declares such names; undefined for any other. */
  loop(node: ts.ForStatement | ts.ForInStatement | ts.ForOfStatement): ts.Node | undefined {
    const { initializer } = node;
    const isList = initializer !== undefined && this.#ts.isVariableDeclarationList(initializer);
    if (!isList || !this.isTopVar(initializer)) return undefined;
    const body = this.#inside.body(node.statement);
    if (this.#ts.isForStatement(node)) {
      const start = this.#assignments(initializer);
      return this.#factory.updateForStatement(
        node,
        start.length === 0 ? undefined : start.reduce((a, b) => this.#factory.createComma(a, b)),
        node.condition && this.#inside.expression(node.condition),
        node.incrementor && this.#inside.expression(node.incrementor),
        body,
      );
    }
    const [declaration] = initializer.declarations as unknown as [ts.VariableDeclaration];
    const target = this.#target(declaration.name);
    const items = this.#inside.expression(node.expression);
    return this.#ts.isForOfStatement(node)
      ? this.#factory.updateForOfStatement(node, node.awaitModifier, target, items, body)
      : this.#factory.updateForInStatement(node, target, items, body);
  }

  #assignments(list: ts.VariableDeclarationList): ts.Expression[] {
    return list.declarations.flatMap((declaration) => {
      const { name, initializer } = declaration;
      if (initializer === undefined) return [];
      const value = this.#inside.expression(initializer);
      const named = this.#ts.isIdentifier(name)
        ? this.#inside.named(name.text, initializer, value)
        : value;
      const assignment = this.#factory.createAssignment(this.#target(name), named);
      return [at(this.#ts, this.#factory.createParenthesizedExpression(assignment), declaration)];
    });
  }

  #target(name: ts.BindingName): ts.Expression {
    return assignmentTarget(this.#ts, this.#factory, name, {
      use: this.#inside.use,
      visit: this.#inside.expression,
    });
  }

  #isOwnScope(node: ts.Node): boolean {
    return (
      this.#ts.isFunctionLike(node) ||
      this.#ts.isClassStaticBlockDeclaration(node) ||
      this.#ts.isPropertyDeclaration(node) ||
      this.#ts.isModuleBlock(node)
    );
  }
}
