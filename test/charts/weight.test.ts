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

  it("shows the first 79 and the last of more rows or columns, and says so", () => {
    const chart = weightChart(sampleMatrix(2, 200));
    expect(rowsWith(chart, "row")).toHaveLength(2 * 80);
    expect(rowsWith(chart, "row").at(-1)?.column).toBe("bias");
    expect(chart.text).toContain("80 of 200 columns shown: the first ones and the last");
  });

  it("leaves a value that is not finite empty, and says so", () => {
    const chart = weightChart(new Matrix([[1, Number.NaN, Number.NEGATIVE_INFINITY]]));
    expect(rowsWith(chart, "row").map(({ value }) => value)).toEqual(["1", "", ""]);
    // Vega drops what has no value: without a domain, columns would change places.
    expect(JSON.stringify(chart.spec)).toContain('"domain":["x₁","x₂","bias"]');
    expect(chart.text).toBe(
      "Weights of a layer with 2 inputs and a bias, 1 neuron; the strongest is 1 from x₁ to u₁. 2 values are not finite.",
    );
  });

  it("draws each value that is not finite as a grey cell of its own, apart from its neighbours", async () => {
    const gaps = new Matrix([[1, Number.NaN, Number.NaN, Number.NaN]]);
    const svg = await toSvg(weightChart(gaps).spec);
    const cells = svg.match(/<path [^>]*fill="#b0b0b0" stroke="white"/g);
    expect(cells).toHaveLength(3);
  });

  it("shows weights that are all 0, or none of them finite", () => {
    expect(weightChart(new Matrix([[0, 0]])).text).toContain("the strongest is 0 from x₁ to u₁");
    expect(weightChart(new Matrix([[Number.NaN]])).text).toContain("the strongest is not finite");
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
