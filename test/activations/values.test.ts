import fc from "fast-check";
import { Matrix, MatrixSubView, MatrixTransposeView } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { elu, gelu, leakyReLU, Sigmoid, Tanh } from "../../src/index.js";
import "../all-close.js";
import { fixture, type PlainNumber, plainNumber } from "../fixtures.js";
import { ALL, CLASSES } from "./classes.js";

interface Case {
  readonly name: string;
  readonly options: { slope?: number; alpha?: number; approximate?: "tanh" };
  readonly kinks: readonly number[];
  readonly x: readonly PlainNumber[];
  readonly y: readonly PlainNumber[];
  readonly dy: readonly (PlainNumber | null)[];
}

const { cases } = fixture<{ cases: Case[] }>("activations");

/** What the file's `about` calls precise; it keeps its digits down to 1e-300. */
const PRECISE = { rtol: 1e-13, atol: 1e-300 };
/** What it asks for at least. */
const ENOUGH = { rtol: 1e-12, atol: 1e-15 };

/** Numbers in [-limit, limit], each as likely: fc.double gives mostly tiny ones. */
function evenly(limit: number): fc.Arbitrary<number> {
  return fc.integer({ min: -1e9, max: 1e9 }).map((i) => (limit * i) / 1e9);
}

function classOf({ name, options: { slope, alpha, approximate } }: Case) {
  if (slope !== undefined) return leakyReLU(slope);
  if (alpha !== undefined && name !== "SELU") return elu(alpha);
  return approximate ? gelu(approximate) : CLASSES[name];
}

test("the fixture has a case for every class", () => {
  const tested = new Set(cases.map(classOf));
  expect(Object.values(CLASSES).filter((activation) => !tested.has(activation))).toEqual([]);
  expect(tested.size).toBe(cases.length);
});

describe.each(cases.map((each) => [each.name, each] as const))("%s has exact", (_, each) => {
  const F = classOf(each);
  const x = each.x.map(plainNumber);

  describe.each(["y", "dy"] as const)("%s", (part) => {
    const want = each[part].map((v) => (v === null ? undefined : plainNumber(v)));
    // The article's own formula for the derivative of the sigmoid has no more digits than enough; nor
    // has a derivative next to its zero, where it is the sum of y / x and something that cancels that.
    const isEnough = (i: number): boolean =>
      part === "dy" &&
      (F === Sigmoid ||
        Math.abs(plainNumber(each.dy[i] ?? 1)) < Math.abs(plainNumber(each.y[i]) / x[i]) / 500);
    const compared = want.flatMap((v, i) => (v === undefined ? [] : [i]));
    const check = (got: readonly number[]): void => {
      for (const [tolerance, some] of [
        [ENOUGH, compared.filter(isEnough)],
        [PRECISE, compared.filter((i) => !isEnough(i))],
      ] as const) {
        expect(some.map((i) => got[i])).toBeAllClose(
          some.map((i) => want[i]),
          tolerance,
        );
      }
      expect(got).toHaveLength(x.length);
    };

    test("of numbers", () => check(x.map((v) => new F(v)[part])));
    test("of a large matrix", () => check(new F(Matrix.columnVector(x))[part].to1DArray()));
    test("of matrices below 64 elements", () => {
      const parts = Array.from({ length: Math.ceil(x.length / 7) }, (_, i) =>
        Matrix.rowVector(x.slice(7 * i, 7 * i + 7)),
      );
      check(parts.flatMap((row) => new F(row)[part].to1DArray()));
    });
    test("of views", () => {
      const column = Matrix.columnVector(x);
      check(new F(new MatrixTransposeView(column))[part].to1DArray());
      const framed = Matrix.zeros(x.length + 2, 3).setSubMatrix(column, 1, 1);
      check(new F(new MatrixSubView(framed, 1, x.length, 1, 1))[part].to1DArray());
    });
  });

  test("dy that is the slope of y", () => {
    const h = 1e-4;
    // Softsign's slope has a kink at 0.
    const kinks = F === CLASSES.Softsign ? [0] : each.kinks;
    const smooth = evenly(12).filter((v) => kinks.every((kink) => Math.abs(v - kink) > h));
    fc.assert(
      fc.property(smooth, (v) => {
        const slope = (new F(v + h).y - new F(v - h).y) / (v + h - (v - h));
        expect(new F(v).dy).toBeAllClose(slope, { rtol: 1e-7, atol: 1e-8 });
      }),
    );
  });
});

const anyNumber = fc.oneof(fc.double(), evenly(50));

describe.each(ALL.filter(([, F]) => F !== Tanh && F !== Sigmoid))("%s", (_, F) => {
  test("of a number is that of a matrix of any size, bit for bit", () => {
    fc.assert(
      fc.property(fc.array(anyNumber, { minLength: 1, maxLength: 100 }), (x) => {
        const { y, dy } = new F(Matrix.rowVector(x));
        expect(y.to1DArray()).toEqual(x.map((v) => new F(v).y));
        expect(dy.to1DArray()).toEqual(x.map((v) => new F(v).dy));
      }),
    );
  });
});

const finite = fc.oneof(fc.double({ noNaN: true }), evenly(10));
const MONOTONE = ["Identity", "ReLU", "LeakyReLU", "ELU", "SELU", "Softplus", "Tanh", "Sigmoid"];

test.each([...MONOTONE, "Softsign", "HardTanh", "HardSigmoid"])("%s never falls", (name) => {
  const F = CLASSES[name];
  const pair = fc.oneof(
    fc.tuple(finite, finite),
    evenly(40).map((x) => [x, x + 1e-6] as const),
  );
  fc.assert(
    fc.property(pair, ([a, b]) => {
      expect(new F(Math.min(a, b)).y).toBeLessThanOrEqual(new F(Math.max(a, b)).y);
      expect(new F(a).dy).toBeGreaterThanOrEqual(0);
    }),
  );
});

test.each(["Tanh", "Softsign", "HardTanh", "Identity"])("%s is odd, its dy even", (name) => {
  const F = CLASSES[name];
  fc.assert(
    fc.property(finite, (x) => {
      expect(new F(-x).y).toBe(-new F(x).y);
      expect(new F(-x).dy).toBe(new F(x).dy);
    }),
  );
});

test.each(["GELU", "SiLU", "Softplus", "HardSwish", "ReLU"])(
  "%s of x less that of -x is x",
  (name) => {
    const F = CLASSES[name];
    fc.assert(
      fc.property(fc.oneof(evenly(10), evenly(800)), (x) => {
        expect(new F(x).y - new F(-x).y).toBeAllClose(x, { rtol: 4e-16, atol: 1e-15 });
        expect(new F(x).dy + new F(-x).dy).toBeAllClose(name === "ReLU" && x === 0 ? 0 : 1, ENOUGH);
      }),
    );
  },
);

test.each([
  // By mpmath with 50 digits; an exponent rounded just once loses the 13th digit here.
  [-20.049126984295576, -4.6130056170437105e-263, -4.0406626954770434e-261],
  [-20.67351310406629, -1.5040001026156747e-287, -1.3992809359605772e-285],
  [-20.653252563901418, -9.887759218220063e-287, -9.181576024015846e-285],
])('gelu("tanh") keeps its digits at %d', (x, y, dy) => {
  const got = new (gelu("tanh"))(x);
  expect([got.y, got.dy]).toBeAllClose([y, dy], { rtol: 1e-14, atol: 0 });
});

test.each([
  [0, (x: number) => Math.max(0, x)],
  [1, (x: number) => x],
  [-1, Math.abs],
])("leakyReLU(%d) is what its doc says, everywhere", (slope, f) => {
  const F = leakyReLU(slope);
  for (const x of [-Infinity, -Number.MAX_VALUE, -3, -5e-324, 0, 2, Infinity]) {
    expect(new F(x).y).toBeAllClose(f(x), { rtol: 0, atol: 0 });
    expect(new F(x).dy).toBe(x > 0 ? 1 : slope);
  }
});

test('gelu("tanh") is within 5e-4 of GELU', () => {
  fc.assert(
    fc.property(finite, evenly(6), (a, b) => {
      const [exact, near] = [CLASSES.GELU, gelu("tanh")];
      for (const x of [a, b])
        expect(new near(x).y).toBeAllClose(new exact(x).y, { rtol: 1e-15, atol: 5e-4 });
    }),
  );
});
