import fc from "fast-check";
import { Matrix, MatrixTransposeView } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { classesOf, type Label, labelsOf, oneHot } from "../../src/index.js";
import { DATA } from "./fixture.js";

const LABELS = fc.oneof(
  fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1 }),
  fc.array(fc.double({ noNaN: true }), { minLength: 1 }),
  fc.array(fc.string({ unit: "binary" }), { minLength: 1 }),
);

describe("labels", () => {
  test.each(DATA.labels)(
    "NumPy's classes and rows of $labels",
    ({ labels, classes, oneHot: rows }) => {
      expect(classesOf<Label>(labels)).toEqual(classes);
      expect(oneHot<Label>(labels).to2DArray()).toEqual(rows);
    },
  );

  test.each(DATA.argmaxes)("NumPy's argmax of $y", ({ y, at }) => {
    expect(labelsOf(new Matrix(y), y[0].length)).toEqual(at);
    const names = y[0].map((_, i) => `class ${i}`);
    const turned = new MatrixTransposeView(new Matrix(y).transpose());
    expect(labelsOf(turned, names)).toEqual(at.map((i) => names[i]));
  });

  test("labelsOf undoes oneHot", () => {
    fc.assert(
      fc.property(LABELS, (labels: Label[]) => {
        const classes = classesOf(labels);
        const y = oneHot(labels);
        expect([y.rows, y.columns]).toEqual([labels.length, classes.length]);
        // 0 and -0 are one class.
        expect(labelsOf(y, classes)).toEqual(labels.map((label) => (label === 0 ? 0 : label)));
        expect(y.sum("row")).toEqual(labels.map(() => 1));
      }),
    );
  });

  test("classes are sorted and each is there once", () => {
    fc.assert(
      fc.property(LABELS, (labels: Label[]) => {
        const classes = classesOf(labels);
        expect(classes.slice(1).every((label, i) => classes[i] < label)).toBe(true);
        expect(new Set(classes)).toEqual(new Set(labels));
      }),
    );
  });

  test("oneHot takes classes in any order, also such as do not occur, and a number of them", () => {
    expect(oneHot(["a", "c"], ["c", "b", "a"]).to2DArray()).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ]);
    const expected = [
      [0, 0, 1, 0],
      [1, 0, 0, 0],
    ];
    expect(oneHot([2, 0], 4).to2DArray()).toEqual(expected);
    expect(oneHot(Uint8Array.of(2, 0), Uint8Array.of(0, 1, 2, 3)).to2DArray()).toEqual(expected);
  });

  test("no labels give no rows", () => {
    expect(classesOf([])).toEqual([]);
    expect([oneHot([], ["a", "b"]), oneHot([])].map((y) => [y.rows, y.columns])).toEqual([
      [0, 2],
      [0, 0],
    ]);
    expect(labelsOf(new Matrix(0, 2), ["a", "b"])).toEqual([]);
  });

  test("labels are left as they are", () => {
    const labels = Object.freeze(["b", "a"]);
    const classes = classesOf(labels);
    oneHot(labels, Object.freeze(classes));
    expect(labels).toEqual(["b", "a"]);
  });

  const KIND = "to be all numbers or all strings, got";
  test.each<[unknown, ErrorConstructor, string]>([
    ["abc", TypeError, 'to be an array, got "abc" (string)'],
    [undefined, TypeError, "to be an array, got undefined"],
    [new Matrix([[1]]), TypeError, "to be an array, got 1x1 matrix"],
    [{ length: 1, 0: 1 }, TypeError, "to be an array, got Object object"],
    [[1, "1"], TypeError, `${KIND} "1" (string) at 1`],
    [["a", undefined], TypeError, `${KIND} undefined at 1`],
    [[undefined], TypeError, `${KIND} undefined at 0`],
    [new Array(2), TypeError, `${KIND} undefined at 0`],
    [[true, false], TypeError, `${KIND} true at 0`],
    [[1n], TypeError, `${KIND} 1n (bigint) at 0`],
    [BigInt64Array.of(1n), TypeError, `${KIND} 1n (bigint) at 0`],
    [[[1]], TypeError, `${KIND} array of length 1 at 0`],
    [[0, Number.NaN], RangeError, "to be no NaN, got NaN at 1"],
  ])("%o are no labels", (labels, Kind, text) => {
    const given = labels as Label[];
    expect(() => classesOf(given)).toThrow(new Kind(`classesOf: expected labels ${text}`));
    expect(() => oneHot(given, ["a"])).toThrow(new Kind(`oneHot: expected labels ${text}`));
    expect(() => labelsOf(new Matrix(1, 1), given)).toThrow(Kind);
  });

  test.each<[Label[], Label[] | number, ErrorConstructor, string]>([
    [["a", "d"], ["a", "b"], RangeError, 'labels out of "a", "b", got "d" (string) at 1'],
    [[0, 3], 3, RangeError, "labels out of 0, 1, 2, got 3 at 1"],
    [[-1], 3, RangeError, "labels out of 0, 1, 2, got -1 at 0"],
    [[0.5], 11, RangeError, "labels out of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …, got 0.5 at 0"],
    [["1"], 2, RangeError, 'labels out of 0, 1, got "1" (string) at 0'],
    [["a"], [], RangeError, 'labels out of no classes, got "a" (string) at 0'],
    [["a"], ["a", "b", "a"], RangeError, 'each class once, got "a" (string) twice'],
    [[0], [0, -0], RangeError, "each class once, got -0 twice"],
    [[0], -1, RangeError, "classes to be an integer from 0 to 16777216, got -1"],
    [[0], 1.5, RangeError, "classes to be an integer from 0 to 16777216, got 1.5"],
    [[0], 2 ** 32, RangeError, "classes to be an integer from 0 to 16777216, got 4294967296"],
  ])("oneHot(%j, %j) throws", (labels, classes, Kind, text) => {
    expect(() => oneHot(labels, classes)).toThrow(new Kind(`oneHot: expected ${text}`));
  });

  test.each<[unknown, Label[] | number, ErrorConstructor, string]>([
    [[1], ["a"], TypeError, "y to be a Matrix, got array of length 1"],
    [
      new Matrix(2, 2),
      ["a"],
      RangeError,
      "y to have a column for each of 1 classes, got a 2x2 matrix",
    ],
    [
      new Matrix(2, 0),
      [],
      RangeError,
      "y to have a column for each of 0 classes, got a 2x0 matrix",
    ],
    [new Matrix(2, 3), 2, RangeError, "y to have a column for each of 2 classes, got a 2x3 matrix"],
    [
      new Matrix([
        [1, 2],
        [3, Number.NaN],
      ]),
      2,
      RangeError,
      "y to be numbers, got NaN in row 1, column 1",
    ],
  ])("labelsOf(%j, %j) throws", (y, classes, Kind, text) => {
    expect(() => labelsOf(y as Matrix, classes)).toThrow(new Kind(`labelsOf: expected ${text}`));
  });
});
