import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { predictionChart } from "../../src/charts/prediction.js";
import { messageOf, rowsWith } from "./rows.js";

describe("predictionChart", () => {
  it("draws a point for each pair, and says the root of the mean squared error", () => {
    const chart = predictionChart([1, 2, 3], [1, 4, 3]);
    expect(rowsWith(chart, "output")).toEqual([
      { x: "1", y: "1", output: "y₁" },
      { x: "2", y: "4", output: "y₁" },
      { x: "3", y: "3", output: "y₁" },
    ]);
    // √(4 / 3)
    expect(chart.spec.title).toMatchObject({ subtitle: "RMSE 1.1547" });
    expect(chart.text).toBe("Scatter of 3 predictions over the targets: RMSE 1.1547.");
  });

  it("tells the outputs of a matrix apart", () => {
    const target = new Matrix([
      [1, 2],
      [3, 4],
    ]);
    const rows = rowsWith(predictionChart(target, Matrix.ones(2, 2)), "output");
    expect(rows.map(({ x, output }) => `${x} ${output}`)).toEqual(["1 y₁", "2 y₂", "3 y₁", "4 y₂"]);
  });

  it("takes an array for a column", () => {
    const chart = predictionChart(new Float64Array([1, 2]), Matrix.columnVector([1, 2]));
    expect(chart.spec.title).toMatchObject({ subtitle: "RMSE 0" });
  });

  it("has the same range on both axes", () => {
    const { encoding } = predictionChart([0, 10], [5, 20]).spec;
    const scale = { domain: [-0.6, 20.6] };
    expect(encoding).toMatchObject({ x: { scale }, y: { scale } });
  });

  it("leaves out pairs that are not finite, and counts the values", () => {
    const chart = predictionChart([1, Number.NaN, 3], [2, 2, Number.POSITIVE_INFINITY]);
    expect(rowsWith(chart, "output")).toEqual([{ x: "1", y: "2", output: "y₁" }]);
    expect(chart.text).toBe(
      "Scatter of 3 predictions over the targets: RMSE 1. 2 values are not finite.",
    );
    expect(predictionChart([Number.NaN], [1]).text).toContain("RMSE –.");
  });

  it("draws 2000 of more points, and takes the error of all", () => {
    const target = Array.from({ length: 10_000 }, (_, i) => i);
    const prediction = target.map((x) => (x === 1 ? x + 100 : x));
    const chart = predictionChart(target, prediction);
    expect(rowsWith(chart, "output")).toHaveLength(2000);
    expect(chart.spec.title).toMatchObject({ subtitle: "RMSE 1, 2000 of 10000 drawn" });
  });

  it("has no titles where they are empty", async () => {
    const chart = predictionChart([1, 2], [1, 2], { xTitle: "", yTitle: "" });
    expect(chart.spec.encoding).toMatchObject({ x: { title: "" }, y: { title: "" } });
  });

  it.each([
    [
      [1, [1]],
      "TypeError: predictionChart: expected target to be an array of numbers or a Matrix, got 1",
    ],
    [[[1], [null]], "TypeError: predictionChart: expected prediction[0] to be a number, got null"],
    [
      [[1], [1, 2]],
      "RangeError: predictionChart: expected target and prediction of one size, got 1 numbers and 2 numbers",
    ],
    [
      [new Matrix(2, 1), new Matrix(1, 2)],
      "RangeError: predictionChart: expected target and prediction of one size, got 2x1 matrix and 1x2 matrix",
    ],
    [[[], []], "RangeError: predictionChart: expected a target or more, got none"],
    [
      [new Matrix(1, 9), new Matrix(1, 9)],
      "RangeError: predictionChart: expected at most 8 outputs, got 9",
    ],
    [
      [[1], [1], { yTitle: 1 }],
      "TypeError: predictionChart: expected yTitle to be a string, or { en, ja } of strings, got 1",
    ],
  ])("rejects %j", (args, message) => {
    // @ts-expect-error wrong kinds of arguments
    expect(messageOf(() => predictionChart(...args))).toBe(message);
  });
});
