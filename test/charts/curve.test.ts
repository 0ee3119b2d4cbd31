import { describe, expect, it } from "vitest";
import { sampleCurve } from "../../src/charts/curve.js";

describe("sampleCurve", () => {
  it("takes steps + 1 points, the ends included", () => {
    const { points, jumps } = sampleCurve((x) => 2 * x, 0, 1, 4);
    expect(points.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [0.25, 0.5],
      [0.5, 1],
      [0.75, 1.5],
      [1, 2],
    ]);
    expect(jumps).toEqual([]);
  });

  it.each([
    [-1.7e308, 1.7e308],
    [-Number.MAX_VALUE, Number.MAX_VALUE],
    [1e9, 1e9 + 1e-3],
    [0, 5e-324],
    [-1e-309, 1e-309],
  ])("reaches both ends, and no other number, from %d to %d", (from, to) => {
    const { points } = sampleCurve((x) => x, from, to, 120);
    expect([points[0]?.x, points.at(-1)?.x]).toEqual([from, to]);
    expect(points.every(({ x }, i) => i === 0 || x >= (points[i - 1]?.x ?? 0))).toBe(true);
  });

  it.each([
    ["at a sample", -1, 1, 0],
    ["between two samples", -1, 1.7, 0.3],
    ["at 0, between two samples", -1, 1.9, 0],
  ])("finds a jump %s", (_, from, to, place) => {
    const { points, jumps } = sampleCurve((x) => (x > place ? 2 : -1), from, to, 10);
    expect(jumps).toEqual([{ x: expect.closeTo(place, 6), below: -1, above: 2, value: -1 }]);
    expect(points.filter(({ y }) => Number.isNaN(y))).toHaveLength(1);
  });

  it("finds both sides of a value that stands alone", () => {
    const { jumps } = sampleCurve(Math.sign, -1, 1, 10);
    expect(jumps.map(({ below, above, value }) => [below, above, value])).toEqual([
      [-1, 0, 0],
      [0, 1, 0],
    ]);
  });

  it.each([
    ["steep", (x: number) => Math.tanh(1e5 * x)],
    ["bent", (x: number) => Math.abs(x)],
    ["with a vertical tangent", (x: number) => Math.cbrt(x)],
    ["constant", () => 3],
  ])("finds no jump in a function that is %s", (_, f) => {
    expect(sampleCurve(f, -1, 1, 13).jumps).toEqual([]);
  });

  it("leaves a gap at a pole, however near the samples are", () => {
    const { points } = sampleCurve((x) => 1 / x, -1, 1.1, 10);
    expect(points.some(({ y }) => Number.isNaN(y))).toBe(true);
    expect(Math.max(...points.map(({ y }) => Math.abs(y) || 0))).toBeLessThan(1000);
  });
});
