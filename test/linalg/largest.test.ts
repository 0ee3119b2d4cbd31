import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { columnsOfLargest } from "../../src/linalg/largest.js";
import { Logistic } from "../../src/outputs/logistic.js";
import { Softmax } from "../../src/outputs/softmax.js";
import { MATRICES, VIEWS } from "./matrices.js";

describe("columnsOfLargest", () => {
  test.each([
    [[[1, 3, 2]], [1]],
    [
      [
        [2, 2, 1],
        [-0, 0, -1],
      ],
      [0, 0],
    ],
    [
      [
        [-Infinity, -Infinity],
        [-Infinity, -5],
        [1, Infinity],
      ],
      [0, 1, 1],
    ],
    [
      [
        [Number.NaN, 1],
        [1, Number.NaN],
        [Infinity, Number.NaN],
        [1, 2],
      ],
      [-1, -1, -1, 1],
    ],
    [
      [[7], [Number.NaN]],
      [0, -1],
    ],
  ])("of %j is %j", (rows, columns) => {
    expect(columnsOfLargest(new Matrix(rows))).toEqual(columns);
  });

  test("of rows of nothing is -1, of no rows nothing", () => {
    expect(columnsOfLargest(new Matrix(2, 0))).toEqual([-1, -1]);
    expect(columnsOfLargest(new Matrix(0, 3))).toEqual([]);
  });

  test("is the first that nothing exceeds, in matrices of every kind", () => {
    const rows = fc.integer({ min: 1, max: 6 }).chain((width) =>
      fc.array(
        fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -1, max: 1 })), {
          minLength: width,
          maxLength: width,
        }),
        { minLength: 2 },
      ),
    );
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(...Object.values({ ...MATRICES, ...VIEWS })),
        (rows, make) => {
          columnsOfLargest(make(new Matrix(rows))).forEach((column, i) => {
            const row = rows[i];
            expect(row.every((value) => value <= row[column])).toBe(true);
            expect(row.slice(0, column).every((value) => value < row[column])).toBe(true);
          });
        },
      ),
    );
  });
});

test("outputs that are NaN stand for no class", () => {
  expect(
    Softmax.decide(
      new Matrix([
        [0.2, Number.NaN],
        [0.2, 0.8],
      ]),
    ),
  ).toEqual([-1, 1]);
  expect(Logistic.decide(new Matrix([[Number.NaN], [0.5], [0.4]]))).toEqual([-1, 1, 0]);
});
