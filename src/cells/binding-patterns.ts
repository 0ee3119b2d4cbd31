import type * as ts from "typescript";
import type { Compiler } from "./compiler.js";

/** What becomes of the names and of the default values in a pattern. */
interface Parts {
  use(name: ts.Identifier): ts.Expression;
  visit(value: ts.Expression): ts.Expression;
}

/** What a declared name or pattern is as the left side of an assignment: `{ a, b: [c = 1] }`. */
export function assignmentTarget(
  compiler: Compiler,
  factory: ts.NodeFactory,
  name: ts.BindingName,
  parts: Parts,
): ts.Expression {
  const target = (binding: ts.BindingName): ts.Expression => {
    if (compiler.isIdentifier(binding)) return parts.use(binding);
    if (compiler.isArrayBindingPattern(binding)) {
      return factory.createArrayLiteralExpression(binding.elements.map(item));
    }
    return factory.createObjectLiteralExpression(binding.elements.map(property));
  };
  const withDefault = ({ name: inner, initializer }: ts.BindingElement): ts.Expression =>
    initializer === undefined
      ? target(inner)
      : factory.createAssignment(target(inner), parts.visit(initializer));
  const item = (element: ts.ArrayBindingElement): ts.Expression => {
    if (compiler.isOmittedExpression(element)) return element;
    const value = withDefault(element);
    return element.dotDotDotToken === undefined ? value : factory.createSpreadElement(value);
  };
  const property = (element: ts.BindingElement): ts.ObjectLiteralElementLike => {
    if (element.dotDotDotToken !== undefined) {
      return factory.createSpreadAssignment(target(element.name));
    }
    const key = element.propertyName ?? (element.name as ts.Identifier).text;
    return factory.createPropertyAssignment(visitKey(key), withDefault(element));
  };
  const visitKey = (key: ts.PropertyName | string): ts.PropertyName | string =>
    typeof key !== "string" && compiler.isComputedPropertyName(key)
      ? factory.updateComputedPropertyName(key, parts.visit(key.expression))
      : key;
  return target(name);
}

/** The names in a declared name or pattern. */
export function namesIn(compiler: Compiler, name: ts.BindingName): string[] {
  if (compiler.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    compiler.isBindingElement(element) ? namesIn(compiler, element.name) : [],
  );
}
