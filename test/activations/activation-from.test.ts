import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { describe, expect, expectTypeOf, test } from "vitest";
import { activationFrom, GELU, MiddleLayer, Mish, SiLU, Softplus, Tanh } from "../../src/index.js";
import "../all-close.js";

const square = (x: number): number => x * x;
const twice = (x: number): number => 2 * x;

test("activationFrom(f, df) has f as y and df as dy, of numbers and of matrices", () => {
  const Square = activationFrom(square, twice);
  expect({ ...new Square(3) }).toEqual({ y: 9, dy: 6 });
  const x = Matrix.rand(9, 9);
  expect(new Square(x).y).toEqual(Matrix.mul(x, x));
  expect(new Square(x).dy).toEqual(Matrix.mul(x, 2));
  expect(new Square(new Matrix(0, 3)).y.columns).toBe(3);
  expectTypeOf(new Square(3).y).toEqualTypeOf<number>();
});

test("activationFrom(f, df) calls both with one number each", () => {
  const calls: unknown[][] = [];
  const note = (...args: unknown[]): number => calls.push(args);
  new (activationFrom(note, note))(new Matrix([[1, 2]]));
  expect(calls).toEqual([[1], [1], [2], [2]]);
});

test("activationFrom(f) is called what it is given, what f is called, or f", () => {
  expect(activationFrom(square, twice, "parabola").name).toBe("parabola");
  expect(activationFrom(square).name).toBe("square");
  expect(activationFrom((x) => x).name).toBe("f");
});

describe("activationFrom(f).dy", () => {
  const SMOOTH: [string, (x: number) => number, (x: number) => number][] = [
    ["sin", Math.sin, Math.cos],
    ["cube", (x) => x ** 3, (x) => 3 * x * x],
    ["exp", Math.exp, Math.exp],
    ["gauss", (x) => Math.exp(-x * x), (x) => -2 * x * Math.exp(-x * x)],
    ["arctan", Math.atan, (x) => 1 / (1 + x * x)],
    ["snake", (x) => x + Math.sin(x) ** 2, (x) => 1 + Math.sin(2 * x)],
    ...[Tanh, GELU, SiLU, Mish, Softplus].map(
      (F): [string, (x: number) => number, (x: number) => number] => [
        F.name,
        (x) => new F(x).y,
        (x) => new F(x).dy,
      ],
    ),
  ];
  const evenly = fc.integer({ min: -1e9, max: 1e9 });

  test.each(SMOOTH)("is as exact as the doc says: %s", (_, f, df) => {
    const F = activationFrom(f);
    fc.assert(
      fc.property(evenly, (i) => {
        for (const [limit, bound] of [
          [1, 1e-10],
          [20, 1e-9],
          [1000, 1e-7],
        ]) {
          const x = (limit * i) / 1e9;
          if (!Number.isFinite(f(x + 1))) continue;
          const want = df(x);
          const error = Math.abs(new F(x).dy - want) / Math.max(1, Math.abs(want));
          expect(error).toBeLessThanOrEqual(bound);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("is that of a straight line anywhere", () => {
    const F = activationFrom((x) => -3 * x);
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e307, max: 1e307 }), (x) => {
        expect(new F(x).dy).toBeAllClose(-3, { rtol: 1e-7, atol: 0 });
      }),
    );
  });

  test("is the mean of both slopes at a kink", () => {
    expect(new (activationFrom(Math.abs))(0).dy).toBe(0);
    expect(new (activationFrom((x) => Math.max(0, x)))(-0).dy).toBe(0.5);
  });

  test.each([
    [Math.tanh, 0, 0],
    [(x: number) => x, 1, 1],
    [(x: number) => Math.max(0, x), 0, 1],
    [(x: number) => new SiLU(x).y, 0, 1],
  ])("is the limit at -∞ and ∞: %o", (f, below, above) => {
    const F = activationFrom(f);
    expect([new F(-Infinity).dy, new F(Infinity).dy]).toBeAllClose([below, above]);
    expect(new F(Number.MAX_VALUE).dy).toBeAllClose(above);
    expect(new F(Infinity).y).toBe(f(Infinity));
    expect(new F(Number.NaN)).toEqual(expect.objectContaining({ y: Number.NaN, dy: Number.NaN }));
  });
});

describe("activationFrom refuses", () => {
  test.each([
    [[undefined], "f to be a function, got undefined"],
    [["x => x"], 'f to be a function, got "x => x" (string)'],
    [[square, null], "df to be a function, got null"],
    [[square, "parabola"], 'df to be a function, got "parabola" (string)'],
    [[square, twice, 3], "name to be a string, got 3"],
  ])("%o", (args, text) => {
    expect(() => activationFrom(...(args as unknown as [typeof square]))).toThrow(
      new TypeError(`activationFrom: expected ${text}`),
    );
  });

  test.each([
    [undefined, "undefined"],
    ["1", '"1" (string)'],
    [1n, "1n (bigint)"],
    [[1], "array of length 1"],
    [new Matrix([[1]]), "1x1 matrix"],
  ])("a function that returns %o", (value, text) => {
    const odd = (): number => value as unknown as number;
    expect(() => new (activationFrom(odd))(2)).toThrow(
      new TypeError(`activationFrom: expected odd(2) to be a number, got ${text}`),
    );
    expect(() => new (activationFrom(square, odd))(new Matrix([[2]]))).toThrow(
      new TypeError(
        `activationFrom: expected the derivative of square at 2 to be a number, got ${text}`,
      ),
    );
  });
});

test("a layer is as it was when the function of its activation fails", () => {
  let broken = false;
  const F = activationFrom(
    (x) => (broken ? ("no" as unknown as number) : x),
    () => 1,
  );
  const layer = new MiddleLayer(2, 3, F, { initialWeights: Matrix.rand(3, 3) });
  const before = layer.forward(Matrix.rand(40, 2)).clone();
  broken = true;
  expect(() => layer.forward(Matrix.rand(40, 2))).toThrow(TypeError);
  expect(layer.yOut).toEqual(before);
  broken = false;
  const yIn = Matrix.rand(40, 2);
  expect(layer.forward(yIn)).toEqual(layer.u);
  expect(layer.backward(Matrix.ones(40, 3)).rows).toBe(40);
});
