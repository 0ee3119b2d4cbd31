import { Matrix } from "ml-matrix";
import * as vega from "vega";
import { compile } from "vega-lite";
import { describe, expect, it } from "vitest";
import { decisionChart } from "../../src/charts/decision.js";
import { type Regions, regions } from "../../src/charts/regions.js";
import { sampleMoons, sampleRegions } from "./moons.js";
import { messageOf, rowsWith } from "./rows.js";

const square = { xMin: 0, xMax: 4, yMin: -1, yMax: 1, steps: 2 };
const left = (x: Matrix) => x.to2DArray().map(([a = 0]) => (a < 2 ? "left" : "right"));

describe("regions", () => {
  it("asks for the middle of each cell, in rows from the top", () => {
    const asked: number[][][] = [];
    regions((x) => {
      asked.push(x.to2DArray());
      return left(x);
    }, square);
    expect(asked).toEqual([
      [
        [1, 0.5],
        [3, 0.5],
        [1, -0.5],
        [3, -0.5],
      ],
    ]);
  });

  it("takes labels, one column of probabilities, and a column for each class", () => {
    expect(regions(left, square)).toEqual({
      ...square,
      epoch: undefined,
      labels: ["left", "right", "left", "right"],
      confidences: undefined,
    });
    const column = regions(() => Matrix.columnVector([0, 0.5, 0.75, 1]), { ...square, epoch: 3 });
    expect(column).toMatchObject({ epoch: 3, labels: [0, 1, 1, 1], confidences: [1, 0, 0.5, 1] });
    const shares = new Matrix([
      [0.25, 0.25, 0.5],
      [1, 0, 0],
      [0.2, 0.8, 0],
      [0.4, 0.3, 0.3],
    ]);
    const named = regions(() => shares, { ...square, classes: ["猫", "犬", "鳥"] });
    expect(named.labels).toEqual(["鳥", "猫", "犬", "猫"]);
    expect(named.confidences?.map((c) => c.toFixed(3))).toEqual([
      "0.250",
      "1.000",
      "0.700",
      "0.100",
    ]);
    expect(regions(() => shares.clone().mul(2), square).confidences).toBe(undefined);
  });

  it.each([
    [[3, square], "TypeError: regions: expected predict to be a function, got 3"],
    [
      [left, { ...square, xMin: 4 }],
      "RangeError: regions: expected finite xMin < xMax, got 4 and 4",
    ],
    [
      [left, { ...square, yMax: Number.NaN }],
      "RangeError: regions: expected finite yMin < yMax, got -1 and NaN",
    ],
    [
      [left, { ...square, xMin: undefined }],
      "TypeError: regions: expected xMin to be a number, got undefined",
    ],
    [
      [left, { ...square, steps: 101 }],
      "RangeError: regions: expected steps to be an integer from 2 to 100, got 101",
    ],
    [[() => [1], square], "RangeError: regions: expected a prediction for each of 4 cells, got 1"],
    [
      [() => undefined, square],
      "TypeError: regions: expected the predictions to be an array of labels or a Matrix, got undefined",
    ],
    [
      [() => Matrix.columnVector([1, 2, Number.NaN, 3]), square],
      "RangeError: regions: expected the predictions to be numbers, got NaN in row 2, column 0",
    ],
    [
      [left, { ...square, step: 3 }],
      "TypeError: regions: expected the options xMin, xMax, yMin, yMax, steps, epoch, classes, got step",
    ],
  ])("rejects %j", (args, message) => {
    // @ts-expect-error wrong kinds of arguments
    expect(messageOf(() => regions(...args))).toBe(message);
  });
});

const frame = (labels: string[], epoch?: number): Regions =>
  regions(() => labels, { ...square, epoch });
const points = new Matrix([
  [1, 0],
  [3, 0.5],
]);

/** The rectangles and their levels that are shown when the slider stands at `epoch`. */
async function shownAt(frames: readonly Regions[], epoch: number): Promise<unknown[]> {
  const { spec } = decisionChart(points, ["a", "b"], frames);
  // @ts-expect-error a plain object
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: "none" });
  await view.runAsync();
  await view.signal("epoch", epoch).runAsync();
  const shown = view.data("layer_0_marks").map(({ datum }) => {
    const { left, right, top, bottom, level } = datum;
    return [left, right, top, bottom, level];
  });
  view.finalize();
  return shown;
}

describe("decisionChart", () => {
  it("shows the frame of the latest epoch that the slider has come to", async () => {
    const frames = [frame(["a", "a", "a", "a"], 0), frame(["a", "a", "b", "a"], 10)];
    const first = [[0, 4, 1, -1, 0]];
    const second = [
      [0, 4, 1, 0, 0],
      [0, 2, 0, -1, 4],
      [2, 4, 0, -1, 0],
    ];
    expect(await shownAt(frames, 0)).toEqual(first);
    expect(await shownAt(frames, 9)).toEqual(first);
    expect(await shownAt(frames, 10)).toEqual(second);
  });

  it("has a slider over the epochs that stands at the last, and names the epoch in the title", () => {
    const all = [3, 9, 21].map((epoch) => frame(["a", "a", "b", "b"], epoch));
    const { spec, text } = decisionChart(points, ["a", "b"], all);
    expect(spec.params).toEqual([
      {
        name: "epoch",
        value: 21,
        bind: { input: "range", min: 3, max: 21, step: 6, name: "epoch " },
      },
    ]);
    expect(spec.title).toEqual({ text: { expr: '"Decision regions, epoch " + epoch' } });
    // The points lie in the last frame's cells above on the right, a, and in the middle of the left, b.
    expect(text).toBe(
      "Decision regions of the classes a, b, with 2 points, epochs 3 to 21; " +
        "0 of 2 points lie in a region of their class.",
    );
  });

  it("has none for one frame", () => {
    const { spec, text } = decisionChart(points, ["a", "b"], frame(["a", "a", "b", "b"]));
    expect(spec.params).toBe(undefined);
    expect(text).toMatch(/^Decision regions of the classes a, b, with 2 points; /);
  });

  it("numbers frames from 1 where no epoch is given", () => {
    const all = [frame(["a", "a", "b", "b"]), frame(["a", "a", "a", "b"])];
    const rows = rowsWith(decisionChart(points, ["a", "b"], all), "rows");
    expect(rows.map(({ epoch, until }) => [epoch, until])).toEqual([
      ["1", "2"],
      ["2", "3"],
    ]);
  });

  it("draws each point with its class, also a class without a region", () => {
    const chart = decisionChart(points, ["b", "c"], frame(["a", "a", "b", "b"]));
    expect(rowsWith(chart, "class")).toEqual([
      { x: "1", y: "0", class: "b" },
      { x: "3", y: "0.5", class: "c" },
    ]);
    expect(chart.text).toContain("the classes a, b, c,");
  });

  it("takes one-hot labels", () => {
    const oneHot = new Matrix([
      [0, 1],
      [1, 0],
    ]);
    const all = regions((x) => x.to2DArray().map(([a = 0]) => (a < 2 ? 1 : 0)), square);
    const rows = rowsWith(decisionChart(points, oneHot, all), "class");
    expect(rows.map((row) => row.class)).toEqual(["1", "0"]);
  });

  it("stays small: 30 frames of 40 x 40 cells, and of more some", () => {
    const { points: moons, labels } = sampleMoons();
    const sized = (count: number, steps: number) => {
      const all = Array.from({ length: count }, (_, i) => sampleRegions(i * 10, steps));
      return decisionChart(moons, labels, all);
    };
    expect(JSON.stringify(sized(30, 40).spec).length).toBeLessThan(40_000);
    const many = sized(61, 40);
    const epochs = rowsWith(many, "rows").map(({ epoch }) => Number(epoch));
    expect(epochs).toHaveLength(30);
    expect([epochs[0], epochs[29]]).toEqual([0, 600]);
    const noise = (epoch: number) =>
      regions((x) => x.to2DArray().map((_, i) => (i * (i + epoch)) % 3), {
        ...square,
        steps: 100,
        epoch,
      });
    const noisy = decisionChart(
      points,
      [0, 1],
      Array.from({ length: 30 }, (_, i) => noise(i)),
    );
    expect(JSON.stringify(noisy.spec).length).toBeLessThan(130_000);
    expect(noisy.text).toContain("epochs 0 to 29");
  });

  it("thins many points", () => {
    const many = Matrix.rand(5000, 2);
    const chart = decisionChart(many, Array(5000).fill("a"), frame(["a", "a", "b", "b"]));
    expect(rowsWith(chart, "class")).toHaveLength(1000);
    expect(chart.text).toContain("with 1000 of 5000 points");
  });

  const one = frame(["a", "a", "b", "b"], 5);
  it.each([
    [
      [[1], ["a"], one],
      "TypeError: decisionChart: expected points to be a Matrix, got array of length 1",
    ],
    [
      [new Matrix(1, 3), ["a"], one],
      "RangeError: decisionChart: expected points to be a matrix of 1 or more rows and 2 columns, got a 1x3 matrix",
    ],
    [
      [points, ["a"], one],
      "RangeError: decisionChart: expected a label for each of 2 points, got 1",
    ],
    [[points, ["a", "b"], []], "RangeError: decisionChart: expected a frame or more, got none"],
    [
      [points, ["a", "b"], [one, 3]],
      "TypeError: decisionChart: expected frames[1] to be what regions() gives, got 3",
    ],
    [
      [points, ["a", "b"], undefined],
      "TypeError: decisionChart: expected frames[0] to be what regions() gives, got undefined",
    ],
    [
      [points, ["a", "b"], [one, { ...one, epoch: 6, xMax: 5 }]],
      "RangeError: decisionChart: expected all frames to have xMax 4, got 5",
    ],
    [
      [points, ["a", "b"], [one, one]],
      "RangeError: decisionChart: expected frames[1] to be of an epoch above 5, got 5",
    ],
    [
      [points, ["a", "b"], one, { classes: ["a"] }],
      'RangeError: decisionChart: expected labels[1] to be one of the classes a, got "b" (string)',
    ],
    [
      [points, ["a", "a"], one, { classes: ["a"] }],
      'RangeError: decisionChart: expected the regions to be of the classes a, got "b" (string)',
    ],
    [
      [points, ["a", "b"], one, { classes: "abcdefghijk".split("") }],
      "RangeError: decisionChart: expected at most 10 classes, got 11",
    ],
    [
      [points, ["a", "b"], one, { xTitle: 3 }],
      "TypeError: decisionChart: expected xTitle to be a string, or { en, ja } of strings, got 3",
    ],
  ])("rejects %j", (args, message) => {
    // @ts-expect-error wrong kinds of arguments
    expect(messageOf(() => decisionChart(...args))).toBe(message);
  });
});
