import type * as ts from "typescript";
import type { Compiler } from "./compiler.js";

/** `name: value` as a property of its own; written plainly, `__proto__` would be another thing. */
export function property(
  factory: ts.NodeFactory,
  name: string,
  value: ts.Expression,
): ts.PropertyAssignment {
  const literal = factory.createStringLiteral(name);
  const key = name === "__proto__" ? factory.createComputedPropertyName(literal) : name;
  return factory.createPropertyAssignment(key, value);
}

/** Gives what was made the place of what it was made from, for source maps. */
export function at<T extends ts.Node>(compiler: Compiler, made: T, original: ts.Node): T {
  return compiler.setSourceMapRange(compiler.setTextRange(made, original), original);
}
