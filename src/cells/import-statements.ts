import type * as ts from "typescript";
import type { Checker, Compiler } from "./compiler.js";
import { CELL, shared } from "./marks.js";
import { property } from "./nodes.js";

/**
 * What an import or a bare export of a cell becomes, or undefined if `statement` is neither. Names are loaded by
 * `await __cell__.import("m", { name: "exported name" }, attributes)`, which shares them: `*` is the
 * module as a whole.
 */
export function importStatements(
  compiler: Compiler,
  factory: ts.NodeFactory,
  checker: Checker,
  statement: ts.Statement,
): ts.Statement[] | undefined {
  if (compiler.isImportDeclaration(statement)) {
    const names = importedNames(compiler, checker, statement.importClause);
    return names === undefined ? [] : [load(statement, statement.moduleSpecifier, names)];
  }
  if (compiler.isImportEqualsDeclaration(statement)) return importEquals(statement);
  if (compiler.isExportDeclaration(statement)) {
    // A cell has nobody to export to; the module that it names is loaded all the same.
    const { moduleSpecifier, isTypeOnly } = statement;
    return moduleSpecifier === undefined || isTypeOnly
      ? []
      : [load(statement, moduleSpecifier, {})];
  }
  return undefined;

  function load(
    at: ts.ImportDeclaration | ts.ExportDeclaration,
    specifier: ts.Expression,
    names: Record<string, string>,
  ): ts.Statement {
    const properties = Object.entries(names).map(([name, exported]) =>
      property(factory, name, factory.createStringLiteral(exported)),
    );
    const args = [specifier, factory.createObjectLiteralExpression(properties)];
    const method = factory.createPropertyAccessExpression(factory.createIdentifier(CELL), "import");
    const call = factory.createCallExpression(method, undefined, args);
    const loaded = factory.createAwaitExpression(compiler.setTextRange(call, specifier));
    return compiler.setTextRange(factory.createExpressionStatement(loaded), at);
  }

  /** `import x = require("m")` and `import x = A.b`. */
  function importEquals(node: ts.ImportEqualsDeclaration): ts.Statement[] {
    if (node.isTypeOnly || !isValue(checker, compiler, node.name)) return [];
    const { moduleReference } = node;
    const value = compiler.isExternalModuleReference(moduleReference)
      ? factory.createCallExpression(factory.createIdentifier(shared("require")), undefined, [
          moduleReference.expression,
        ])
      : entity(moduleReference);
    const method = factory.createPropertyAccessExpression(
      factory.createIdentifier(CELL),
      "declare",
    );
    const call = factory.createCallExpression(method, undefined, [
      factory.createObjectLiteralExpression([property(factory, node.name.text, value)]),
    ]);
    return [compiler.setTextRange(factory.createExpressionStatement(call), node)];
  }

  function entity(name: ts.EntityName): ts.Expression {
    if (!compiler.isIdentifier(name)) {
      return factory.createPropertyAccessExpression(entity(name.left), name.right.text);
    }
    const symbol = checker.getSymbolAtLocation(name);
    const isOfCell = symbol?.declarations?.some((node) =>
      compiler.isExternalModule(node.getSourceFile()),
    );
    return factory.createIdentifier(isOfCell ? shared(name.text) : name.text);
  }
}

/** Local name to exported name, of values alone; undefined if the import is for types only. */
function importedNames(
  compiler: Compiler,
  checker: Checker,
  clause: ts.ImportClause | undefined,
): Record<string, string> | undefined {
  if (clause === undefined) return {};
  if (clause.phaseModifier === compiler.SyntaxKind.TypeKeyword) return undefined;
  const names: Record<string, string> = {};
  let types = 0;
  const add = (name: ts.Identifier, exported: string): void => {
    if (isValue(checker, compiler, name)) names[name.text] = exported;
    else types += 1;
  };
  if (clause.name !== undefined) add(clause.name, "default");
  const { namedBindings } = clause;
  if (namedBindings !== undefined && compiler.isNamespaceImport(namedBindings)) {
    names[namedBindings.name.text] = "*";
  } else {
    for (const { name, propertyName, isTypeOnly } of namedBindings?.elements ?? []) {
      if (isTypeOnly) types += 1;
      else add(name, (propertyName ?? name).text);
    }
  }
  return types > 0 && Object.keys(names).length === 0 ? undefined : names;
}

/** Whether an imported name is more than a type. */
function isValue(checker: Checker, compiler: Compiler, name: ts.Identifier): boolean {
  const symbol = checker.getSymbolAtLocation(name);
  return symbol === undefined || isOfRun(compiler, checker, symbol);
}

/**
 * Whether a name has to be declared when the cell runs; types and constant enums are there without. What
 * is not known counts as a value.
 */
export function isOfRun(compiler: Compiler, checker: Checker, symbol: ts.Symbol): boolean {
  const { Alias, Value, ConstEnum, Type, Namespace } = compiler.SymbolFlags;
  const isAlias = (symbol.flags & Alias) !== 0;
  const { flags } = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
  return (flags & Value & ~ConstEnum) !== 0 || (flags & (Type | Namespace)) === 0;
}

/** The expression that `statement` exports as default or as a whole, if it is one that does. */
export function exportedDefault(
  compiler: Compiler,
  statement: ts.Statement,
): ts.Expression | undefined {
  return compiler.isExportAssignment(statement) ? statement.expression : undefined;
}
