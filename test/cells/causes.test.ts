import { expect, test } from "vitest";
import { CellRunner } from "./run-cells.js";

const runner = new CellRunner();

/** What is wrong with a cell, a text for each message. */
function problems(code: string): string[] {
  const compiled = runner.cells.compile(code);
  return "problems" in compiled ? compiled.problems.map(({ message }) => message) : [];
}

test("a cell that is run before the imports is told of each name once", () => {
  const cell = `class Layer {
    constructor(readonly w: Matrix, readonly f: Signal) {}
    forward(yIn: Matrix): Matrix { return yIn.mmul(this.w); }
  }
  const mid = new Layer(random.normal(), random.normal());`;
  expect(problems(cell)).toEqual([
    "Cannot find name 'Matrix'.",
    "Cannot find name 'Signal'.",
    "Cannot find name 'random'.",
  ]);
});

test("a class that lacks something: what does not fit, then why, and nothing between them", () => {
  const cell = `import * as ml from "middle-layer";
  import { Matrix } from "ml-matrix";
  class Half { y: Matrix; constructor(x: Matrix) { this.y = x } }
  new ml.MiddleLayer(2, 3, Half);`;
  expect(problems(cell)).toEqual([
    "Argument of type 'typeof Half' is not assignable to parameter of type 'ActivationClass'.\n" +
      "  Property 'dy' is missing in type 'Half' but required in type 'Activation<number | MatrixInput>'.",
  ]);
});

test("the lines that say where in a type it is are kept", () => {
  expect(
    problems(
      "let deep: { a: { b: number } } = { a: { b: 1 } }; let s = { a: { b: 'x' } }; deep = s",
    ),
  ).toEqual([
    "Type '{ a: { b: string; }; }' is not assignable to type '{ a: { b: number; }; }'.\n" +
      "  The types of 'a.b' are incompatible between these types.\n" +
      "    Type 'string' is not assignable to type 'number'.",
  ]);
});

test("a message with several reasons is whole", () => {
  const [message] = problems(
    "declare function f(a: number): void; declare function f(a: string): void; f(true)",
  );
  expect(message).toContain("Overload 1 of 2");
  expect(message).toContain("Overload 2 of 2");
});

test("other errors are told as often as they are there", () => {
  expect(problems("let n: number = 'a'; n = 'b'")).toHaveLength(2);
});
