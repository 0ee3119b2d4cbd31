import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { signalChart } from "../../src/charts/signal.js";
import { article, sampleMatrix } from "./gallery.js";
import { messageOf, rowsWith, tables } from "./rows.js";

describe("signalChart", () => {
  it("draws a bar for each element, grouped by unit, in the colour of its sample", () => {
    const bars = rowsWith(signalChart({ delta: article.delta }), "unit");
    expect(bars.map(({ unit, sample, value }) => `${unit}, ${sample}: ${value}`)).toEqual([
      "unit 1, 1: 0.024727",
      "unit 1, 2: 0.049768",
      "unit 2, 1: 0.047909",
      "unit 2, 2: 0.02451",
      "unit 3, 1: 0.074985",
      "unit 3, 2: 0.024998",
    ]);
  });

  it("has a panel for each signal, with its name as title", () => {
    const { concat } = signalChart({ y: article.yOut, δ: article.delta }).spec;
    expect(concat).toMatchObject([{ title: { text: "y" } }, { title: { text: "δ" } }]);
  });

  it("draws larger signals as heat maps, samples by units", () => {
    const chart = signalChart({ y: sampleMatrix(9, 3), δ: article.delta });
    const [y, delta] = tables(chart.spec);
    expect(y).toHaveLength(27);
    expect(delta?.map(({ row, column }) => `${row} ${column}`)).toEqual([
      "1 1",
      "1 2",
      "1 3",
      "2 1",
      "2 2",
      "2 3",
    ]);
  });

  it("says the shape and range of each signal, and how many values are not finite", () => {
    const y = new Matrix([[1, Number.NaN]]);
    expect(signalChart({ y, δ: article.delta }).text).toBe(
      "Signals, samples x units: y (1x2 matrix) is 1; δ (2x3 matrix) between 0.02451 and 0.074985. One value is not finite.",
    );
    expect(signalChart({ y: new Matrix([[Number.NaN]]) }).text).toBe(
      "Signals, samples x units: y (1x1 matrix) has no finite value. One value is not finite.",
    );
  });

  it.each([
    [undefined, "TypeError: signalChart: expected an object of matrices, got undefined"],
    [{}, "RangeError: signalChart: expected a signal, got none"],
    [{ y: [1] }, 'TypeError: signalChart: expected "y" to be a Matrix, got array of length 1'],
    [
      { y: new Matrix(0, 1) },
      'RangeError: signalChart: expected "y" to have a row and a column or more, got a 0x1 matrix',
    ],
  ])("rejects %j", (signals, message) => {
    // @ts-expect-error a wrong kind of argument
    expect(messageOf(() => signalChart(signals))).toBe(message);
  });
});
