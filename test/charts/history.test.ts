import { describe, expect, it } from "vitest";
import { type HistoryLike, historyChart } from "../../src/charts/history.js";
import type { Epoch } from "../../src/training/epoch.js";
import { sampleEpochs } from "./epochs.js";
import { messageOf, rowsWith, tables } from "./rows.js";

const losses = (...values: number[]): Epoch[] => values.map((loss, i) => ({ epoch: i + 1, loss }));

/** Whether the y axis of the first panel is logarithmic. */
function isLog(epochs: HistoryLike, logScale?: boolean): boolean {
  const [panel] = historyChart(epochs, { logScale }).spec.vconcat as { encoding: object }[];
  return JSON.stringify(panel?.encoding).includes('"log"');
}

describe("historyChart", () => {
  it("draws each value that is given, in the curve of its samples", () => {
    const chart = historyChart([
      { epoch: 1, loss: 2, validationLoss: 3, accuracy: 0.25 },
      { epoch: 2, loss: 1, validationLoss: 4, accuracy: 0.5 },
    ]);
    const series = tables(chart.spec).filter(([row]) => row && "series" in row);
    expect(series).toEqual([
      [
        { series: "training", epoch: "1", value: "2" },
        { series: "training", epoch: "2", value: "1" },
        { series: "validation", epoch: "1", value: "3" },
        { series: "validation", epoch: "2", value: "4" },
      ],
      [
        { series: "training", epoch: "1", value: "0.25" },
        { series: "training", epoch: "2", value: "0.5" },
      ],
    ]);
    expect(chart.text).toBe(
      "Training, epochs 1 to 2: training loss from 2 to 1, validation loss from 3 to 4, " +
        "training accuracy from 0.25 to 0.5; best: epoch 1, validation loss 3.",
    );
  });

  it("says where a curve has been between its ends", () => {
    expect(historyChart(losses(2, 9, Number.NaN, 1, 3)).text).toBe(
      "Training, epochs 1 to 5: training loss from 2 to 3 (1 to 9); best: epoch 4, loss 1. One value is not finite.",
    );
    expect(historyChart(losses(2, 2)).text).toContain(": training loss is 2; best");
  });

  it("takes a subtitle in both languages", () => {
    const { spec } = historyChart(losses(1), { subtitle: { en: "short", ja: "短い" } });
    expect(spec.title).toMatchObject({ subtitle: "short" });
    // @ts-expect-error a wrong kind of subtitle
    expect(messageOf(() => historyChart(losses(1), { subtitle: 1 }))).toBe(
      "TypeError: historyChart: expected subtitle to be a string, or { en, ja } of strings, got 1",
    );
  });

  it("takes an object that has the epochs", () => {
    const epochs = sampleEpochs(5);
    expect(historyChart({ epochs }).spec).toEqual(historyChart(epochs).spec);
  });

  it("marks the first epoch with the least validation loss, or without it the least loss", () => {
    const subtitle = (epochs: Epoch[]) => historyChart(epochs).spec.title;
    const validated = [5, Number.NaN, 4, 4].map((validationLoss, i) => ({
      epoch: i + 1,
      loss: 9 - i,
      validationLoss,
    }));
    expect(subtitle(validated)).toMatchObject({
      subtitle: "best: epoch 3, validation loss 4",
    });
    expect(subtitle(losses(2, 1, 3))).toMatchObject({ subtitle: "best: epoch 2, loss 1" });
    expect(subtitle(losses(Number.NaN, Number.POSITIVE_INFINITY))).toBe("Training");
  });

  it("has a logarithmic scale where losses span more than two powers of ten, or by option", () => {
    expect(isLog(losses(100, 1))).toBe(false);
    expect(isLog(losses(101, 1))).toBe(true);
    expect(isLog(losses(101, 1, 0))).toBe(false);
    expect(isLog(losses(101, 1), false)).toBe(false);
    expect(isLog(losses(2, 1), true)).toBe(true);
    expect(isLog(losses(0, 0), true)).toBe(false);
  });

  it("shows a learning rate that changes, and none that does not", () => {
    const rate = (...rates: number[]) =>
      rates.map((learningRate, i) => ({ epoch: i + 1, loss: 1, learningRate }));
    expect(historyChart(rate(0.1, 0.1)).spec.vconcat).toHaveLength(1);
    expect(historyChart(rate(0.1, 0.2)).spec.vconcat).toHaveLength(2);
  });

  it("leaves a gap where a value is not finite or not given, and counts those that are not finite", () => {
    const chart = historyChart([
      { epoch: 1, loss: Number.NaN, validationLoss: 1 },
      { epoch: 2, loss: Number.POSITIVE_INFINITY },
    ]);
    expect(rowsWith(chart, "series").map(({ value }) => value)).toEqual(["", "", "1", ""]);
    expect(chart.text).toMatch(/ 2 values are not finite\.$/);
  });

  it("thins 10,000 epochs, but keeps a peak, a gap, the ends and the best", () => {
    const epochs = losses(...Array.from({ length: 10_000 }, (_, i) => 3 - i / 1e4));
    epochs[1234] = { epoch: 1235, loss: 9 };
    epochs[4321] = { epoch: 4322, loss: Number.NaN };
    epochs[7777] = { epoch: 7778, loss: 0.5 };
    const rows = rowsWith(historyChart(epochs), "series");
    expect(rows.length).toBeLessThan(500);
    const values = new Map(rows.map(({ epoch, value }) => [Number(epoch), value]));
    expect([1, 1235, 4322, 7778, 10_000].map((epoch) => values.get(epoch))).toEqual([
      "3",
      "9",
      "",
      "0.5",
      "2.0001",
    ]);
    expect([...values.keys()]).toEqual([...values.keys()].sort((a, b) => a - b));
    expect(JSON.stringify(historyChart(sampleEpochs(10_000)).spec).length).toBeLessThan(80_000);
  });

  it("keeps the numbers of late epochs whole", () => {
    const chart = historyChart([{ epoch: 1_234_567, loss: 1 }]);
    expect(rowsWith(chart, "series")).toEqual([
      { series: "training", epoch: "1234567", value: "1" },
    ]);
  });

  it("fixes the right end of the x axis at the epochs to come", () => {
    const [panel] = historyChart(losses(2, 1), { epochs: 100 }).spec.vconcat as unknown[];
    expect(panel).toMatchObject({ encoding: { x: { scale: { domain: [1, 100] } } } });
  });

  it.each([
    [
      undefined,
      {},
      "TypeError: historyChart: expected an array of epochs, or an object with one as epochs, got undefined",
    ],
    [
      { epoch: 1, loss: 2 },
      {},
      "TypeError: historyChart: expected an array of epochs, or an object with one as epochs, got Object object",
    ],
    [[], {}, "RangeError: historyChart: expected an epoch or more, got none"],
    [[3], {}, "TypeError: historyChart: expected epochs[0] to be an epoch, got 3"],
    [
      [{ epoch: 1 }],
      {},
      "TypeError: historyChart: expected epochs[0].loss to be a number, got undefined",
    ],
    [
      [{ epoch: 1, loss: 1, accuracy: "1" }],
      {},
      'TypeError: historyChart: expected epochs[0].accuracy to be a number, got "1" (string)',
    ],
    [
      [
        { epoch: 1, loss: 1 },
        { epoch: 1, loss: 1 },
      ],
      {},
      "RangeError: historyChart: expected epochs[1].epoch to be an integer above 1, got 1",
    ],
    [
      [{ epoch: 0.5, loss: 1 }],
      {},
      "RangeError: historyChart: expected epochs[0].epoch to be an integer above -1, got 0.5",
    ],
    [
      [{ epoch: 1, loss: 1 }],
      { log: true },
      "TypeError: historyChart: expected the options title, width, height, subtitle, logScale, epochs, got log",
    ],
    [
      [{ epoch: 1, loss: 1 }],
      { title: 3 },
      "TypeError: historyChart: expected title to be a string, or { en, ja } of strings, got 3",
    ],
    [
      [{ epoch: 1, loss: 1 }],
      { width: 0 },
      "RangeError: historyChart: expected width to be an integer from 40 to 2000, got 0",
    ],
    [
      [{ epoch: 1, loss: 1 }],
      { logScale: "yes" },
      'TypeError: historyChart: expected logScale to be true or false, got "yes" (string)',
    ],
  ])("rejects %j with %j", (history, options, message) => {
    // @ts-expect-error a wrong kind of argument
    expect(messageOf(() => historyChart(history, options))).toBe(message);
  });
});
