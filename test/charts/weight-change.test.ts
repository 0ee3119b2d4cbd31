import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { weightChangeChart } from "../../src/charts/weight-change.js";
import { messageOf, tables } from "./rows.js";

const before = new Matrix([[0.5, -0.25]]);
const after = new Matrix([[0.5625, -0.375]]);

describe("weightChangeChart", () => {
  it("shows before, after, and after - before", () => {
    const values = tables(weightChangeChart(before, after).spec).map((rows) =>
      rows.map(({ value }) => value),
    );
    expect(values).toEqual([
      ["0.5", "-0.25"],
      ["0.5625", "-0.375"],
      ["0.0625", "-0.125"],
    ]);
  });

  it("has one scale for all, by which the change is drawn stronger, as is printed", () => {
    const json = JSON.stringify(weightChangeChart(before, after).spec);
    const domains = [...json.matchAll(/"domain":\[(-[\d.]+),0/g)].map(([, least]) => least);
    // 0.5625 / 0.125 is 4.5: twice as strong.
    expect(domains).toEqual(["-0.5625", "-0.5625", "-0.28125"]);
    expect(json).toContain('"text":"change × 2"');
    expect(json).toContain("change × 2: its colours are so many times stronger");
    expect(JSON.stringify(weightChangeChart(before, Matrix.mul(before, -1)).spec)).not.toContain(
      "×",
    );
  });

  it("says the greatest change and its place", () => {
    expect(weightChangeChart(before, after).text).toBe(
      "Weights of a layer with 1 input and a bias, 1 neuron before and after an update; u₁: x₁ 0.5 → 0.5625, bias -0.25 → -0.375; the greatest change is -0.125 from bias to u₁.",
    );
  });

  it("says when nothing has changed, but not of what is not finite", () => {
    expect(weightChangeChart(before, before).text).toContain("nothing has changed");
    const none = new Matrix([[Number.NaN]]);
    expect(weightChangeChart(none, none).text).toContain("the greatest change is not finite");
  });

  it("does not change its arguments", () => {
    const [a, b] = [before.clone(), after.clone()];
    weightChangeChart(a, b);
    expect([a, b]).toEqual([before, after]);
  });

  it.each([
    [
      before,
      undefined,
      "TypeError: weightChangeChart: expected after to be a Matrix, got undefined",
    ],
    [
      before,
      new Matrix(2, 2),
      "RangeError: weightChangeChart: expected after to be a 1x2 matrix, got a 2x2 matrix",
    ],
    [
      new Matrix(0, 0),
      after,
      "RangeError: weightChangeChart: expected before to have a row and a column or more, got a 0x0 matrix",
    ],
  ])("rejects %j and %j", (a, b, message) => {
    // @ts-expect-error a wrong kind of argument
    expect(messageOf(() => weightChangeChart(a, b))).toBe(message);
  });
});
