import fc from "fast-check";
import { Matrix, MatrixSubView, MatrixTransposeView } from "ml-matrix";
import { describe, expect, expectTypeOf, test } from "vitest";
import { type Activation, ReLU, Sigmoid, Tanh } from "../../src/index.js";
import "../all-close.js";
import { fixture, numbers, type Packed } from "../fixtures.js";

const EXACT = { rtol: 0, atol: 0 };
const NUMPY = undefined;

const { activations } =
  fixture<
    Record<
      "activations",
      Record<"ReLU" | "Tanh" | "Sigmoid", { y: Packed; dy: Packed }> & { x: Packed }
    >
  >("layer");

// Where the values are exact: [x, y, dy].
const RELU = [
  [0, 0, 0],
  [-0, 0, 0],
  [Number.NaN, Number.NaN, 1],
  [Infinity, Infinity, 1],
  [-Infinity, 0, 0],
  [1000, 1000, 1],
  [-1000, 0, 0],
  [5e-324, 5e-324, 1],
];
const TANH = [
  [0, 0, 1],
  [-0, -0, 1],
  [Number.NaN, Number.NaN, Number.NaN],
  [Infinity, 1, 0],
  [-Infinity, -1, 0],
  [1000, 1, 0],
  [-1000, -1, 0],
  [356, 1, 0],
];
const SIGMOID = [
  [0, 0.5, 0.25],
  [-0, 0.5, 0.25],
  [Number.NaN, Number.NaN, Number.NaN],
  [Infinity, 1, 0],
  [-Infinity, 0, 0],
  [1000, 1, 0],
  [-1000, 0, 0],
  [37, 1, 0],
  [-710, 0, 0],
];

const farFromZero = fc.oneof(
  fc.double({ min: 1e-3, max: 8, noNaN: true }),
  fc.double({ min: -8, max: -1e-3, noNaN: true }),
);

describe.each([
  ["ReLU", ReLU, RELU, EXACT],
  ["Tanh", Tanh, TANH, NUMPY],
  ["Sigmoid", Sigmoid, SIGMOID, NUMPY],
] as const)("%s", (name, F, values, tolerance) => {
  const x = numbers(activations.x);
  const column = Matrix.columnVector(x);

  test.each(["y", "dy"] as const)("(x).%s is NumPy's, for numbers and for a matrix", (part) => {
    const want = numbers(activations[name][part]);
    expect(x.map((v) => new F(v)[part])).toBeAllClose(want, tolerance);
    expect(new F(column)[part]).toBeAllClose(want, tolerance);
  });

  test.each(values)("(%d) has y %d and dy %d, to the sign of 0", (v, y, dy) => {
    expect({ ...new F(v) }).toEqual({ y, dy });
    expect({ ...new F(new Matrix([[v]])) }).toEqual({
      y: new Matrix([[y]]),
      dy: new Matrix([[dy]]),
    });
  });

  test("(x).dy is the slope of y at x", () => {
    fc.assert(
      fc.property(farFromZero, (v) => {
        const h = 1e-4;
        const slope = (new F(v + h).y - new F(v - h).y) / (2 * h);
        expect(new F(v).dy).toBeAllClose(slope, { rtol: 1e-6, atol: 1e-8 });
      }),
    );
  });

  test("(view) takes the elements that the view shows", () => {
    const m = new Matrix([
      [1, -2, 3],
      [-4, 5, -6],
    ]);
    expect(new F(new MatrixTransposeView(m)).y).toEqual(new F(m.transpose()).y);
    const part = new MatrixSubView(m, 0, 1, 1, 2);
    expect(new F(part).dy).toEqual(
      new F(
        new Matrix([
          [-2, 3],
          [5, -6],
        ]),
      ).dy,
    );
  });

  test.each([
    [0, 0],
    [0, 3],
    [3, 0],
  ])("(%d x %d matrix) gives empty matrices of that shape", (rows, columns) => {
    const { y, dy } = new F(new Matrix(rows, columns));
    expect([y.rows, y.columns, dy.rows, dy.columns]).toEqual([rows, columns, rows, columns]);
  });

  test("(x) leaves x alone and gives new matrices", () => {
    const m = new Matrix([
      [1, -2],
      [0, 3],
    ]);
    const { y, dy } = new F(m);
    y.set(0, 0, 99);
    dy.set(0, 1, 99);
    expect(m).toEqual(
      new Matrix([
        [1, -2],
        [0, 3],
      ]),
    );
  });

  test.each([
    [undefined, "undefined"],
    [null, "null"],
    ["1", '"1" (string)'],
    [1n, "1n (bigint)"],
    [true, "true"],
    [[1, 2], "array of length 2"],
    [new Float64Array(2), "Float64Array object"],
    [{}, "Object object"],
    [Math.exp, "function exp"],
  ])("(%o) throws a TypeError", (bad, text) => {
    expect(() => new F(bad as unknown as number)).toThrow(
      new TypeError(`${name}: expected x to be a number or a Matrix, got ${text}`),
    );
  });
});

test("the kind of y and dy follows that of x", () => {
  expectTypeOf(new ReLU(1).y).toEqualTypeOf<number>();
  expectTypeOf(new Sigmoid(1).dy).toEqualTypeOf<number>();
  expectTypeOf(new Tanh(new Matrix(1, 1)).y).toEqualTypeOf<Matrix>();
  expectTypeOf(new Sigmoid(new MatrixTransposeView(new Matrix(1, 1))).dy).toEqualTypeOf<Matrix>();
  expectTypeOf(new Sigmoid(1 as number | Matrix).y).toEqualTypeOf<number | Matrix>();
  expectTypeOf<Sigmoid<number>>().toExtend<Activation<number>>();
  expectTypeOf<Sigmoid<Matrix>>().toExtend<Activation>();
  // @ts-expect-error: text is neither a number nor a matrix
  expect(() => new Sigmoid("1")).toThrow(TypeError);
});
