import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { language } from "../../src/charts/language.js";
import { tangentChart } from "../../src/charts/tangent.js";
import { ReLU, Sigmoid } from "./gallery.js";
import { moved } from "./moved.js";
import { messageOf } from "./rows.js";

/** x² and its derivative. */
class Square {
  readonly y: number;
  readonly dy: number;
  constructor(x: number) {
    this.y = x ** 2;
    this.dy = 2 * x;
  }
}

/** The tangent that is drawn, its ends as they are in the data. */
async function tangentAt(chart: ReturnType<typeof tangentChart>, x?: number) {
  const scene = await moved(chart, x === undefined ? {} : { x });
  const ends = scene.marks("rule").map(({ datum }) => {
    const { left, start, right, end } = datum ?? {};
    return [left, start, right, end];
  });
  const values = scene.texts.find((text) => /^x.* = /.test(text));
  return { ends, values };
}

describe("tangentChart", () => {
  it("draws the tangent of slope dy at x, as far as the curves reach", async () => {
    // y = x² over -2 … 2: y from 0 to 4, dy from -4 to 4. At 1: y = 2x - 1, 4 at x = 2.5, -4 at -1.5.
    const chart = tangentChart(Square, { from: -2, to: 2 });
    expect(await tangentAt(chart)).toEqual({
      ends: [[-1.5, -4, 2, 3]],
      values: "x = 1, y = 1, dy/dx = 2",
    });
    // y = -3x - 2.25: 4 at x = -2.0833, -4 at 0.58333.
    expect(await tangentAt(chart, -1.5)).toEqual({
      ends: [[-2, 3.75, 0.58333, -4]],
      values: "x = −1.5, y = 2.25, dy/dx = −3",
    });
    expect((await tangentAt(chart, 0)).ends).toEqual([[-2, 0, 2, 0]]);
  });

  it("says the article's values of the sigmoid", async () => {
    const chart = tangentChart(Sigmoid);
    expect((await tangentAt(chart)).values).toBe("x = 1, y = 0.73106, dy/dx = 0.19661");
    expect((await tangentAt(chart, 0)).values).toBe("x = 0, y = 0.5, dy/dx = 0.25");
    expect(chart.text).toBe(
      "Sigmoid and its tangent at x = 1: y = 0.73106, and the slope dy/dx = 0.19661. " +
        "A slider moves x from -6 to 6.",
    );
  });

  it("moves the points on both curves", async () => {
    const scene = await moved(tangentChart(Square, { from: -2, to: 2 }), { x: 0.5 });
    const points = scene.marks("symbol").filter(({ datum }) => datum?.row !== undefined);
    expect(points.map(({ datum }) => [datum?.x, datum?.y, datum?.dy])).toEqual([
      [0.5, 0.25, 1],
      [0.5, 0.25, 1],
    ]);
  });

  it("shows a wrong derivative: the line of its slope is no tangent", async () => {
    class Wrong extends Square {
      override readonly dy: number = 1;
    }
    // y = x through (1, 1); of y = x² and dy = 1 nothing is below 0.
    const { ends } = await tangentAt(tangentChart(Wrong, { from: -2, to: 2 }));
    expect(ends).toEqual([[0, 0, 2, 2]]);
  });

  it("has a slider of about 120 steps of 1, 2 or 5, from which `at` can be reached", () => {
    const slider = (options: object) => tangentChart(Square, options).spec.params;
    const [all, odd, wide] = [{}, { at: 0.55 }, { from: 0, to: 1000, at: 0 }].map(slider);
    expect(all).toEqual([
      {
        name: "x",
        value: 1,
        bind: { input: "range", min: -6, max: 6, step: 0.1, name: "x " },
      },
      { name: "place", expr: "round((x - -6) / 0.1)" },
    ]);
    expect(odd).toMatchObject([{ value: 0.55, bind: { min: -5.95, max: 5.95, step: 0.1 } }, {}]);
    expect(wide).toMatchObject([{ value: 0, bind: { min: 0, max: 1000, step: 10 } }, {}]);
  });

  it("takes 1 for `at` where the axis has it, else its nearer end", () => {
    expect(tangentChart(Square, { from: 2, to: 3 }).text).toContain("x = 2: y = 4,");
  });

  it("draws no tangent where a value is not finite, and says so", async () => {
    class Root {
      readonly y: number;
      readonly dy: number;
      constructor(x: number) {
        this.y = Math.sqrt(x);
        this.dy = 0.5 / this.y;
      }
    }
    const chart = tangentChart(Root, { from: -1, to: 4, at: 1 });
    expect(await tangentAt(chart, -0.5)).toEqual({
      ends: [],
      values: "x = −0.5, y = not finite, dy/dx = not finite",
    });
    expect((await tangentAt(chart, 0)).values).toBe("x = 0, y = 0, dy/dx = not finite");
  });

  it("takes a class for matrices, and values too far from 0 for vega", async () => {
    class OfMatrix {
      readonly y: Matrix;
      readonly dy: Matrix;
      constructor(x: Matrix) {
        this.y = Matrix.mul(x, 3);
        this.dy = Matrix.ones(x.rows, x.columns).mul(3);
      }
    }
    const chart = tangentChart(OfMatrix, { from: 1e9, to: 1e9 + 10, at: 1e9 + 5 });
    const { values } = await tangentAt(chart, 2);
    expect(values).toBe("x − 1000000000 = 2, y = 3e+9, dy/dx = 3");
    expect(chart.text).toContain("at x = 1000000005: y = 3000000000, and the slope dy/dx = 3.");
  });

  it("interrupts the derivative of ReLU, and takes its value at the jump", async () => {
    expect((await tangentAt(tangentChart(ReLU), 0)).ends).toEqual([[-6, 0, 6, 0]]);
  });

  it("speaks Japanese", async () => {
    language("ja");
    try {
      const chart = tangentChart(Sigmoid, { at: 0 });
      expect((await moved(chart)).texts).toContain("Sigmoidとその接線");
      expect(chart.text).toBe(
        "Sigmoidとx = 0での接線：y = 0.5、傾きdy/dx = 0.25。スライダーでxを-6から6まで動かせます。",
      );
    } finally {
      language("en");
    }
  });

  it.each([
    [[3], "TypeError: tangentChart: expected an activation class, got 3"],
    [
      [Sigmoid, { from: 1, to: 1 }],
      "RangeError: tangentChart: expected from < to, got from 1 and to 1",
    ],
    [[Sigmoid, { at: 7 }], "RangeError: tangentChart: expected at between -6 and 6, got 7"],
    [
      [Sigmoid, { at: "1" }],
      'TypeError: tangentChart: expected at to be a number, got "1" (string)',
    ],
    [[Sigmoid, { to: Infinity }], "RangeError: tangentChart: expected a finite to, got Infinity"],
    [
      [Sigmoid, { title: 1 }],
      "TypeError: tangentChart: expected title to be a string, or { en, ja } of strings, got 1",
    ],
    [
      [Sigmoid, { x: 1 }],
      "TypeError: tangentChart: expected the options at, from, to, title, got x",
    ],
    [
      [class F {}, {}],
      "TypeError: tangentChart: expected numbers y and dy of new F(-6), or 1x1 matrices of new F(a 1x1 matrix), got of the number undefined and undefined, of the matrix undefined and undefined",
    ],
  ])("rejects %j", (args, message) => {
    // @ts-expect-error wrong kinds of arguments
    expect(messageOf(() => tangentChart(...args))).toBe(message);
  });
});
