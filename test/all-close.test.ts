import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import "./all-close.js";

describe("toBeAllClose", () => {
  test.each([
    ["a number beyond the bound", 1 + 2e-12, 1],
    ["a number near zero beyond the bound", 2e-14, 0],
    ["another sign", -1e-10, 1e-10],
    ["nan for a number", Number.NaN, 0],
    ["a number for nan", 0, Number.NaN],
    ["-inf for inf", -Infinity, Infinity],
    ["a large number for inf", 1e308, Infinity],
    ["another number of elements", [1, 2], [1]],
    ["no element for one", [], [1]],
    ["one element of many", new Matrix([[1, 2.1]]), new Matrix([[1, 2]])],
    ["text", "1", 1],
    ["undefined", undefined, 1],
  ])("fails for %s", (_, got, want) => {
    expect(() => expect(got).toBeAllClose(want)).toThrow(/expected/);
  });

  test("names the worst of several", () => {
    expect(() => expect([1, 2.5, 3.1]).toBeAllClose([1, 2, 3])).toThrow(
      "expected 2 at index 1, got 2.5",
    );
  });

  test.each([
    ["the same bits", [0.1, -0, Number.NaN, Infinity], [0.1, 0, Number.NaN, Infinity]],
    ["a difference within the bound", 1 + 5e-13, 1],
    ["a matrix and an array", new Matrix([[1, 2]]), [[1, 2]]],
  ])("passes for %s", (_, got, want) => {
    expect(got).toBeAllClose(want);
  });
});
