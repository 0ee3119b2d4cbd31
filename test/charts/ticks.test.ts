import { describe, expect, it } from "vitest";
import { integerTicks, powerTicks } from "../../src/charts/ticks.js";

describe("integerTicks", () => {
  it.each([
    [1, 4, 9, [1, 2, 3, 4]],
    [1, 40, 9, [5, 10, 15, 20, 25, 30, 35, 40]],
    [1, 1000, 9, [200, 400, 600, 800, 1000]],
    [7, 7, 9, [7]],
    [-4, 0, 3, [-4, -2, 0]],
  ])("from %d to %d with room for %d", (from, to, room, ticks) => {
    expect(integerTicks(from, to, room)).toEqual(ticks);
  });
});

describe("powerTicks", () => {
  it("gives exact powers of ten around all values", () => {
    expect(powerTicks(0.002, 30, 9)).toEqual([0.001, 0.01, 0.1, 1, 10, 100]);
    expect(powerTicks(1, 1, 9)).toEqual([1]);
  });
});
