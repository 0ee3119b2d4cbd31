import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { type Fill, relu, sigmoid, tanh } from "../../src/elementwise/functions.js";
import { ReLU, Sigmoid, Tanh } from "../../src/index.js";
import "../all-close.js";
import { fixture, matrix, numbers, type Packed } from "../fixtures.js";
import { MATRICES, VIEWS } from "../linalg/matrices.js";

/** The steps from one number to another through all that are representable between them. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  const [i, j] = new BigInt64Array(Float64Array.of(a, b).buffer);
  return Math.abs(Number((i < 0n ? -(2n ** 63n) - i : i) - (j < 0n ? -(2n ** 63n) - j : j)));
}

/** The worst difference over many arguments, in ulps. */
function worst(got: Float64Array, x: Float64Array, want: (x: number) => number): number {
  return x.reduce((most, value, i) => Math.max(most, ulps(got[i], want(value))), 0);
}

function at(fill: Fill, x: ArrayLike<number>): { y: Float64Array; dy: Float64Array } {
  const [y, dy] = [new Float64Array(x.length), new Float64Array(x.length)];
  fill(x, y, dy);
  return { y, dy };
}

/** So many numbers in [low, high], more than a kernel takes at once. */
function spread(low: number, high: number, count = 5001): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}

const { activations } = fixture<{
  activations: Record<"ReLU" | "Tanh" | "Sigmoid", Record<"y" | "dy", Packed>> & { x: Packed };
}>("layer");

describe.each([
  ["ReLU", relu, ReLU],
  ["Tanh", tanh, Tanh],
  ["Sigmoid", sigmoid, Sigmoid],
] as const)("%s", (name, fill, activation) => {
  const x = numbers(activations.x);
  const want = { y: numbers(activations[name].y), dy: numbers(activations[name].dy) };

  test("is NumPy's for few and for many numbers", () => {
    for (const copies of [1, 50]) {
      const repeat = (values: number[]): number[] => Array(copies).fill(values).flat();
      const { y, dy } = at(fill, repeat(x));
      expect([...y]).toBeAllClose(repeat(want.y));
      expect([...dy]).toBeAllClose(repeat(want.dy));
    }
  });

  test("keeps the sign of zero", () => {
    const zeros = Array(100).fill(-0);
    const sign = name === "Tanh" ? -0 : name === "ReLU" ? 0 : 0.5;
    expect(at(fill, zeros).y.every((y) => Object.is(y, sign))).toBe(true);
  });

  test("of a number is that of a matrix", () => {
    for (const value of x) {
      const { y, dy } = new activation(value);
      const of = new activation(new Matrix([[value]]));
      expect([of.y.get(0, 0), of.dy.get(0, 0)]).toEqual([y, dy]);
    }
  });

  test.each(Object.keys({ ...MATRICES, ...VIEWS }))("takes matrices of every kind: %s", (kind) => {
    for (const [rows, columns] of [
      [2, 3],
      [13, 17],
    ]) {
      const values = Matrix.rand(rows, columns);
      const { y, dy } = new activation({ ...MATRICES, ...VIEWS }[kind](values));
      const flat = at(fill, values.to1DArray());
      expect(y).toBeInstanceOf(Matrix);
      expect(y).toBeAllClose([...flat.y]);
      expect(dy).toBeAllClose([...flat.dy]);
    }
  });

  test("does not change its argument", () => {
    const values = matrix({ shape: [6, 10], data: x });
    const before = values.clone();
    new activation(values);
    expect(values).toEqual(before);
  });
});

describe("sigmoid of many numbers", () => {
  test("has an e^-x within 1 ulp of Math.exp", () => {
    // From 40 on, 1 + e^z is e^z to the last bit, so y is one of the quotients of its neighbours.
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -700, max: -40, noNaN: true }), { minLength: 64 }),
        (x) => {
          const { y } = at(sigmoid, x);
          for (const [i, value] of x.entries()) {
            const e = Math.exp(-value);
            const ulp = 2 ** (Math.floor(Math.log2(e)) - 52);
            expect([1 / (e - ulp), 1 / e, 1 / (e + ulp)]).toContain(y[i]);
          }
        },
      ),
    );
  });

  test("is within 4 ulp of 1 / (1 + Math.exp(-x)), and dy is (1 - y) y", () => {
    for (const [low, high] of [
      [-700, 40],
      [-5, 5],
      [-0.01, 0.01],
    ]) {
      const x = spread(low, high);
      const { y, dy } = at(sigmoid, x);
      expect(worst(y, x, (v) => 1 / (1 + Math.exp(-v)))).toBeLessThanOrEqual(4);
      expect([...dy]).toEqual([...y].map((v) => (1 - v) * v));
    }
  });
});

describe("tanh of many numbers", () => {
  test("is within 3 ulp of Math.tanh, and dy within 8 ulp of 1 / cosh²", () => {
    for (const [low, high] of [
      [-353, 353],
      [-20, 20],
      [-1, 1],
      [-0.01, 0.01],
      [-1e-300, 1e-300],
    ]) {
      const x = spread(low, high);
      const { y, dy } = at(tanh, x);
      expect(worst(y, x, Math.tanh)).toBeLessThanOrEqual(3);
      expect(worst(dy, x, (v) => 1 / Math.cosh(v) ** 2)).toBeLessThanOrEqual(8);
    }
  });

  test("dy is 0 beyond 353", () => {
    const { dy } = at(tanh, spread(353.1, 1000));
    expect(Math.max(...dy)).toBe(0);
  });
});
