import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { isMarkedInteger, markInteger } from "../../src/numpy/integer-arrays.js";

test.each([
  ["an array", [1, 2]],
  ["an empty array", []],
  ["a typed array", new Float64Array(2)],
  ["a matrix", new Matrix([[1, 2]])],
])("markInteger marks %s and gives it back", (_, x) => {
  expect(isMarkedInteger(x)).toBe(false);
  expect(markInteger(x)).toBe(x);
  expect(isMarkedInteger(x)).toBe(true);
});

test("markInteger marks the arrays in an array, at any depth", () => {
  const x = [
    [[1], [2]],
    [[3], [4]],
  ];
  markInteger(x);
  expect([x[1], x[1][0]].map(isMarkedInteger)).toEqual([true, true]);
});

test("a copy is not marked, nor is an array that got the elements", () => {
  const x = markInteger([1, 2]);
  const matrix = markInteger(new Matrix([[1, 2]]));
  expect([[...x], x.slice(), matrix.clone()].some(isMarkedInteger)).toBe(false);
});

test.each([[undefined], [null], [1], ["1"], [1n], [true]])("%s is no marked array", (x) => {
  expect(isMarkedInteger(x)).toBe(false);
});
