import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { language } from "../../src/charts/language.js";
import { type LineChartOptions, type Lines, lineChart } from "../../src/charts/line.js";
import { type Item, moved } from "./moved.js";
import { messageOf } from "./rows.js";

/** The points of each line that is drawn, undefined where it is interrupted. */
async function drawnLines(series: Lines, options?: LineChartOptions) {
  const scene = await moved(lineChart(series, options));
  const lines: Record<string, unknown[]> = {};
  for (const { datum, defined } of scene.marks("line")) {
    const { series: name, x, y } = datum ?? {};
    lines[String(name)] ??= [];
    lines[String(name)]?.push(defined === false ? undefined : [x, y]);
  }
  return lines;
}

const isDot = ({ opacity }: Item): boolean => opacity !== 0;

describe("lineChart", () => {
  it("draws lines by name over 1, 2, 3, …, over x, and over places of their own", async () => {
    const series = {
      a: [3, 2.5],
      b: { x: [-1, 0.5], y: [4, 4] },
      c: new Float32Array([0.5, -0.25]),
    };
    expect(await drawnLines(series)).toEqual({
      a: [
        [1, 3],
        [2, 2.5],
      ],
      b: [
        [-1, 4],
        [0.5, 4],
      ],
      c: [
        [1, 0.5],
        [2, -0.25],
      ],
    });
    expect((await drawnLines(series, { x: [10, 20] })).c).toEqual([
      [10, 0.5],
      [20, -0.25],
    ]);
    expect(await drawnLines({ w: new Matrix([[1, 2]]) })).toEqual({
      w: [
        [1, 1],
        [2, 2],
      ],
    });
  });

  it("joins points in their order", async () => {
    const { a } = await drawnLines({ a: { x: [3, 1, 2], y: [0, 1, 2] } });
    expect(a).toEqual([
      [3, 0],
      [1, 1],
      [2, 2],
    ]);
  });

  it("interrupts a line at a number that is not finite, and draws a point alone as a dot", async () => {
    const y = [1, Number.NaN, 2, Number.POSITIVE_INFINITY, 3, 4];
    expect((await drawnLines({ a: y })).a).toEqual([
      [1, 1],
      undefined,
      [3, 2],
      undefined,
      [5, 3],
      [6, 4],
    ]);
    const chart = lineChart({ a: y }, { points: false });
    const dots = (await moved(chart)).marks("symbol").filter(isDot);
    expect(dots.map(({ datum }) => [datum?.x, datum?.y])).toEqual([
      [1, 1],
      [3, 2],
    ]);
    expect(chart.text).toBe(
      "Lines over x from 1 to 6: a: 1 at first, 4 at last, between 1 and 4. 2 values are not finite.",
    );
  });

  it("has no place for 0 and below on a logarithmic axis", async () => {
    const { a } = await drawnLines({ a: [1, 0, -1, 1e-200] }, { yLog: true });
    expect(a).toEqual([[1, 1], undefined, undefined, [4, 1e-200]]);
    const { b } = await drawnLines({ b: [1, 2] }, { xLog: true, x: [0, 10] });
    expect(b).toEqual([undefined, [10, 2]]);
  });

  it("draws numbers close together far from 0 less an offset", async () => {
    expect(await drawnLines({ a: [1e9 + 1, 1e9 + 3] })).toEqual({
      a: [
        [1, 1],
        [2, 3],
      ],
    });
    const { texts } = await moved(lineChart({ a: [1e9 + 1, 1e9 + 3] }, { yTitle: "loss" }));
    expect(texts).toContain("loss − 1000000000");
  });

  it("keeps the least and greatest of many points", async () => {
    const y = Array.from({ length: 100_000 }, (_, i) => (i === 12_345 ? 9 : Math.sin(i)));
    const chart = lineChart({ a: y, b: y });
    expect(JSON.stringify(chart.spec).length).toBeLessThan(60_000);
    const { a } = await drawnLines({ a: y, b: y });
    expect(a).toContainEqual([12_346, 9]);
    expect(a?.length).toBeLessThanOrEqual(1502);
  });

  it("draws dots where they are asked for, and where lines have at most 12 points", async () => {
    const dots = async (length: number, points?: boolean) => {
      const chart = lineChart({ a: Array.from({ length }, (_, i) => i) }, { points });
      return (await moved(chart)).marks("symbol").filter(isDot).length;
    };
    expect([await dots(12), await dots(13)]).toEqual([12, 0]);
    expect([await dots(12, false), await dots(13, true)]).toEqual([0, 13]);
  });

  it("leaves samples alone, as dots beside a line", async () => {
    const chart = lineChart({ y: [1, 2, 3], t: { x: [1, 2], y: [1.5, 2.5], dots: true } });
    const scene = await moved(chart);
    const dots = scene.marks("symbol").filter(isDot);
    const ofSamples = dots.filter(({ datum }) => datum?.series === "t");
    expect(ofSamples.map(({ datum }) => [datum?.x, datum?.y])).toEqual([
      [1, 1.5],
      [2, 2.5],
    ]);
    expect(scene.marks("line").map(({ datum }) => datum?.series)).not.toContain("t");
    expect(chart.text).toBe(
      "Lines over x from 1 to 3: y: 1 at first, 3 at last, between 1 and 3; t, 2 dots between 1.5 and 2.5.",
    );
    const alone = [{ name: "t", y: Array.from({ length: 20 }, (_, i) => i), dots: true }];
    expect((await moved(lineChart(alone))).marks("symbol").filter(isDot).length).toBe(20);
    const odd = { t: { x: [1], y: [1], dots: 1 as unknown as boolean } };
    expect(messageOf(() => lineChart(odd))).toMatch(/expected the dots of "t" to be true or false/);
  });

  it("gives training, validation and test samples their colours", async () => {
    const range = (names: string[]) => {
      const { spec } = lineChart(Object.fromEntries(names.map((name) => [name, [1]])));
      return (spec.encoding as { color: { scale: { range: string[] } } }).color.scale.range;
    };
    const [own] = range(["training loss"]);
    expect(range(["a", "b", "c", "d", "e", "f", "g", "訓練"])[7]).toBe(own);
    expect(
      new Set(range(["test", "a", "b", "validation", "c", "d", "e", "f", "g", "h"])).size,
    ).toBe(10);
  });

  it("has names in the language of the charts", async () => {
    const series = [{ name: { en: "training", ja: "訓練" }, y: [3, 1.5] }];
    const options = { xTitle: { en: "epoch", ja: "エポック" } };
    expect(lineChart(series, options).text).toBe(
      "Lines over epoch from 1 to 2: training: 3 at first, 1.5 at last, between 1.5 and 3.",
    );
    language("ja");
    try {
      const chart = lineChart(series, options);
      expect(chart.text).toBe("エポックが1から2までの線：訓練は最初3、最後1.5、1.5から3の間。");
      expect((await moved(chart)).texts).toEqual(expect.arrayContaining(["訓練", "エポック"]));
    } finally {
      language("en");
    }
  });

  it.each([
    [
      [3],
      "TypeError: lineChart: expected series to be an object of numbers, or an array of { name, y }, got 3",
    ],
    [[{}], "RangeError: lineChart: expected 1 to 10 lines, got 0"],
    [[[]], "RangeError: lineChart: expected 1 to 10 lines, got 0"],
    [
      [[[1, 2]]],
      "TypeError: lineChart: expected series[0].name to be a string, or { en, ja } of strings, got undefined",
    ],
    [[[1, 2]], "TypeError: lineChart: expected series[0] to be { name, y }, got 1"],
    [[{ a: [] }], 'RangeError: lineChart: expected the numbers of "a", got none'],
    [
      [{ a: [1, "2"] }],
      'TypeError: lineChart: expected the numbers of "a"[1] to be a number, got "2" (string)',
    ],
    [[{ a: [1, 2] }, { x: [1] }], 'RangeError: lineChart: expected 2 places x for "a", got 1'],
    [[{ a: [1] }, { yLog: 1 }], "TypeError: lineChart: expected yLog to be true or false, got 1"],
    [
      [{ a: [1] }, { xTitle: 1 }],
      "TypeError: lineChart: expected xTitle to be a string, or { en, ja } of strings, got 1",
    ],
    [
      [{ a: [1] }, { logY: true }],
      "TypeError: lineChart: expected the options title, width, height, x, xTitle, yTitle, xLog, yLog, points, got logY",
    ],
  ])("rejects %j", (args, message) => {
    // @ts-expect-error wrong kinds of arguments
    expect(messageOf(() => lineChart(...args))).toBe(message);
  });
});
