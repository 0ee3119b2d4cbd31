import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activationChart } from "../../src/charts/activation.js";
import { historyChart } from "../../src/charts/history.js";
import { predictionChart } from "../../src/charts/prediction.js";
import { axisFormat, measure, measured, PLAIN, rulerFor, unitFor } from "../../src/charts/ruler.js";
import { toSvg } from "../../src/render/svg.js";

describe("rulerFor", () => {
  it.each([
    [0, 1, PLAIN],
    [-6, 6, PLAIN],
    [100, 101, PLAIN],
    [1e9, 1e9, PLAIN],
    [-0, 0, PLAIN],
    [Number.NaN, Number.NaN, PLAIN],
    [1e-200, 1e200, PLAIN],
    [1e9, 1e9 + 1e-3, { offset: 1e9, unit: 1 }],
    [-1e9 - 1e-3, -1e9, { offset: -1e9 - 0.01, unit: 1 }],
    [123456.781, 123456.789, { offset: 123456.78, unit: 1 }],
    [0, 1e-309, { offset: 0, unit: 1e-309 }],
    [-5e-324, 5e-324, { offset: 0, unit: 1e-323 }],
    [-1.7e308, 1.7e308, { offset: 0, unit: 1e308 }],
    [1, Number.MAX_VALUE, { offset: 0, unit: 1e308 }],
  ])("from %d to %d is %j", (least, most, ruler) => {
    expect(rulerFor(least, most)).toEqual(ruler);
  });

  it("makes of any range one that vega can draw, ends in order and apart to 4 digits", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, (a, b) => {
        fc.pre(a !== b);
        const [least, most] = [Math.min(a, b), Math.max(a, b)];
        const ruler = rulerFor(least, most);
        const [from, to] = [measure(least, ruler), measure(most, ruler)];
        expect(to).toBeGreaterThan(from);
        expect(Number.isFinite(to - from)).toBe(true);
        const size = Math.max(Math.abs(from), Math.abs(to));
        expect((to - from) / size).toBeGreaterThan(9e-4);
        expect(size).toBeGreaterThan(1e-291);
        expect(size).toBeLessThan(1e291);
      }),
      { numRuns: 2000 },
    );
  });

  it("is near what is close together: neighbouring numbers as well", () => {
    for (const x of [1, 1e9, 123.456, -7e15, 1e-5, 1e300]) {
      const next = x + Math.abs(x) * 2 * Number.EPSILON;
      const ruler = rulerFor(Math.min(x, next), Math.max(x, next));
      expect(measure(next, ruler)).not.toBe(measure(x, ruler));
    }
  });
});

describe("unitFor", () => {
  it.each([
    [0, 1],
    [1, 1],
    [1e-290, 1],
    [9e-291, 1e-291],
    [3e-309, 1e-309],
    [5e-324, 1e-323],
    [Number.MAX_VALUE, 1e308],
    [Number.NaN, 1],
  ])("of %d is %d", (most, unit) => {
    expect(unitFor(most)).toBe(unit);
  });
});

describe("measured", () => {
  it.each([
    [0, 1, "x"],
    [100, 1, "x − 100"],
    [-0.5, 1, "x + 0.5"],
    [0, 1e-309, "x / 1e-309"],
    [1.5e300, 1e295, "(x − 1.5e+300) / 1e+295"],
  ])("of offset %d and unit %d is right", (offset, unit, words) => {
    expect(measured("x", { offset, unit })).toBe(words);
  });
});

describe("axes", () => {
  const labels = async (spec: Parameters<typeof toSvg>[0]): Promise<string[]> =>
    [...(await toSvg(spec)).matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? "");

  class Line {
    readonly dy = 1;
    readonly y: number;
    constructor(x: number) {
      this.y = x;
    }
  }

  it("have 5e-10, not 0.0000000005", async () => {
    const texts = await labels(activationChart(Line, { from: 0, to: 5e-10 }).spec);
    expect(texts).toContain("5e-10");
    expect(texts.join(" ")).not.toContain("0.00000");
    expect(axisFormat([0, 5e-10], PLAIN)).toEqual({ format: "~g" });
    expect(axisFormat([-6, 6], PLAIN)).toEqual({});
    expect(axisFormat([0, 0], PLAIN)).toEqual({});
  });

  it("name what is taken off, and have ticks of what is left", async () => {
    const curve = await labels(activationChart(Line, { from: 1e9, to: 1e9 + 1e-3 }).spec);
    expect(curve).toEqual(expect.arrayContaining(["x − 1000000000", "0.00000", "0.00100"]));
    const target = [1e9, 1e9 + 1e-3];
    const points = await labels(predictionChart(target, target).spec);
    expect(points).toEqual(expect.arrayContaining(["target − 1000000000", "0.0002"]));
    const history = [0, 1, 2].map((epoch) => ({ epoch, loss: 1e9 + epoch * 1e-3 }));
    const training = await labels(historyChart(history).spec);
    expect(training).toEqual(expect.arrayContaining(["loss − 1000000000", "0.002"]));
  });

  it("say the unit of numbers that vega cannot draw", async () => {
    const texts = await labels(activationChart(Line, { from: -1.7e308, to: 1.7e308 }).spec);
    expect(texts).toEqual(expect.arrayContaining(["x / 1e+308", "y / 1e+308", "1.0", "−1.0"]));
  });
});
