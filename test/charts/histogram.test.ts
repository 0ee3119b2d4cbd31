import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { binsOver, countIn } from "../../src/charts/bins.js";
import { histogramChart } from "../../src/charts/histogram.js";
import { moments } from "../../src/charts/numbers.js";
import { fixture } from "../fixtures.js";
import { messageOf, rowsWith, tables } from "./rows.js";

interface Case {
  readonly name: string;
  readonly values: number[];
  readonly bins: number;
  readonly counts: number[];
  readonly from: number;
  readonly to: number;
  readonly mean: number;
  readonly deviation: number;
}

describe("bins", () => {
  it.each(fixture<{ cases: Case[] }>("histogram").cases)("are NumPy's: $name", (expected) => {
    const bins = binsOver(expected.values, expected.bins);
    expect(bins).toEqual({ from: expected.from, to: expected.to, count: expected.bins });
    expect(countIn(bins, expected.values)).toEqual(expected.counts);
    const { mean, deviation } = moments(expected.values);
    expect(Math.abs(mean - expected.mean)).toBeLessThanOrEqual(1e-13 * Math.abs(expected.mean));
    expect(Math.abs(deviation - expected.deviation)).toBeLessThanOrEqual(
      1e-13 * expected.deviation,
    );
  });

  it("leave out what is not finite, and what lies outside", () => {
    const values = [Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 1, 2, Number.NEGATIVE_INFINITY];
    expect(binsOver(values, 3)).toEqual({ from: -1, to: 2, count: 3 });
    expect(countIn({ from: 0, to: 1, count: 2 }, values)).toEqual([1, 1]);
    expect(binsOver([Number.NaN], 3)).toEqual({ from: 0, to: 1, count: 3 });
    expect(moments([Number.NaN])).toEqual({ mean: Number.NaN, deviation: Number.NaN });
  });
});

/** The counts of each panel. */
const counts = (...args: Parameters<typeof histogramChart>): unknown[] =>
  tables(histogramChart(...args).spec)
    .filter(([row]) => row && "count" in row)
    .map((rows) => rows.map(({ from, to, count }) => `${from} ${to}: ${count}`));

describe("histogramChart", () => {
  const series = { a: [0, 1, 1, 4], b: new Matrix([[2], [2]]) };

  it("counts all panels in the same bins, or each in its own, without empty ones", () => {
    expect(counts(series, { bins: 4 })).toEqual([["0 1: 1", "1 2: 2", "3 4: 1"], ["2 3: 2"]]);
    expect(counts(series, { bins: 2, sharedBins: false })).toEqual([
      ["0 2: 3", "2 4: 1"],
      ["2 2.5: 2"],
    ]);
  });

  it("says count, range, mean and deviation of each, and how many are not finite", () => {
    const chart = histogramChart({ "δ 誤差": new Float32Array([1, 3]), x: [Number.NaN] });
    expect(chart.text).toBe(
      "Histograms: δ 誤差 (2 values) between 1 and 3, mean 2, deviation 1; " +
        "x (1 value) has no finite value. One value is not finite.",
    );
  });

  it("stays small with many values", () => {
    const chart = histogramChart({ a: Matrix.rand(500, 500), b: Matrix.rand(500, 500) });
    expect(rowsWith(chart, "count")).toHaveLength(30);
    expect(JSON.stringify(chart.spec).length).toBeLessThan(8_000);
  });

  const many = Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`s${i}`, [1]]));
  it.each([
    [
      undefined,
      {},
      "TypeError: histogramChart: expected an object of arrays of numbers or matrices, got undefined",
    ],
    [
      [[1]],
      {},
      "TypeError: histogramChart: expected an object of arrays of numbers or matrices, got array of length 1",
    ],
    [
      new Matrix(1, 1),
      {},
      "TypeError: histogramChart: expected an object of arrays of numbers or matrices, got 1x1 matrix",
    ],
    [{}, {}, "RangeError: histogramChart: expected a series, got none"],
    [many, {}, "RangeError: histogramChart: expected at most 24 series, got 25"],
    [{ a: [] }, {}, 'RangeError: histogramChart: expected "a" to have a value or more, got none'],
    [
      { a: 3 },
      {},
      'TypeError: histogramChart: expected "a" to be an array of numbers or a Matrix, got 3',
    ],
    [
      { a: ["1"] },
      {},
      'TypeError: histogramChart: expected "a"[0] to be a number, got "1" (string)',
    ],
    [
      { a: [1] },
      { bins: 0 },
      "RangeError: histogramChart: expected bins to be an integer from 1 to 200, got 0",
    ],
    [
      { a: [1] },
      { sharedBins: 1 },
      "TypeError: histogramChart: expected sharedBins to be true or false, got 1",
    ],
  ])("rejects %j with %j", (wrong, options, message) => {
    // @ts-expect-error wrong kinds of arguments
    expect(messageOf(() => histogramChart(wrong, options))).toBe(message);
  });
});
