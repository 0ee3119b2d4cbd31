import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { historyChart } from "../../src/charts/history.js";
import { language } from "../../src/charts/language.js";
import { live } from "../../src/notebook/live.js";
import { Clock, progressLine } from "../../src/notebook/progress.js";
import type { DisplayData } from "../../src/notebook/publisher.js";
import type { Epoch } from "../../src/training/epoch.js";
import { sampleEpochs } from "../charts/epochs.js";
import { messageOf } from "../charts/rows.js";
import { runInTslab } from "./tslab.js";

// The package loads it from its build.
vi.mock("../../src/render/load.js", async () => {
  const renderer = await import("../../src/render/index.js");
  return { loadRenderer: () => renderer };
});

const HOOK = Symbol.for("middle-layer.display");
const VEGA = "application/vnd.vegalite.v5+json";

interface Sent {
  readonly content: DisplayData;
  readonly update: boolean;
}

/** Puts a fake kernel in place, as at the start of a cell; `endCell` does what is left for the end. */
function startCell({ tellsEnd = true } = {}): { sent: Sent[]; endCell: () => void } {
  const sent: Sent[] = [];
  const endings: (() => void)[] = [];
  const publish = (content: DisplayData, update: boolean) => sent.push({ content, update });
  const atEnd = (work: () => void) => endings.push(work) > 0;
  Reflect.set(globalThis, HOOK, tellsEnd ? Object.assign(publish, { atEnd }) : publish);
  return { sent, endCell: () => endings.splice(0).forEach((work) => void work()) };
}

/** The MIME types of each message. */
function types(sent: readonly Sent[]): string[][] {
  return sent.map(({ content }) => Object.keys(content.data));
}

const ALL = [VEGA, "image/png", "text/plain"];

let now = 0;

beforeEach(() => {
  now = 1000;
  vi.spyOn(performance, "now").mockImplementation(() => now);
});

afterEach(() => {
  Reflect.deleteProperty(globalThis, HOOK);
  vi.restoreAllMocks();
});

describe("live in a kernel", () => {
  it("updates one display at most every 250 ms from a loop that never awaits, and ends with the whole chart", () => {
    const { sent, endCell } = startCell();
    const epochs = sampleEpochs(10);
    const view = live({ epochs: 10 });
    for (const epoch of epochs) {
      view(epoch);
      now += 100;
    }
    // At 0, 300, 600 and 900 ms, the last of which is also the end.
    expect(sent.map(({ content }) => String(content.data["text/plain"]).split("  ")[0])).toEqual([
      "epoch 1/10",
      "epoch 4/10",
      "epoch 7/10",
      "epoch 10/10",
      historyChart(epochs).text,
    ]);
    expect(sent.map(({ update }) => update)).toEqual([false, true, true, true, true]);
    expect(new Set(sent.map(({ content }) => content.transient.display_id)).size).toBe(1);
    expect(types(sent)).toEqual([...Array(4).fill([VEGA, "text/plain"]), ALL]);
    expect(sent[1]?.content.data[VEGA]).toMatchObject({
      title: { subtitle: "epoch 4/10  loss 0.321  validation 0.445  0.6 s left" },
    });
    endCell();
    expect(sent).toHaveLength(5);
    const { data, metadata } = sent[4]?.content ?? {};
    expect(data?.[VEGA]).toEqual(historyChart(epochs).spec);
    expect(String(data?.["image/png"])).toMatch(/^iVBORw0KGgo/);
    expect(metadata).toEqual({
      "image/png": {
        width: expect.any(Number),
        height: expect.any(Number),
        alt: historyChart(epochs).text,
      },
    });
  });

  it("is completed at the end of the cell where training stops early", () => {
    const { sent, endCell } = startCell();
    const view = live({ epochs: 100 });
    sampleEpochs(3).forEach(view);
    expect(types(sent)).toEqual([[VEGA, "text/plain"]]);
    endCell();
    expect(types(sent).at(-1)).toEqual(ALL);
    expect(sent.at(-1)?.content.data[VEGA]).toEqual(historyChart(sampleEpochs(3)).spec);
    endCell();
    expect(sent).toHaveLength(2);
  });

  it("is completed by end(), once", () => {
    const { sent, endCell } = startCell();
    const view = live();
    view.end();
    expect(sent).toEqual([]);
    view({ epoch: 1, loss: 1 });
    view.end();
    view.end();
    endCell();
    expect(types(sent)).toEqual([[VEGA, "text/plain"], ALL]);
  });

  it("is completed as soon as the code awaits, in a kernel that does not tell the end", async () => {
    const { sent } = startCell({ tellsEnd: false });
    sampleEpochs(50).forEach(live());
    expect(types(sent)).toEqual([[VEGA, "text/plain"]]);
    await Promise.resolve();
    expect(types(sent)).toEqual([[VEGA, "text/plain"], ALL]);
    expect(sent[1]?.content.data[VEGA]).toEqual(historyChart(sampleEpochs(50)).spec);
  });

  it("begins a chart of its own when the epochs begin again", () => {
    const { sent, endCell } = startCell();
    const view = live({ epochs: 2 });
    for (let i = 0; i < 2; i++) sampleEpochs(2).forEach(view);
    endCell();
    expect(sent.map(({ update }) => update)).toEqual([false, true, false, true]);
    expect(new Set(sent.map(({ content }) => content.transient.display_id)).size).toBe(2);
  });

  it("shows all epochs where training goes on in the next cell", () => {
    const view = live();
    const epochs = sampleEpochs(6);
    const first = startCell();
    epochs.slice(0, 3).forEach(view);
    first.endCell();
    const second = startCell();
    epochs.slice(3).forEach(view);
    second.endCell();
    expect(first.sent.at(-1)?.content.data[VEGA]).toEqual(historyChart(epochs.slice(0, 3)).spec);
    expect(second.sent[0]?.update).toBe(false);
    expect(second.sent.at(-1)?.content.data[VEGA]).toEqual(historyChart(epochs).spec);
  });

  it("keeps the ends, peaks and the best of a training of any length", () => {
    const { sent, endCell } = startCell();
    const view = live();
    for (let epoch = 1; epoch <= 100_000; epoch++) {
      view({ epoch, loss: epoch === 777 ? 0.5 : epoch === 55_555 ? 9 : 2, validationLoss: 3 });
    }
    endCell();
    expect(sent.at(-1)?.content.data["text/plain"]).toBe(
      "Training, epochs 1 to 100000: training loss from 2 to 2 (0.5 to 9), validation loss is 3; " +
        "best: epoch 1, validation loss 3.",
    );
    expect(JSON.stringify(sent.at(-1)?.content.data[VEGA]).length).toBeLessThan(50_000);
  });

  it("keeps what an epoch was when the object is used again", () => {
    const { sent, endCell } = startCell();
    const view = live();
    const epoch = { epoch: 1, loss: 2 };
    view(epoch);
    Object.assign(epoch, { epoch: 2, loss: 1 });
    view(epoch);
    endCell();
    expect(sent.at(-1)?.content.data["text/plain"]).toBe(
      historyChart([
        { epoch: 1, loss: 2 },
        { epoch: 2, loss: 1 },
      ]).text,
    );
  });

  it.each([
    [3, "TypeError: live: expected epoch to be an epoch, got 3"],
    [{ epoch: 1 }, "TypeError: live: expected epoch.loss to be a number, got undefined"],
    [
      { epoch: 1.5, loss: 1 },
      "RangeError: live: expected epoch.epoch to be an integer above -1, got 1.5",
    ],
  ])("rejects %j and shows nothing", (epoch, message) => {
    const { sent, endCell } = startCell();
    // @ts-expect-error a wrong kind of argument
    expect(messageOf(() => live()(epoch))).toBe(message);
    endCell();
    expect(sent).toEqual([]);
  });

  it.each([
    [3, "TypeError: live: expected options to be an object, got 3"],
    [
      { epoch: 3 },
      "TypeError: live: expected the options epochs, title, width, height, logScale, got epoch",
    ],
    [{ epochs: 0 }, "RangeError: live: expected epochs to be an integer >= 1, got 0"],
    [{ logScale: 1 }, "TypeError: live: expected logScale to be true or false, got 1"],
  ])("rejects the options %j", (options, message) => {
    // @ts-expect-error a wrong kind of argument
    expect(messageOf(() => live(options))).toBe(message);
  });
});

/** What is written to standard output while `work` runs. */
function written(isTTY: boolean, work: () => void, columns = 80): string {
  let text = "";
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    text += chunk;
    return true;
  });
  const before = { isTTY: process.stdout.isTTY, columns: process.stdout.columns };
  Object.assign(process.stdout, { isTTY, columns });
  try {
    work();
  } finally {
    Object.assign(process.stdout, before);
  }
  return text;
}

function train(epochs: readonly Epoch[], total?: number): void {
  const view = live({ epochs: total });
  for (const epoch of epochs) {
    view(epoch);
    now += 100;
  }
  view.end();
}

describe("live outside a notebook", () => {
  it("rewrites one line of a terminal at most every 250 ms, and the last", () => {
    const text = written(true, () => train(sampleEpochs(5), 5));
    expect(text.split("\r")).toEqual([
      "",
      "epoch 1/5  loss 0.950  validation 1.00\u001b[K",
      "epoch 4/5  loss 0.132  validation 0.334  0.1 s left\u001b[K",
      "epoch 5/5  loss 0.0867  validation 0.364\u001b[K\n",
    ]);
  });

  it("cuts the line to the width of the terminal", () => {
    expect(written(true, () => train(sampleEpochs(1)), 10)).toBe("\repoch 1  \u001b[K\n");
    // A pseudo-terminal can say 0.
    expect(written(true, () => train(sampleEpochs(1)), 0)).toContain("validation 1.00\u001b[K\n");
  });

  it("prints about ten lines to a file", () => {
    const lines = written(false, () => train(sampleEpochs(95), 95)).split("\n");
    expect(lines.map((line) => line.split("  ")[0])).toEqual(
      [1, 11, 21, 31, 41, 51, 61, 71, 81, 91, 95].map((epoch) => `epoch ${epoch}/95`).concat(""),
    );
  });

  it("prints ever fewer lines where the last epoch is not known, and the last", () => {
    const lines = written(false, () => train(sampleEpochs(120))).split("\n");
    expect(lines.map((line) => line.split("  ")[0])).toEqual(
      [1, 2, 5, 10, 20, 50, 100, 120].map((epoch) => `epoch ${epoch}`).concat(""),
    );
  });
});

describe("progressLine", () => {
  it.each([
    [0.123, 4.2, "epoch 37/100  loss 0.123  4.2 s left"],
    [1234.5, 59.4, "epoch 37/100  loss 1235  59 s left"],
    [1e-9, 59.6, "epoch 37/100  loss 1.00e-9  1 min 0 s left"],
    [Number.NaN, 7325, "epoch 37/100  loss NaN  2 h 2 min left"],
    [0, undefined, "epoch 37/100  loss 0.00"],
  ])("loss %d, %d s left", (loss, left, line) => {
    expect(progressLine({ epoch: 37, loss }, 100, left)).toBe(line);
  });
});

describe("progressLine in Japanese", () => {
  it.each([
    [4.2, "残り 4.2秒"],
    [59.4, "残り 59秒"],
    [59.6, "残り 1分0秒"],
    [7325, "残り 2時間2分"],
  ])("says of %d s: %s", (seconds, left) => {
    language("ja");
    const line = progressLine({ epoch: 3, loss: 0.25, validationLoss: 0.5 }, 100, seconds);
    language("en");
    expect(line).toBe(`エポック 3/100  損失 0.250  検証 0.500  ${left}`);
  });
});

describe("Clock", () => {
  it("goes by the mean time of the epochs after the first", () => {
    const clock = new Clock(() => now);
    expect(clock.secondsLeft(3, 10)).toBe(undefined);
    now += 4000;
    expect(clock.secondsLeft(5, 10)).toBe(10);
    now += 1000;
    expect(clock.secondsLeft(10, 10)).toBe(undefined);
  });
});

describe("live in stock tslab", () => {
  const epochs =
    "Array.from({ length: 40 }, (_, i) => ({ epoch: i + 1, loss: 1 / (i + 1), validationLoss: 2 }))";

  it("leaves one whole chart, of a loop that never awaits and of one that does", async () => {
    const [imported, ...runs] = await runInTslab([
      'import { live } from "middle-layer";',
      `const view = live(); for (const epoch of ${epochs}) view(epoch);`,
      `const later = live({ epochs: 40 });
       for (const epoch of ${epochs}) { later(epoch); await new Promise((resolve) => setTimeout(resolve, 5)); }`,
    ]);
    expect(imported).toEqual([]);
    for (const outputs of runs) {
      expect(outputs.map((output) => Object.keys(output.data ?? {}).sort())).toEqual([ALL]);
      expect(outputs[0]?.data?.["text/plain"]).toMatch(/^Training, epochs 1 to 40: /);
    }
  });
});
