import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { activationChart } from "../../src/charts/activation.js";
import type { Chart } from "../../src/charts/chart.js";
import { decisionChart } from "../../src/charts/decision.js";
import { histogramChart } from "../../src/charts/histogram.js";
import { historyChart } from "../../src/charts/history.js";
import { imageChart } from "../../src/charts/image.js";
import { layerChart } from "../../src/charts/layer.js";
import { predictionChart } from "../../src/charts/prediction.js";
import { regions } from "../../src/charts/regions.js";
import { signalChart } from "../../src/charts/signal.js";
import { weightChart } from "../../src/charts/weight.js";
import { weightChangeChart } from "../../src/charts/weight-change.js";
import { count, drawn, isColoured } from "./drawn.js";

const RUNS = Number(process.env.CHART_RUNS ?? 12);

/** Where numbers lie, and how far apart. */
const places = [0, 1, -1, 100, 1e9, -1e9, 123456.789, 1e300, -1.7e308, 1e-300];
const spreads = [1, 0.1, 1e-3, 1e-10, 5e-10, 1e5, 1e12, 1e200, 1e308, 1e-200, 1e-309, 5e-324];
const odd = [0, -0, 5e-324, -5e-324, 1e-309, 1.7e308, -1.7e308, Number.MAX_VALUE, 1, -1, 1e9];
const gaps = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

/** Numbers of one kind: somewhere, close together or not; odd ones; all equal; with gaps. */
function numbers(length: number): fc.Arbitrary<number[]> {
  const unit = fc.double({ min: -1, max: 1, noNaN: true });
  const array = (each: fc.Arbitrary<number>) =>
    fc.array(each, { minLength: length, maxLength: length });
  const near = fc
    .tuple(fc.constantFrom(...places), fc.constantFrom(...spreads), array(unit))
    .map(([place, spread, steps]) => steps.map((step) => finite(place + spread * step)));
  const equal = fc.constantFrom(...odd, ...places).map((x) => Array<number>(length).fill(x));
  return fc.oneof(
    near,
    array(fc.constantFrom(...odd)),
    equal,
    array(fc.double({ noNaN: true, noDefaultInfinity: true })),
    array(fc.constantFrom(...odd, ...gaps)),
    fc.constant(Array<number>(length).fill(Number.NaN)),
  );
}

function finite(x: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, x));
}

const isSeen = (x: number): boolean => Number.isFinite(x) && x !== 0;

const SHAPES = fc.constantFrom<[number, number]>([1, 1], [1, 2], [2, 3], [4, 3], [9, 5], [3, 30]);

const matrices: fc.Arbitrary<Matrix> = SHAPES.chain(([rows, columns]) =>
  numbers(rows * columns).map((values) => Matrix.from1DArray(rows, columns, values)),
);

/** Draws without a word and with colours, at least so many pixels of them where there is something to be seen. */
async function expectSeen(chart: Chart, seen: boolean, least = 20): Promise<void> {
  expect(JSON.parse(JSON.stringify(chart.spec))).toEqual(chart.spec);
  expect(chart.text).not.toMatch(/NaN|undefined/);
  const { pixels, words } = await drawn(chart);
  expect(words).toEqual([]);
  if (seen) expect(count(pixels, isColoured)).toBeGreaterThanOrEqual(least);
  expect(count(pixels, (colour) => colour !== 0xffffff)).toBeGreaterThan(100);
}

const check = async <T>(values: fc.Arbitrary<T>, test: (value: T) => Promise<void>) =>
  fc.assert(fc.asyncProperty(values, test), { numRuns: RUNS });

describe("any numbers are drawn without a warning, and seen", { timeout: 600_000 }, () => {
  it("by weightChart", async () => {
    await check(matrices, async (w) => {
      await expectSeen(weightChart(w), w.to1DArray().some(isSeen));
    });
  });

  it("by layerChart", async () => {
    await check(matrices, async (w) => {
      await expectSeen(layerChart(w), w.to1DArray().some(isSeen));
    });
  });

  it("by weightChangeChart", async () => {
    const pairs = SHAPES.chain(([rows, columns]) =>
      fc
        .tuple(numbers(rows * columns), numbers(rows * columns))
        .map((both) => both.map((values) => Matrix.from1DArray(rows, columns, values))),
    );
    await check(pairs, async ([before = new Matrix(1, 1), after = before]) => {
      const all = [...before.to1DArray(), ...after.to1DArray()];
      await expectSeen(weightChangeChart(before, after), all.some(isSeen));
    });
  });

  it("by signalChart, whose panels have other numbers of samples", async () => {
    await check(fc.array(matrices, { minLength: 1, maxLength: 4 }), async (signals) => {
      const named = Object.fromEntries(signals.map((signal, i) => [`s${i}`, signal]));
      const seen = signals.some((s) => s.to1DArray().some(isSeen));
      await expectSeen(signalChart(named), seen);
    });
  });

  it("by imageChart", async () => {
    await check(matrices, async (image) => {
      const values = image.to1DArray();
      const negative = values.some((x) => Number.isFinite(x) && x < 0);
      await expectSeen(imageChart([image]), negative && values.some(Number.isFinite));
    });
  });

  it("by histogramChart", async () => {
    const series = fc.tuple(numbers(1), numbers(7), fc.boolean());
    await check(series, async ([a, b, sharedBins]) => {
      const seen = [...a, ...b].some(Number.isFinite);
      await expectSeen(histogramChart({ a, b }, { sharedBins }), seen);
    });
  });

  it("by historyChart", async () => {
    const log = fc.constantFrom(undefined, true, false);
    const epochs = fc.tuple(numbers(5), numbers(5), numbers(5), numbers(5), log);
    await check(epochs, async ([loss, validationLoss, accuracy, learningRate, logScale]) => {
      const history = loss.map((each, i) => ({
        epoch: i + 1,
        loss: each,
        validationLoss: validationLoss[i] ?? 0,
        accuracy: accuracy[i] ?? 0,
        learningRate: learningRate[i] ?? 0,
      }));
      await expectSeen(historyChart(history, { logScale }), accuracy.some(Number.isFinite));
    });
  });

  it("by predictionChart", async () => {
    await check(fc.tuple(numbers(6), numbers(6)), async ([target, prediction]) => {
      const seen = target.some(
        (x, i) => Number.isFinite(x) && Number.isFinite(prediction[i] ?? Number.NaN),
      );
      await expectSeen(predictionChart(target, prediction), seen);
    });
  });

  it("by decisionChart", async () => {
    await check(fc.tuple(numbers(6), numbers(6)), async ([xs, ys]) => {
      const [x, y] = [ends(xs), ends(ys)];
      fc.pre(x !== undefined && y !== undefined);
      const frame = regions((points) => points.to2DArray().map((_, i) => i % 3), {
        xMin: x[0],
        xMax: x[1],
        yMin: y[0],
        yMax: y[1],
        steps: 10,
      });
      const points = new Matrix(xs.map((value, i) => [value, ys[i] ?? 0]));
      await expectSeen(
        decisionChart(
          points,
          xs.map((_, i) => i % 3),
          frame,
        ),
        true,
        1000,
      );
    });
  });

  it("by activationChart", async () => {
    class Line {
      readonly y: number;
      readonly dy = 1;
      constructor(x: number) {
        this.y = x;
      }
    }
    class Step {
      readonly y: number;
      readonly dy: number;
      constructor(x: number) {
        this.y = Math.max(0, x);
        this.dy = x > 0 ? 1 : 0;
      }
    }
    await check(fc.tuple(numbers(2), fc.boolean()), async ([range, several]) => {
      const [from = 0, to = 0] = range.filter(Number.isFinite).sort((a, b) => a - b);
      fc.pre(from < to);
      const chart = activationChart(several ? [Line, Step] : Step, { from, to, at: to });
      await expectSeen(chart, true, 200);
    });
  });
});

/** The least and the greatest of numbers with a finite difference; undefined if there are no two. */
function ends(values: readonly number[]): [number, number] | undefined {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const [least = 0, most = 0] = [sorted[0], sorted[sorted.length - 1]];
  return least < most && Number.isFinite(most - least) ? [least, most] : undefined;
}
