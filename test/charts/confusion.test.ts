import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { confusionChart } from "../../src/charts/confusion.js";
import { confusionMatrix } from "../../src/charts/confusion-matrix.js";
import { messageOf, rowsWith } from "./rows.js";

describe("confusionMatrix", () => {
  // The examples of scikit-learn's documentation of confusion_matrix.
  const counts = [
    [2, 0, 0],
    [0, 0, 1],
    [1, 0, 2],
  ];

  it("has a row for each true class and a column for each predicted one, numbers ascending", () => {
    expect(confusionMatrix([2, 0, 2, 2, 0, 1], [0, 0, 2, 2, 0, 2]).to2DArray()).toEqual(counts);
    expect(confusionMatrix([10, 9], [9, 9]).to2DArray()).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  it("takes text, and classes in any order, also such as do not occur", () => {
    const truth = ["cat", "ant", "cat", "cat", "ant", "bird"];
    const predicted = ["ant", "ant", "cat", "cat", "ant", "cat"];
    expect(confusionMatrix(truth, predicted).to2DArray()).toEqual(counts);
    expect(confusionMatrix(truth, predicted, ["cat", "dog", "ant", "bird"]).to2DArray()).toEqual([
      [2, 0, 1, 0],
      [0, 0, 0, 0],
      [0, 0, 2, 0],
      [1, 0, 0, 0],
    ]);
  });

  it("takes matrices: one-hot rows and probabilities, or a column of labels or probabilities", () => {
    const oneHot = new Matrix([
      [0, 0, 1],
      [1, 0, 0],
      [0, 0, 1],
    ]);
    const shares = new Matrix([
      [0.2, 0.5, 0.3],
      [0.9, 0.1, 0],
      [0.1, 0.1, 0.8],
    ]);
    const expected = [
      [1, 0, 0],
      [0, 0, 0],
      [0, 1, 1],
    ];
    expect(confusionMatrix(oneHot, shares).to2DArray()).toEqual(expected);
    expect(confusionMatrix([2, 0, 2], shares).to2DArray()).toEqual(expected);
    expect(confusionMatrix(["c", "a", "c"], shares, ["a", "b", "c"]).to2DArray()).toEqual(expected);
    const two = [
      [1, 1],
      [0, 1],
    ];
    const column = Matrix.columnVector([0.2, 0.5, 0.7]);
    expect(confusionMatrix([0, 0, 1], column).to2DArray()).toEqual(two);
    expect(confusionMatrix(Matrix.columnVector([0, 0, 1]), column).to2DArray()).toEqual(two);
    expect(confusionMatrix(["no", "no", "yes"], column, ["no", "yes"]).to2DArray()).toEqual(two);
    expect(
      confusionMatrix(Matrix.columnVector([0, 0, 1]), column, ["no", "yes"]).to2DArray(),
    ).toEqual(two);
    expect(confusionMatrix(Matrix.columnVector([3, 5]), [3, 3]).to2DArray()).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  it("takes typed arrays", () => {
    expect(confusionMatrix(new Int8Array([1, 0]), new Uint8Array([1, 1])).to2DArray()).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it("counts each pair, and all samples", () => {
    const labels = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1 });
    fc.assert(
      fc.property(labels, (pairs) => {
        const classes = [0, 1, 2, 3, 4];
        const [truth, predicted] = [pairs.map(([t]) => t), pairs.map(([, p]) => p)];
        const counts = confusionMatrix(truth, predicted, classes);
        for (const row of classes)
          for (const column of classes)
            expect(counts.get(row, column)).toBe(
              pairs.filter(([t, p]) => t === row && p === column).length,
            );
        expect(counts.sum()).toBe(pairs.length);
        expect(confusionMatrix(predicted, truth, classes)).toEqual(counts.transpose());
      }),
    );
  });

  it("gives zeros for no samples where the classes are given", () => {
    expect(confusionMatrix([], [], ["a", "b"]).to2DArray()).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it.each([
    [
      [[1], [1, 2]],
      "RangeError: confusionMatrix: expected as many predicted as true labels, got 2 and 1",
    ],
    [[[], []], "RangeError: confusionMatrix: expected a class or more, got none"],
    [
      ["ab", [1]],
      'TypeError: confusionMatrix: expected truth to be an array of labels or a Matrix, got "ab" (string)',
    ],
    [
      [[1], [null]],
      "TypeError: confusionMatrix: expected predicted[0] to be a string or a number, got null",
    ],
    [
      [[1], [Number.NaN]],
      "RangeError: confusionMatrix: expected predicted[0] to be a label, got NaN",
    ],
    [
      [[1], [2], [1, 3]],
      "RangeError: confusionMatrix: expected predicted[0] to be one of the classes 1, 3, got 2",
    ],
    [[[1], [1], [1, 1]], "RangeError: confusionMatrix: expected classes that differ, got 1, 1"],
    [
      [[1], [1], "1"],
      'TypeError: confusionMatrix: expected classes to be an array, got "1" (string)',
    ],
    [
      [[1], new Matrix([[0, 1]]), [1]],
      "RangeError: confusionMatrix: expected predicted to have a column for each of 1 classes, got a 1x2 matrix",
    ],
    [
      [[1], new Matrix([[Number.NaN, 1]])],
      "RangeError: confusionMatrix: expected predicted to be numbers, got NaN in row 0, column 0",
    ],
    [
      [[1], new Matrix([[1.5]])],
      "RangeError: confusionMatrix: expected predicted[0] to be a probability of one of 2 classes, got 1.5",
    ],
    [
      [["a"], new Matrix([[7]]), ["a", "b"]],
      "RangeError: confusionMatrix: expected predicted[0] to be the number of a class, got 7",
    ],
    [
      [[], new Matrix(0, 0)],
      "RangeError: confusionMatrix: expected predicted to have a column or more, got a 0x0 matrix",
    ],
  ])("rejects %j", (args, message) => {
    // @ts-expect-error wrong kinds of arguments
    expect(messageOf(() => confusionMatrix(...args))).toBe(message);
  });
});

describe("confusionChart", () => {
  const counts = new Matrix([
    [3, 1],
    [0, 0],
  ]);

  it("has a cell for each count but those of 0 off the diagonal, coloured by the share of its row", () => {
    expect(rowsWith(confusionChart(counts, ["猫", "犬"]), "count")).toEqual([
      { true: "猫", predicted: "猫", count: "3", share: "0.75" },
      { true: "猫", predicted: "犬", count: "1", share: "0.25" },
      { true: "犬", predicted: "犬", count: "0", share: "0" },
    ]);
  });

  it("says the accuracy and the most frequent error", () => {
    expect(confusionChart(counts).text).toBe(
      "Confusion matrix of 2 classes: accuracy 75% (3 of 4); 0: 3 as 0, 1 as 1; 1: none; most often 0 is taken for 1, once.",
    );
    expect(confusionChart(Matrix.zeros(1, 1)).text).toBe(
      "Confusion matrix of 1 class: accuracy – (no samples); 0: none.",
    );
  });

  it("stays small with 100 classes", () => {
    expect(JSON.stringify(confusionChart(Matrix.ones(100, 100)).spec).length).toBeLessThan(250_000);
  });

  it.each([
    [[[1]], "TypeError: confusionChart: expected counts to be a Matrix, got array of length 1"],
    [
      [new Matrix(1, 2)],
      "RangeError: confusionChart: expected counts to be a square matrix, got a 1x2 matrix",
    ],
    [
      [new Matrix([[0.5]])],
      "RangeError: confusionChart: expected counts to be integers >= 0, got 0.5",
    ],
    [
      [new Matrix([[-1]])],
      "RangeError: confusionChart: expected counts to be integers >= 0, got -1",
    ],
    [[counts, ["a"]], "RangeError: confusionChart: expected 2 classes, got 1"],
    [[counts, ["1", 1]], "RangeError: confusionChart: expected classes that differ, got 1, 1"],
    [
      [counts, undefined, { size: 3 }],
      "TypeError: confusionChart: expected the options title, width, height, got size",
    ],
  ])("rejects %j", (args, message) => {
    // @ts-expect-error wrong kinds of arguments
    expect(messageOf(() => confusionChart(...args))).toBe(message);
  });
});
