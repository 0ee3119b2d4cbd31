import { beforeAll, describe, expect, test } from "vitest";
import { CellRunner } from "./run-cells.js";

const runner = new CellRunner();

/** What Shift-Tab shows where `|` stands, or at the end. */
function shown(code: string): string {
  const at = code.includes("|") ? code.indexOf("|") : code.length;
  const found = runner.cells.inspect(code.replace("|", ""), at);
  return found === undefined ? "" : `${found.signature}\n\n${found.documentation}`.trim();
}

const CELL = `
// Adds two numbers.
// Both are finite.
function add(a: number, b: number): number {
  return a + b;
}

/**
 * Turns by an angle.
 *
 * @param angle - in degrees,
 *   from 0 to 360
 * @returns what is turned
 */
const turn = (angle: number): number => angle % 360;

interface Ink {
  /** The name of a colour. */
  colour?: string;
  /** In pixels. */
  width?: number | undefined;
  other?: boolean;
}

/** A point in the plane. */
class Point {
  /**
   * Makes a point.
   *
   * @param x to the right
   */
  constructor(readonly x: number, readonly y: number, ink: Ink = {}) {}

  // How far it is from the origin.
  length(): number {
    return Math.hypot(this.x, this.y);
  }
}

/* 中間層の
 * クラス */
class Plain {
  // 初期設定
  constructor(n: number) {}
}
class Far extends Point {}
class Silent {} // of nothing

// A heading, of nothing below.

function bare(): void {}
// @ts-ignore
function ignored(): void {}
let a = 1; // the first
let b = 2;
// The pair.
let c = 3, d = 4;
function draw(x: number, { colour = "red" }: Ink = {}): void {}
`;

beforeAll(async () => {
  expect((await runner.run('import * as ml from "middle-layer";')).error).toBe("");
  expect((await runner.run(CELL)).error).toBe("");
});

const POINT = `A point in the plane.

Makes a point.

- \`x\`: to the right
- \`ink\`
  - \`colour?: string\`: The name of a colour.
  - \`width?: number\`: In pixels.`;

describe("what Shift-Tab shows of names of the notebook", () => {
  test.each([
    ["add", "function add(a: number, b: number): number\n\nAdds two numbers.\nBoth are finite."],
    [
      "add(1, |2)",
      "function add(a: number, b: number): number\n\nAdds two numbers.\nBoth are finite.",
    ],
    [
      "turn",
      "const turn: (angle: number) => number\n\nTurns by an angle.\n\n*@returns* what is turned\n\n- `angle`: in degrees, from 0 to 360",
    ],
    ["Point", `class Point\nnew Point(x: number, y: number, ink?: Ink): Point\n\n${POINT}`],
    ["new Point(1, ", `constructor Point(x: number, y: number, ink?: Ink): Point\n\n${POINT}`],
    ["new Point(1, 2).length", "(method) Point.length(): number\n\nHow far it is from the origin."],
    ["Plain", "class Plain\nnew Plain(n: number): Plain\n\n中間層の\nクラス\n\n初期設定"],
    [
      "Far",
      `class Far\nnew Far(x: number, y: number, ink?: Ink): Far\n\n${POINT.slice(POINT.indexOf("Makes"))}`,
    ],
    ["Silent", "class Silent\nnew Silent(): Silent"],
    ["bare", "function bare(): void"],
    ["ignored", "function ignored(): void"],
    ["b", "let b: number"],
    ["d", "let d: number\n\nThe pair."],
    [
      "draw(",
      "function draw(x: number, { colour }?: Ink): void\n\n- `colour?: string`: The name of a colour.\n- `width?: number`: In pixels.",
    ],
  ])("%s", (code, text) => {
    expect(shown(code)).toBe(text);
  });

  test("of a name of the cell itself", () => {
    expect(shown("// Of this cell.\nfunction here() {}\nhe|re()")).toBe(
      "function here(): void\n\nOf this cell.",
    );
  });
});

describe("what Shift-Tab shows of the package's names", () => {
  test.each([["ml.MiddleLayer"], ["new ml.MiddleLayer("], ["new ml.MiddleLayer(2, 3, "]])(
    "%s: what it is, its arguments, its errors",
    (code) => {
      expect(shown(code)).toMatch(
        /MiddleLayer\(nUpper: number, n: number, activation: ml\.ActivationClass, options\?: ml\.MiddleLayerOptions\)/,
      );
      expect(shown(code)).toContain(
        "A hidden layer (中間層) of `n` units that takes `nUpper` signals",
      );
      expect(shown(code)).toContain("- `options`\n  - `learningRate?: number`: The factor of each");
      expect(shown(code)).toContain("RangeError: a size that is no integer");
    },
  );

  test("ml.Sigmoid: what it is, with the error of its constructor once", () => {
    expect(shown("ml.Sigmoid")).toMatch(/^class Sigmoid.*\nnew Sigmoid<.*\(x: X\)/);
    expect(shown("ml.Sigmoid")).toContain("`y = 1 / (1 + e⁻ˣ)`");
  });

  test("a class of a package that was imported in another cell, without the path of its types", () => {
    expect(shown('import { Matrix } from "ml-matrix";\nnew Ma|trix(1, 1)')).not.toContain(
      "import(",
    );
  });
});

describe("the kinds of completions", () => {
  test("of what a namespace holds are those of what they stand for", () => {
    const { entries } = runner.cells.complete("ml.", 3);
    const kinds = new Map(entries.map(({ name, kind }) => [name, kind]));
    expect(kinds.get("MiddleLayer")).toBe("class");
    expect(kinds.get("weightChart")).toBe("function");
    expect(kinds.get("random")).toBe("const");
    expect([...kinds.values()]).not.toContain("alias");
  });
});
