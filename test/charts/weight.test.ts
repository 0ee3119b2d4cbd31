import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { weightChart } from "../../src/charts/weight.js";
import { toSvg } from "../../src/render/svg.js";
import { article, sampleMatrix } from "./gallery.js";
import { messageOf, rowsWith } from "./rows.js";

describe("weightChart", () => {
  it("has a cell for each weight, neurons by inputs, the last column the bias", () => {
    const cells = rowsWith(weightChart(article.before), "row");
    expect(cells.map(({ row, column, value }) => `${row} ${column} ${value}`)).toEqual([
      "u₁ x₁ 0.087473",
      "u₁ x₂ -0.014304",
      "u₁ bias -0.024228",
      "u₂ x₁ -0.13267",
      "u₂ x₂ -0.00041423",
      "u₂ bias -0.015982",
      "u₃ x₁ -0.026831",
      "u₃ x₂ 0.01577",
      "u₃ bias 0.021053",
    ]);
  });

  it("colours by a scale with 0 in the middle", () => {
    expect(JSON.stringify(weightChart(article.before).spec)).toContain(
      '"domain":[-0.13267,0,0.13267]',
    );
  });

  it("writes values in the cells, and above a size explains the colours instead", () => {
    const parts = (w: Matrix) => {
      const json = JSON.stringify(weightChart(w).spec);
      return { values: json.includes('"type":"text"'), legend: json.includes('"gradientLength"') };
    };
    expect(parts(sampleMatrix(12, 8))).toEqual({ values: true, legend: false });
    expect(parts(sampleMatrix(12, 20))).toEqual({ values: false, legend: true });
    expect(parts(sampleMatrix(13, 3))).toEqual({ values: false, legend: true });
  });

  it("shows evenly spaced ones of more rows or columns, and says so", () => {
    const chart = weightChart(sampleMatrix(2, 330));
    const cells = rowsWith(chart, "row");
    expect(cells).toHaveLength(2 * 125);
    expect(cells.slice(0, 3).map(({ column }) => column)).toEqual(["x₁", "x₄", "x₆"]);
    expect(cells.at(-1)?.column).toBe("bias");
    const words = "125 of 330 columns shown: evenly spaced, the first and the last among them";
    expect(chart.text).toContain(`; ${words}.`);
    expect(JSON.stringify(chart.spec.title)).toContain(words);
  });

  it("is about what it shows alone, of a matrix of which not all is shown", () => {
    const w = Matrix.zeros(1, 330);
    w.set(0, 1, Number.NaN);
    w.set(0, 2, 100);
    w.set(0, 3, -0.5);
    expect(weightChart(w).text).toMatch(/the strongest shown is -0.5 from x₄ to u₁.*them\.$/);
    w.set(0, 5, Number.NaN);
    expect(weightChart(w).text).toMatch(/ One value shown is not finite\.$/);
  });

  it("leaves a value that is not finite empty, and says so", () => {
    const chart = weightChart(new Matrix([[1, Number.NaN, Number.NEGATIVE_INFINITY]]));
    expect(rowsWith(chart, "row").map(({ value }) => value)).toEqual(["1", "", ""]);
    // Vega drops what has no value: without a domain, columns would change places.
    expect(JSON.stringify(chart.spec)).toContain('"domain":["x₁","x₂","bias"]');
    expect(chart.text).toBe(
      "Weights of a layer with 2 inputs and a bias, 1 neuron; u₁: x₁ 1, x₂ not finite, bias not finite; the strongest is 1 from x₁ to u₁. 2 values are not finite.",
    );
  });

  it("draws each value that is not finite as a grey cell of its own, apart from its neighbours", async () => {
    const gaps = new Matrix([[1, Number.NaN, Number.NaN, Number.NaN]]);
    const svg = await toSvg(weightChart(gaps).spec);
    const cells = svg.match(/<path [^>]*fill="#888888" stroke="white"/g);
    expect(cells).toHaveLength(3);
  });

  it("shows weights that are all 0, or none of them finite", () => {
    expect(weightChart(new Matrix([[0, 0]])).text).toContain("the strongest is 0 from x₁ to u₁");
    expect(weightChart(new Matrix([[Number.NaN]])).text).toContain("the strongest is not finite");
  });

  it("tells each of at most 12 weights, neuron by neuron", () => {
    expect(
      weightChart(
        new Matrix([
          [0.5, -0.25],
          [1, 2],
        ]),
      ).text,
    ).toBe(
      "Weights of a layer with 1 input and a bias, 2 neurons; u₁: x₁ 0.5, bias -0.25; " +
        "u₂: x₁ 1, bias 2; the strongest is 2 from bias to u₂.",
    );
    expect(weightChart(Matrix.ones(3, 4)).text).toContain("u₃: x₁ 1,");
    expect(weightChart(Matrix.ones(1, 13)).text).not.toContain("u₁: x₁ 1,");
  });

  it("does not change its argument", () => {
    const w = article.before.clone();
    weightChart(w);
    expect(w).toEqual(article.before);
  });

  it.each([
    ["3", 'TypeError: weightChart: expected w to be a Matrix, got "3" (string)'],
    [
      new Matrix(2, 0),
      "RangeError: weightChart: expected w to have a row and a column or more, got a 2x0 matrix",
    ],
  ])("rejects %j", (w, message) => {
    // @ts-expect-error a wrong kind of argument
    expect(messageOf(() => weightChart(w))).toBe(message);
  });
});
