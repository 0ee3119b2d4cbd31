import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { activationChart } from "../../src/charts/activation.js";
import { Tanh } from "../../src/index.js";
import { messageOf, rowsWith } from "./rows.js";

/** Classes that a layer takes and that do not work on numbers, each in its own way. */
class Identity {
  readonly y: Matrix;
  readonly dy: Matrix;
  constructor(x: Matrix) {
    this.y = x;
    this.dy = Matrix.ones(x.rows, x.columns);
  }
}
class LazyTanh {
  readonly x: Matrix;
  constructor(x: Matrix) {
    this.x = x;
  }
  get y(): Matrix {
    return this.x.clone().tanh();
  }
  get dy(): Matrix {
    return this.x.clone().cosh().pow(-2);
  }
}

/** Classes that give a point no values, on numbers or matrices. */
class Mixed {
  readonly y = new Matrix(1, 1);
  readonly dy = 1;
}
class Wide {
  readonly y = new Matrix(1, 2);
  readonly dy = new Matrix(1, 2);
}
class Never {
  readonly y = 1;
  readonly dy = 1;
  constructor() {
    throw new Error("not ready");
  }
}

const valuesAt = (chart: ReturnType<typeof activationChart>, at: string): unknown =>
  rowsWith(chart, "series")
    .filter(({ x }) => x === at)
    .map(({ y }) => y);

describe("activationChart of a class for matrices", () => {
  it("draws one that keeps the matrix as y", () => {
    const chart = activationChart(Identity);
    expect(valuesAt(chart, "-2.5")).toEqual(["-2.5", "1"]);
    expect(chart.text).toMatch(/Identity: y rises from -6 to 6/);
  });

  it("draws one that computes in getters", () => {
    // tanh 1 = 0.76159416, 1 / cosh² 1 = 0.41997434.
    expect(valuesAt(activationChart(LazyTanh, { at: 1 }), "1")).toEqual(["0.76159", "0.41997"]);
  });

  it("draws it beside one for numbers", () => {
    const { text } = activationChart([LazyTanh, Tanh]);
    const [own, packaged] = text.split(/(?<=\.) (?=\w+:)/).slice(1);
    expect(own).toBe(packaged?.replace("Tanh:", "LazyTanh:"));
  });

  const EXPECTED = (name: string): string =>
    `TypeError: activationChart: expected numbers y and dy of new ${name}(-6), or 1x1 matrices of new ${name}(a 1x1 matrix)`;
  it.each([
    [
      "whose y and dy are of two kinds",
      Mixed,
      "Mixed",
      "got of the number 1x1 matrix and 1, of the matrix 1x1 matrix and 1",
    ],
    [
      "that gives other shapes",
      Wide,
      "Wide",
      "got of the number 1x2 matrix and 1x2 matrix, of the matrix 1x2 matrix and 1x2 matrix",
    ],
    [
      "that throws",
      Never,
      "Never",
      "got of the number Error: not ready, of the matrix Error: not ready",
    ],
  ])("rejects a class %s, and says both", (_, activation, name, got) => {
    expect(messageOf(() => activationChart(activation))).toBe(`${EXPECTED(name)}, ${got}`);
  });

  it("takes in its types what one of the two takes, and nothing else", () => {
    class OfText {
      readonly y = 1;
      readonly dy = 1;
      constructor(readonly text: string) {}
    }
    // @ts-expect-error neither a number nor a matrix
    const draw = () => activationChart(OfText);
    expect(draw).not.toThrow();
  });
});
