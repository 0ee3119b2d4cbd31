import type * as ts from "typescript";
import { assignmentTarget } from "./binding-patterns.js";
import type { Chain } from "./chain.js";
import type { Checker, Compiler } from "./compiler.js";
import { exportedDefault, importStatements, isOfRun } from "./import-statements.js";
import { CELL, shared } from "./marks.js";

/**
 * Turns a cell's module into the body of a function that shares its names: every use of a top-level name becomes
 * one of the shared variable, and every declaration is followed by `__cell__.declare({ name })`, which shares
 * its value. Functions are shared before anything runs, `var` is known from the start, and the last
 * expression is returned as `[value]`.
 */
export function scopeTransformer(
  compiler: Compiler,
  checker: Checker,
  chain: Chain,
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    const scope = new ScopeTransform(compiler, checker, chain, context);
    return scope.transform(file);
  };
}

class ScopeTransform {
  readonly #ts: Compiler;
  readonly #checker: Checker;
  readonly #chain: Chain;
  readonly #context: ts.TransformationContext;
  readonly #factory: ts.NodeFactory;

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
  }

  transform(file: ts.SourceFile): ts.SourceFile {
    const last = lastStatement(this.#ts, file);
    const functions: string[] = [];
    const imports: ts.Statement[] = [];
    const body: ts.Statement[] = [];
    for (const statement of file.statements) {
      if (this.#isForTypes(statement)) continue;
      const imported = importStatements(this.#ts, this.#factory, this.#checker, statement);
      if (imported !== undefined) {
        // `import x = A.b` takes what is there by then.
        const isHoisted = !this.#ts.isImportEqualsDeclaration(statement);
        (isHoisted ? imports : body).push(...imported);
      } else if (this.#ts.isFunctionDeclaration(statement)) {
        if (statement.name !== undefined && statement.body !== undefined) {
          functions.push(statement.name.text);
        }
        body.push(...this.#top(statement, statement === last));
      } else body.push(...this.#top(statement, statement === last));
    }
    const hoisted = this.#hoistedVariables(file);
    const first = [
      ...(hoisted.length === 0
        ? []
        : [
            this.#call(
              "hoist",
              hoisted.map((name) => this.#factory.createStringLiteral(name)),
            ),
          ]),
      ...this.#declare([...new Set(functions)]),
    ];
    const statements = [...first, ...imports, ...body];
    return this.#factory.updateSourceFile(
      file,
      this.#ts.setTextRange(this.#factory.createNodeArray(statements), file.statements),
    );
  }

  /** Whether a statement is only for the checker. */
  #isForTypes(node: ts.Statement): boolean {
    const { SyntaxKind } = this.#ts;
    if (this.#ts.isInterfaceDeclaration(node) || this.#ts.isTypeAliasDeclaration(node)) return true;
    const modifiers = this.#ts.canHaveModifiers(node) ? this.#ts.getModifiers(node) : undefined;
    return modifiers?.some(({ kind }) => kind === SyntaxKind.DeclareKeyword) ?? false;
  }

  /** What becomes of a statement at the top of a cell. */
  #top(statement: ts.Statement, isLast: boolean): ts.Statement[] {
    const exported = exportedDefault(this.#ts, statement);
    if (exported !== undefined) {
      return [this.#result(this.#visitExpression(exported), statement, isLast)];
    }
    if (this.#ts.isExpressionStatement(statement)) {
      return [this.#result(this.#visitExpression(statement.expression), statement, isLast)];
    }
    if (this.#ts.isVariableStatement(statement) && !this.#isLoneVar(statement.declarationList)) {
      const visited = this.#withoutExport(statement);
      const names = statement.declarationList.declarations.flatMap(({ name }) =>
        this.#namesIn(name),
      );
      return [visited, ...this.#declare(names)];
    }
    if (this.#ts.isFunctionDeclaration(statement) || this.#ts.isClassDeclaration(statement)) {
      if (statement.name === undefined) return [this.#nameless(statement, isLast)];
    }
    if (this.#ts.isFunctionDeclaration(statement)) {
      return [this.#withoutExport(statement)];
    }
    if (this.#isNamed(statement)) {
      const name = statement.name as ts.Identifier;
      const symbol = this.#checker.getSymbolAtLocation(name);
      const isThere = symbol === undefined || isOfRun(this.#ts, this.#checker, symbol);
      const declared = isThere ? this.#declare([name.text]) : [];
      return [this.#withoutExport(statement), ...declared];
    }
    const visited = this.#visit(statement);
    return visited === undefined ? [] : ([visited].flat() as ts.Statement[]);
  }

  #isNamed(
    node: ts.Statement,
  ): node is ts.ClassDeclaration | ts.EnumDeclaration | ts.ModuleDeclaration {
    const is =
      this.#ts.isClassDeclaration(node) ||
      this.#ts.isEnumDeclaration(node) ||
      this.#ts.isModuleDeclaration(node);
    return is && node.name !== undefined && this.#ts.isIdentifier(node.name);
  }

  /** `export default function () {}`, and a class like that: an expression. */
  #nameless(node: ts.FunctionDeclaration | ts.ClassDeclaration, isLast: boolean): ts.Statement {
    const { asteriskToken, typeParameters, parameters, type, body, modifiers } =
      this.#withoutExport(node) as ts.FunctionDeclaration;
    const { heritageClauses, members } = this.#withoutExport(node) as ts.ClassDeclaration;
    const expression = this.#ts.isClassDeclaration(node)
      ? this.#factory.createClassExpression(
          modifiers,
          undefined,
          typeParameters,
          heritageClauses,
          members,
        )
      : this.#factory.createFunctionExpression(
          modifiers as ts.NodeArray<ts.Modifier> | undefined,
          asteriskToken,
          undefined,
          typeParameters,
          parameters,
          type,
          body as ts.Block,
        );
    return this.#result(this.#at(expression, node), node, isLast);
  }

  /** `return { value }` of the cell's last expression; any other stays a statement. */
  #result(expression: ts.Expression, statement: ts.Statement, isLast: boolean): ts.Statement {
    if (!isLast) return this.#at(this.#factory.createExpressionStatement(expression), statement);
    const result = this.#factory.createArrayLiteralExpression([expression]);
    return this.#at(this.#factory.createReturnStatement(result), statement);
  }

  #children<T extends ts.Node>(node: T): T {
    return this.#ts.visitEachChild(node, this.#visit, this.#context);
  }

  /** The children of a statement at the top, of which `export` and `default` are left out. */
  #withoutExport<T extends ts.Statement>(statement: T): T {
    const { ExportKeyword, DefaultKeyword } = this.#ts.SyntaxKind;
    const visit = (node: ts.Node): ts.VisitResult<ts.Node | undefined> =>
      node.kind === ExportKeyword || node.kind === DefaultKeyword ? undefined : this.#visit(node);
    return this.#ts.visitEachChild(statement, visit, this.#context);
  }

  #visitExpression(node: ts.Expression): ts.Expression {
    return this.#ts.visitNode(node, this.#visit) as ts.Expression;
  }

  readonly #visit = (node: ts.Node): ts.VisitResult<ts.Node | undefined> => {
    if (this.#ts.isTypeNode(node) && !this.#ts.isExpressionWithTypeArguments(node)) return node;
    if (this.#ts.isInterfaceDeclaration(node) || this.#ts.isTypeAliasDeclaration(node)) return node;
    if (this.#ts.isIdentifier(node)) return this.#use(node);
    if (this.#ts.isShorthandPropertyAssignment(node)) return this.#shorthand(node);
    if (this.#ts.isBinaryExpression(node) && isAssignment(this.#ts, node))
      return this.#assignment(node);
    if (this.#ts.isVariableStatement(node) && this.#isTopVar(node.declarationList)) {
      return this.#varStatement(node);
    }
    if (
      this.#ts.isForStatement(node) ||
      this.#ts.isForInStatement(node) ||
      this.#ts.isForOfStatement(node)
    ) {
      return this.#loop(node);
    }
    return this.#children(node);
  };

  /** The use of a name, or what only looks like one. */
  #use(node: ts.Identifier): ts.Node {
    if (!this.#ts.isExpressionNode(node)) return node;
    const symbol = this.#checker.getSymbolAtLocation(node);
    return symbol !== undefined && this.#isShared(symbol, node) ? this.#shared(node) : node;
  }

  #isShared(symbol: ts.Symbol, use: ts.Node): boolean {
    if (!this.#chain.isShared(symbol)) return false;
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

  #shared(node: ts.Identifier): ts.Identifier {
    return this.#at(this.#factory.createIdentifier(shared(node.text)), node);
  }

  #shorthand(node: ts.ShorthandPropertyAssignment): ts.Node {
    const symbol = this.#checker.getShorthandAssignmentValueSymbol(node);
    if (symbol === undefined || !this.#isShared(symbol, node)) return this.#children(node);
    const use = this.#shared(node.name);
    const { objectAssignmentInitializer: initial } = node;
    const value = initial
      ? this.#factory.createAssignment(use, this.#visitExpression(initial))
      : use;
    return this.#at(this.#factory.createPropertyAssignment(node.name.text, value), node);
  }

  /** A function without a name takes that of the variable it is assigned to: the unmarked one. */
  #assignment(node: ts.BinaryExpression): ts.Node {
    const visited = this.#children(node);
    if (!this.#ts.isIdentifier(node.left) || visited.left === node.left) return visited;
    if (!isAnonymous(this.#ts, node.right)) return visited;
    return this.#factory.updateBinaryExpression(
      visited,
      visited.left,
      visited.operatorToken,
      this.#named(node.left.text, visited.right),
    );
  }

  #named(name: string, value: ts.Expression): ts.Expression {
    const property = this.#factory.createPropertyAssignment(name, value);
    const holder = this.#factory.createObjectLiteralExpression([property]);
    return this.#factory.createPropertyAccessExpression(holder, name);
  }

  /** `var` at the top of a cell without any value: it keeps what it had. */
  #isLoneVar(list: ts.VariableDeclarationList): boolean {
    return (
      this.#isTopVar(list) && list.declarations.some(({ initializer }) => initializer === undefined)
    );
  }

  /** `var` outside of any function, in whatever block: its names are the cell's. */
  #isTopVar(list: ts.VariableDeclarationList): boolean {
    if ((list.flags & this.#ts.NodeFlags.BlockScoped) !== 0) return false;
    return this.#ts.findAncestor(list, (node) => this.#isOwnScope(node)) === undefined;
  }

  #isOwnScope(node: ts.Node): boolean {
    return (
      this.#ts.isFunctionLike(node) ||
      this.#ts.isClassStaticBlockDeclaration(node) ||
      this.#ts.isPropertyDeclaration(node) ||
      this.#ts.isModuleBlock(node)
    );
  }

  #varStatement(node: ts.VariableStatement): ts.Statement[] {
    return this.#assignments(node.declarationList).map((expression) =>
      this.#at(this.#factory.createExpressionStatement(expression), node),
    );
  }

  #assignments(list: ts.VariableDeclarationList): ts.Expression[] {
    return list.declarations.flatMap((declaration) => {
      const { name, initializer } = declaration;
      if (initializer === undefined) return [];
      const value = this.#visitExpression(initializer);
      const isNameless = this.#ts.isIdentifier(name) && isAnonymous(this.#ts, initializer);
      const named = isNameless ? this.#named(name.text, value) : value;
      const assignment = this.#factory.createAssignment(this.#target(name), named);
      return [this.#at(this.#factory.createParenthesizedExpression(assignment), declaration)];
    });
  }

  #target(name: ts.BindingName): ts.Expression {
    return assignmentTarget(this.#ts, this.#factory, name, {
      use: (id) => this.#shared(id),
      visit: (value) => this.#visitExpression(value),
    });
  }

  #loop(node: ts.ForStatement | ts.ForInStatement | ts.ForOfStatement): ts.Node {
    const { initializer } = node;
    if (initializer === undefined || !this.#ts.isVariableDeclarationList(initializer)) {
      return this.#children(node);
    }
    if (!this.#isTopVar(initializer)) return this.#children(node);
    const body = this.#ts.visitIterationBody(node.statement, this.#visit, this.#context);
    if (this.#ts.isForStatement(node)) {
      const start = this.#assignments(initializer);
      return this.#factory.updateForStatement(
        node,
        start.length === 0 ? undefined : start.reduce((a, b) => this.#factory.createComma(a, b)),
        node.condition && this.#visitExpression(node.condition),
        node.incrementor && this.#visitExpression(node.incrementor),
        body,
      );
    }
    const [declaration] = initializer.declarations as unknown as [ts.VariableDeclaration];
    const target = this.#target(declaration.name);
    const items = this.#visitExpression(node.expression);
    return this.#ts.isForOfStatement(node)
      ? this.#factory.updateForOfStatement(node, node.awaitModifier, target, items, body)
      : this.#factory.updateForInStatement(node, target, items, body);
  }

  #namesIn(name: ts.BindingName): string[] {
    if (this.#ts.isIdentifier(name)) return [name.text];
    return name.elements.flatMap((element) =>
      this.#ts.isBindingElement(element) ? this.#namesIn(element.name) : [],
    );
  }

  /** The names of `var` outside of functions that no statement of its own declares. */
  #hoistedVariables(file: ts.SourceFile): string[] {
    const names: string[] = [];
    const find = (node: ts.Node): void => {
      if (this.#isOwnScope(node) || this.#ts.isTypeNode(node)) return;
      if (this.#ts.isVariableDeclarationList(node) && this.#isTopVar(node)) {
        for (const { name } of node.declarations) names.push(...this.#namesIn(name));
      }
      this.#ts.forEachChild(node, find);
    };
    for (const statement of file.statements) if (!this.#isForTypes(statement)) find(statement);
    return [...new Set(names)];
  }

  #declare(names: string[]): ts.Statement[] {
    if (names.length === 0) return [];
    const properties = names.map((name) =>
      this.#factory.createPropertyAssignment(name, this.#factory.createIdentifier(name)),
    );
    return [this.#call("declare", [this.#factory.createObjectLiteralExpression(properties)])];
  }

  #call(name: string, args: ts.Expression[]): ts.Statement {
    return this.#factory.createExpressionStatement(this.#callExpression(name, args));
  }

  #callExpression(name: string, args: ts.Expression[]): ts.Expression {
    const cell = this.#factory.createIdentifier(CELL);
    const method = this.#factory.createPropertyAccessExpression(cell, name);
    return this.#factory.createCallExpression(method, undefined, args);
  }

  #at<T extends ts.Node>(made: T, original: ts.Node): T {
    return this.#ts.setSourceMapRange(this.#ts.setTextRange(made, original), original);
  }
}

/** The last statement that does something, whose value may be the cell's. */
function lastStatement(compiler: Compiler, file: ts.SourceFile): ts.Statement | undefined {
  return file.statements.findLast((statement) => !compiler.isEmptyStatement(statement));
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
