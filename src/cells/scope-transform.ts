import type * as ts from "typescript";
import { namesIn } from "./binding-patterns.js";
import type { Chain } from "./chain.js";
import type { Checker, Compiler } from "./compiler.js";
import { exportedDefault, importStatements, isOfRun } from "./import-statements.js";
import { CELL } from "./marks.js";
import { NameTransform } from "./name-transform.js";
import { at, property } from "./nodes.js";

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
  readonly #names: NameTransform;
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
    this.#names = new NameTransform(compiler, checker, chain, context);
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
        continue;
      }
      const isFunction = this.#ts.isFunctionDeclaration(statement) && statement.body !== undefined;
      if (isFunction && statement.name !== undefined) functions.push(statement.name.text);
      body.push(...this.#top(statement, statement === last));
    }
    const isRun = (statement: ts.Statement): boolean => !this.#isForTypes(statement);
    const variables = this.#names.vars.names(file.statements.filter(isRun));
    const first = [...this.#hoist(variables), ...this.#declare([...new Set(functions)])];
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
      return [this.#result(this.#names.expression(exported), statement, isLast)];
    }
    if (this.#ts.isExpressionStatement(statement)) {
      return [this.#result(this.#names.expression(statement.expression), statement, isLast)];
    }
    if (
      this.#ts.isVariableStatement(statement) &&
      !this.#names.vars.isLone(statement.declarationList)
    ) {
      return this.#variables(statement);
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
    const visited = this.#names.visit(statement);
    return visited === undefined ? [] : ([visited].flat() as ts.Statement[]);
  }

  /** Each variable in a statement of its own, since the next may use it. */
  #variables(statement: ts.VariableStatement): ts.Statement[] {
    const { declarationList, modifiers } = this.#withoutExport(statement);
    return declarationList.declarations.flatMap((declaration, i) => {
      const list = this.#factory.createVariableDeclarationList(
        [declaration],
        declarationList.flags,
      );
      const original = declarationList.declarations.length === 1 ? statement : declaration;
      const single = this.#factory.createVariableStatement(modifiers, list);
      const { name } = statement.declarationList.declarations[i] as ts.VariableDeclaration;
      return [at(this.#ts, single, original), ...this.#declare(namesIn(this.#ts, name))];
    });
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
    return this.#result(at(this.#ts, expression, node), node, isLast);
  }

  /** `return [value]` of the cell's last expression; any other stays a statement. */
  #result(expression: ts.Expression, statement: ts.Statement, isLast: boolean): ts.Statement {
    if (!isLast)
      return at(this.#ts, this.#factory.createExpressionStatement(expression), statement);
    const result = this.#factory.createArrayLiteralExpression([expression]);
    return at(this.#ts, this.#factory.createReturnStatement(result), statement);
  }

  /** The children of a statement at the top, of which `export` and `default` are left out. */
  #withoutExport<T extends ts.Statement>(statement: T): T {
    const { ExportKeyword, DefaultKeyword } = this.#ts.SyntaxKind;
    const visit = (node: ts.Node): ts.VisitResult<ts.Node | undefined> =>
      node.kind === ExportKeyword || node.kind === DefaultKeyword
        ? undefined
        : this.#names.visit(node);
    return this.#ts.visitEachChild(statement, visit, this.#context);
  }

  #hoist(names: string[]): ts.Statement[] {
    if (names.length === 0) return [];
    return [
      this.#call(
        "hoist",
        names.map((name) => this.#factory.createStringLiteral(name)),
      ),
    ];
  }

  #declare(names: string[]): ts.Statement[] {
    if (names.length === 0) return [];
    const properties = names.map((name) =>
      property(this.#factory, name, this.#factory.createIdentifier(name)),
    );
    return [this.#call("declare", [this.#factory.createObjectLiteralExpression(properties)])];
  }

  #call(name: string, args: ts.Expression[]): ts.Statement {
    const cell = this.#factory.createIdentifier(CELL);
    const method = this.#factory.createPropertyAccessExpression(cell, name);
    const call = this.#factory.createCallExpression(method, undefined, args);
    return this.#factory.createExpressionStatement(call);
  }
}

/** The last statement that does something, whose value may be the cell's. */
function lastStatement(compiler: Compiler, file: ts.SourceFile): ts.Statement | undefined {
  return file.statements.findLast((statement) => !compiler.isEmptyStatement(statement));
}
