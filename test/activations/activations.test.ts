import { Matrix, MatrixSubView, MatrixTransposeView } from "ml-matrix";
import { describe, expect, expectTypeOf, test } from "vitest";
import {
  type Activation,
  elu,
  GELU,
  gelu,
  LeakyReLU,
  leakyReLU,
  MiddleLayer,
  ReLU,
  Sigmoid,
  Tanh,
} from "../../src/index.js";
import "../all-close.js";
import { fixture, numbers, type Packed } from "../fixtures.js";
import { ALL, CLASSES } from "./classes.js";

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
});

describe.each(ALL)("%s", (name, F) => {
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

  test("in a layer gives what the class gives, pass by pass", () => {
    // Not the package's own any more, so the layer makes instances.
    class Foreign extends F {}
    const initialWeights = Matrix.rand(9, 5).mul(2);
    const own = new MiddleLayer(4, 9, F, { initialWeights });
    const foreign = new MiddleLayer(4, 9, Foreign, { initialWeights });
    for (const samples of [2, 30, 30, 2]) {
      const [yIn, yB] = [Matrix.rand(samples, 4), Matrix.rand(samples, 9)];
      expect(own.forward(yIn)).toEqual(new F(own.u).y);
      expect(own.forward(yIn)).toEqual(foreign.forward(yIn));
      expect(own.backward(yB)).toEqual(foreign.backward(yB));
      expect(own.delta).toEqual(Matrix.mul(new F(own.u).dy, yB));
      expect(own.w).toEqual(foreign.w);
    }
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
  expectTypeOf<GELU>().toExtend<Activation>();
  const Leaky = leakyReLU(0.2);
  expectTypeOf(new Leaky(1).y).toEqualTypeOf<number>();
  expectTypeOf(new Leaky(new Matrix(1, 1)).dy).toEqualTypeOf<Matrix>();
  expectTypeOf<Sigmoid<Matrix>>().toExtend<Activation>();
  // @ts-expect-error: text is neither a number nor a matrix
  expect(() => new Sigmoid("1")).toThrow(TypeError);
});

test("a class that extends one of the package's does its own in a layer", () => {
  class Doubled extends ReLU {
    override readonly y: Matrix;
    constructor(x: Matrix) {
      super(x);
      this.y = Matrix.mul(new ReLU(x).y, 2);
    }
  }
  const layer = new MiddleLayer(1, 1, Doubled, { initialWeights: new Matrix([[1, 0]]) });
  expect(layer.forward(new Matrix([[3]]))).toEqual(new Matrix([[6]]));
});

describe("leakyReLU, elu and gelu", () => {
  test("give the plain class for its own parameter, or for none", () => {
    expect([leakyReLU(0.01), leakyReLU()]).toEqual([LeakyReLU, LeakyReLU]);
    expect([elu(1), elu()]).toEqual([CLASSES.ELU, CLASSES.ELU]);
    expect([gelu("none"), gelu()]).toEqual([GELU, GELU]);
  });

  test("give one class for each parameter, whose name is the call", () => {
    for (const make of [() => leakyReLU(0.2), () => elu(0.5), () => gelu("tanh"), () => elu(-0)]) {
      expect(make()).toBe(make());
    }
    expect(leakyReLU(0.2)).not.toBe(leakyReLU(0.3));
    const names = [leakyReLU(0.2), leakyReLU(1e-7), elu(0.5), gelu("tanh")].map(
      (made) => made.name,
    );
    expect(names).toEqual(["leakyReLU(0.2)", "leakyReLU(1e-7)", "elu(0.5)", 'gelu("tanh")']);
  });

  test.each([
    [leakyReLU, "leakyReLU: expected slope to be"],
    [elu, "elu: expected alpha to be"],
  ] as const)("%o refuses what is no finite number", (make, expectation) => {
    for (const [bad, text] of [
      ["0.2", '"0.2" (string)'],
      [null, "null"],
      [1n, "1n (bigint)"],
      [[0.2], "array of length 1"],
      [{ slope: 0.2 }, "Object object"],
    ] as const) {
      expect(() => make(bad as unknown as number)).toThrow(
        new TypeError(`${expectation} a number, got ${text}`),
      );
    }
    for (const bad of [Number.NaN, Infinity, -Infinity]) {
      expect(() => make(bad)).toThrow(new RangeError(`${expectation} finite, got ${bad}`));
    }
  });

  test("gelu refuses other approximations", () => {
    const expectation = 'gelu: expected approximate to be "none" or "tanh", got';
    expect(() => gelu("erf" as "tanh")).toThrow(new RangeError(`${expectation} "erf" (string)`));
    expect(() => gelu(true as unknown as "tanh")).toThrow(new TypeError(`${expectation} true`));
    expect(() => gelu(null as unknown as "tanh")).toThrow(new TypeError(`${expectation} null`));
  });
});
