import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { layerChart } from "../../src/charts/layer.js";
import { article, sampleMatrix } from "./gallery.js";
import { messageOf, rowsWith } from "./rows.js";

describe("layerChart", () => {
  it("draws an edge for each weight, the strongest last", () => {
    const edges = rowsWith(layerChart(article.before), "edge");
    expect(edges.map(({ edge, weight }) => `${edge}: ${weight}`)).toEqual([
      "x₂ → u₂: -0.00041423",
      "x₂ → u₁: -0.014304",
      "x₂ → u₃: 0.01577",
      "bias → u₂: -0.015982",
      "bias → u₃: 0.021053",
      "bias → u₁: -0.024228",
      "x₁ → u₃: -0.026831",
      "x₁ → u₁: 0.087473",
      "x₁ → u₂: -0.13267",
    ]);
  });

  it("says the size, each weight, and the strongest", () => {
    expect(layerChart(article.before).text).toBe(
      "Picture of a layer with 2 inputs and a bias, 3 neurons; " +
        "u₁: x₁ 0.08747, x₂ -0.0143, bias -0.02423; u₂: x₁ -0.1327, x₂ -0.0004142, bias -0.01598; " +
        "u₃: x₁ -0.02683, x₂ 0.01577, bias 0.02105; the strongest weight is -0.13267 from x₁ to u₂.",
    );
  });

  it("writes weights on edges at least 20 pixels apart, and none where they do not fit", () => {
    for (const w of [article.before, sampleMatrix(2, 5), sampleMatrix(1, 2), sampleMatrix(5, 4)]) {
      const labels = rowsWith(layerChart(w), "weight").length;
      expect(labels).toBe(w.rows * w.columns);
      const ys = labelHeights(w).sort((a, b) => a - b);
      expect(Math.min(...ys.slice(1).map((y, i) => y - (ys[i] ?? 0)))).toBeGreaterThanOrEqual(20);
    }
    expect(labelHeights(sampleMatrix(8, 8))).toEqual([]);
  });

  it("draws the first 11 and the last of more nodes than fit, and says so", () => {
    const chart = layerChart(sampleMatrix(20, 30));
    const edges = rowsWith(chart, "edge");
    expect(edges).toHaveLength(12 * 12);
    expect(chart.text).toContain("; drawn: 11 of 29 inputs, 12 of 20 neurons; the strongest");
    expect(chart.spec.title).toMatchObject({
      subtitle: "drawn: 11 of 29 inputs, 12 of 20 neurons; blue: below 0, orange: above 0",
    });
  });

  it("draws all of 16 inputs and 16 neurons", () => {
    expect(rowsWith(layerChart(sampleMatrix(16, 17)), "edge")).toHaveLength(16 * 17);
  });

  it("draws a weight that is not finite as an edge without a value, and says so", () => {
    const chart = layerChart(new Matrix([[0.5, Number.NaN]]));
    expect(rowsWith(chart, "edge").map(({ weight }) => weight)).toEqual(["", "0.5"]);
    expect(chart.text).toMatch(/ One value is not finite\.$/);
  });

  it.each([
    [[1], "TypeError: layerChart: expected w to be a Matrix, got array of length 1"],
    [
      new Matrix(0, 3),
      "RangeError: layerChart: expected w to have a row and a column or more, got a 0x3 matrix",
    ],
  ])("rejects %j", (w, message) => {
    // @ts-expect-error a wrong kind of argument
    expect(messageOf(() => layerChart(w))).toBe(message);
  });
});

/** The heights of the weights that are written on the edges: the table with places and weights, but without names. */
function labelHeights(w: Matrix): number[] {
  const json = JSON.stringify(layerChart(w).spec);
  const csv = /"values":"x,y,weight\\n([^"]*)"/.exec(json)?.[1];
  return csv === undefined ? [] : csv.split("\\n").map((line) => Number(line.split(",")[1]));
}
