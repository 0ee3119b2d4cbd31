import { describe, expect, it } from "vitest";
import { type FramesChartOptions, framesChart, type LineFrame } from "../../src/charts/frames.js";
import { language } from "../../src/charts/language.js";
import { type Item, moved } from "./moved.js";
import { messageOf } from "./rows.js";

const rates: readonly LineFrame[] = [
  { value: 0.1, y: [4, 2, 1] },
  { value: 0.3, y: [3, 1, 0.5] },
  { value: 3, y: [5, 1e30, Number.NaN] },
];
const options = { slider: "η" };

/** The line that is drawn strongly, and the title, where the slider stands at `frame`. */
async function chosen(
  frames: readonly LineFrame[],
  more: Partial<FramesChartOptions> = {},
  frame?: number,
) {
  const chart = framesChart(frames, { ...options, ...more });
  const scene = await moved(chart, frame === undefined ? {} : { frame });
  const lines = scene.marks("line");
  const strong = lines.filter(({ strokeWidth }) => strokeWidth === 3);
  return {
    line: strong.map(({ datum, defined }) =>
      defined === false ? undefined : [datum?.x, datum?.y],
    ),
    pale: lines.length - strong.length,
    title: scene.texts.filter((text) => text.startsWith("η = ") || / at first|NaN/.test(text)),
    edges: scene.marks("symbol").filter(isEdge).map(edgeOf),
  };
}

const isEdge = ({ size }: Item): boolean => size === 110;
const edgeOf = ({ shape, x, y, datum, opacity }: Item) => ({
  shape,
  at: datum?.x,
  place: [x, y],
  strong: opacity === 1,
});

describe("framesChart", () => {
  it("draws all lines pale, and strongly the one that the slider chooses, with its value", async () => {
    const first = await chosen(rates);
    expect(first.line).toEqual([
      [1, 4],
      [2, 2],
      [3, 1],
    ]);
    expect(first.pale).toBe(9);
    expect(first.title).toEqual(["η = 0.1", "4 at first, 1 at last"]);
    const second = await chosen(rates, {}, 2);
    expect(second.line).toEqual([
      [1, 3],
      [2, 1],
      [3, 0.5],
    ]);
    expect(second.title).toEqual(["η = 0.3", "3 at first, 0.5 at last"]);
  });

  it("gives no room to a line that runs off, but shows where, and says it", async () => {
    const { line, title, edges } = await chosen(rates, { at: 3 });
    // Drawn by as much above the chart, from 0.5 to 5, as that is high.
    expect(line).toEqual([[1, 5], [2, 9.5], undefined]);
    expect(title).toEqual(["η = 3", "5 at first, runs off the chart at x 2, NaN at last"]);
    expect(edges).toEqual([{ shape: "triangle-up", at: 2, place: [270, 0], strong: true }]);
    expect((await chosen(rates)).edges[0]?.strong).toBe(false);
    const { spec } = framesChart(rates, options);
    const { y } = spec.encoding as { y: { scale: { domain: number[] } } };
    expect(y.scale.domain).toEqual([0.5, 5]);
  });

  it("tells lines that fall off, and those that end in NaN or in infinity", async () => {
    const lines = (y: number[]) => [...rates.slice(0, 2), { value: 9, y }];
    const down = await chosen(lines([1, -1e9, -1e12]), { at: 9 });
    expect(down.title[1]).toBe("1 at first, runs off the chart at x 2, -1000000000000 at last");
    expect(down.edges).toMatchObject([{ shape: "triangle-down", at: 2 }]);
    const none = await chosen(lines([1, 2, Number.NaN]), { at: 9 });
    expect(none.title[1]).toBe("1 at first, NaN from x 3 on");
    expect(none.line).toEqual([[1, 1], [2, 2], undefined]);
    expect(none.edges).toMatchObject([{ shape: "cross", at: 2 }]);
    const infinite = await chosen(lines([1, 2, Number.POSITIVE_INFINITY]), { at: 9 });
    expect(infinite.title[1]).toBe("1 at first, runs off the chart at x 3, Infinity at last");
    const gap = await chosen(lines([1, Number.NaN, 2]), { at: 9 });
    expect([gap.title[1], gap.edges]).toEqual(["1 at first, 2 at last", []]);
    expect((await chosen(lines([Number.NaN]), { at: 9 })).title[1]).toBe(
      "NaN at first, NaN from x 1 on",
    );
  });

  it("has a slider over values that rise by equal steps, else over their numbers", () => {
    const bind = (values: (number | string)[], more = {}) => {
      const frames = values.map((value) => ({ value, y: [1, 2] }));
      return framesChart(frames, { slider: "n", ...more }).spec.params;
    };
    expect(bind([0.1, 0.2, 0.3], { at: 0.2 })).toEqual([
      {
        name: "frame",
        value: 0.2,
        bind: { input: "range", min: 0.1, max: 0.3, step: 0.1, name: "n " },
      },
      { name: "place", expr: "round((frame - 0.1) / 0.1)" },
    ]);
    for (const values of [
      [0.1, 1, 3],
      [3, 2, 1],
      ["a", "b", "c"],
    ]) {
      expect(bind(values, { at: values[1] })).toMatchObject([
        { value: 2, bind: { min: 1, max: 3, step: 1, name: "n (1–3) " } },
        { expr: "round((frame - 1) / 1)" },
      ]);
    }
    expect(bind([7])).toEqual([{ name: "place", value: 0 }]);
  });

  it("follows the slider at every value", async () => {
    const frames = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7].map((value) => ({
      value,
      y: [value, 1],
    }));
    for (const { value } of frames) {
      const { title, line } = await chosen(frames, {}, value);
      expect([title[0], line[0]]).toEqual([`η = ${value}`, [1, value]]);
    }
  });

  it("takes places, logarithmic axes, and lines of different lengths", async () => {
    const lines = [
      { value: "a", y: [1, 0.001, 0] },
      { value: "b", y: [2, 1] },
    ];
    const log = { yLog: true, xLog: true, x: [1, 10, 100] };
    const { line, title } = await chosen(lines, log);
    expect(line.slice(0, 2)).toEqual([
      [1, 1],
      [10, 0.001],
    ]);
    expect(title[1]).toBe("1 at first, runs off the chart at x 100, 0 at last");
    expect((await chosen(lines, log, 2)).line).toEqual([[1, 2], [10, 1], undefined]);
  });

  it("keeps some of many frames and points, the first, the last and `at` among them", async () => {
    const frames = Array.from({ length: 200 }, (_, value) => ({
      value,
      y: Array.from({ length: 1000 }, (_, i) => Math.sin(i / 50 + value)),
    }));
    const { spec, text } = framesChart(frames, { slider: "n", at: 78 });
    expect(JSON.stringify(spec).length).toBeLessThan(60_000);
    expect(spec.params).toMatchObject([{ value: 17, bind: { min: 1, max: 41 } }, {}]);
    expect(text).toContain(
      "41 lines, of which a slider chooses one, from n = 0 to 199; it stands at 78.",
    );
  });

  it("says in its sentence what comes of each line, in either language", () => {
    const titles = {
      xTitle: { en: "epoch", ja: "エポック" },
      yTitle: { en: "loss", ja: "損失" },
      slider: { en: "learning rate", ja: "学習率" },
    };
    expect(framesChart(rates, titles).text).toBe(
      "loss by learning rate: 3 lines, of which a slider chooses one, from learning rate = 0.1 to 3; " +
        "it stands at 0.1. 0.1: 4 at first, 1 at last; 0.3: 3 at first, 0.5 at last; " +
        "3: 5 at first, runs off the chart at epoch 2, NaN at last.",
    );
    language("ja");
    try {
      expect(framesChart(rates, titles).text).toBe(
        "学習率による損失：3本の線。スライダーで学習率を0.1から3まで選べます（はじめは0.1）。" +
          "0.1：最初4、最後1；0.3：最初3、最後0.5；3：最初5、エポック 2で図の外に出て、最後NaN。",
      );
    } finally {
      language("en");
    }
    expect(framesChart([{ value: "猫", y: [1] }], { slider: "animal" }).text).toBe(
      "y by animal. animal = 猫: 1.",
    );
  });

  it.each([
    [[3, options], "TypeError: framesChart: expected an array of { value, y }, got 3"],
    [[[], options], "RangeError: framesChart: expected a frame or more, got none"],
    [[[1], options], "TypeError: framesChart: expected frames[0] to be { value, y }, got 1"],
    [
      [[{ y: [1] }], options],
      "TypeError: framesChart: expected frames[0].value to be a number, got undefined",
    ],
    [
      [[{ value: Number.NaN, y: [1] }], options],
      "RangeError: framesChart: expected frames[0].value to be finite, got NaN",
    ],
    [
      [[{ value: 1, y: [] }], options],
      "RangeError: framesChart: expected the numbers of frames[0].y, got none",
    ],
    [
      [
        [
          { value: 1, y: [1] },
          { value: 1, y: [1] },
        ],
        options,
      ],
      "RangeError: framesChart: expected frames of different values, got two of 1",
    ],
    [
      [rates, {}],
      "TypeError: framesChart: expected slider to be a string, or { en, ja } of strings, got undefined",
    ],
    [
      [rates, { ...options, at: 2 }],
      "RangeError: framesChart: expected at to be the value of a frame, got 2",
    ],
    [[rates, { ...options, x: [1, 2] }], "RangeError: framesChart: expected 3 places x, got 2"],
    [[rates], "TypeError: framesChart: expected options to be an object, got undefined"],
  ])("rejects %j", (args, message) => {
    // @ts-expect-error wrong kinds of arguments
    expect(messageOf(() => framesChart(...args))).toBe(message);
  });
});
