import fc from "fast-check";
import { Matrix, MatrixTransposeView } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { RandomState, random, type SplitOptions, split } from "../../src/index.js";
import { DATA } from "./fixture.js";

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const call = (...args: unknown[]): unknown => (split as (...args: unknown[]) => unknown)(...args);

describe("split", () => {
  test.each(DATA.splits)(
    "takes the last $test of NumPy's permutation of $n, seed $seed",
    ({ seed, n, test: number, p: [first, last] }) => {
      const options = { test: number, random: new RandomState(seed) };
      const { train, test } = split(range(n), options);
      expect([train, test]).toEqual([[first], [last]]);
    },
  );

  test("gives each what belongs to it, in the same order", () => {
    const sizes = fc.tuple(
      fc.integer({ min: 2, max: 60 }),
      fc.integer({ min: 0, max: 3 }),
      fc.nat(),
    );
    fc.assert(
      fc.property(
        sizes,
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        ([n, columns, seed], part) => {
          const rows = range(n);
          const x = new Matrix(rows.map((i) => range(columns).map((j) => 10 * i + j)));
          const nTest = Math.round(n * part);
          const labels = rows.map((i) => `label ${i}`);
          const options = { test: part, random: new RandomState(seed) };
          if (nTest === 0 || nTest === n) {
            expect(() => split(rows, options)).toThrow(RangeError);
            return;
          }
          const { train, test } = split(rows, labels, x, Float32Array.from(rows), options);
          expect(test[0]).toHaveLength(nTest);
          expect([...train[0], ...test[0]].sort((a, b) => a - b)).toEqual(rows);
          for (const [is, texts, matrix, floats] of [train, test]) {
            expect(texts).toEqual(is.map((i) => `label ${i}`));
            expect([matrix.rows, matrix.columns]).toEqual([is.length, columns]);
            expect(matrix.to2DArray()).toEqual(is.map((i) => x.getRow(i)));
            expect(floats).toEqual(is);
          }
          // One permutation is drawn, no more.
          const after = new RandomState(seed);
          after.permutation(n);
          expect(options.random.getState()).toEqual(after.getState());
        },
      ),
    );
  });

  test("splits each class by itself with stratify", () => {
    const labels = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 2, maxLength: 80 });
    fc.assert(
      fc.property(labels, fc.nat(), fc.nat(), (stratify, seed, number) => {
        const n = stratify.length;
        const nTest = 1 + (number % (n - 1));
        const options = { test: nTest, random: new RandomState(seed), stratify };
        const { train, test } = split(range(n), options);
        expect([train[0].length, test[0].length]).toEqual([n - nTest, nTest]);
        for (const one of new Set(stratify)) {
          const isOne = (i: number): boolean => stratify[i] === one;
          const share = (nTest * stratify.filter((label) => label === one).length) / n;
          expect(Math.abs(test[0].filter(isOne).length - share)).toBeLessThan(1);
        }
        const p = new RandomState(seed).permutation(n);
        expect(train[0]).toEqual(p.filter((i) => train[0].includes(i)));
        expect(test[0]).toEqual(p.filter((i) => test[0].includes(i)));
      }),
    );
  });

  test("stratify rounds the largest remainders up", () => {
    const stratify = [..."aaaaabbbcc"]; // shares of 5: 2.5, 1.5, 1
    const { test } = split(stratify, { test: 5, random: new RandomState(3), stratify });
    expect([...test[0]].sort().join("")).toBe("aaabc".split("").sort().join(""));
  });

  test("takes a quarter by default, by the package's random numbers", () => {
    random.seed(5);
    const { train, test } = split(range(10));
    const p = new RandomState(5).permutation(10);
    expect([train[0], test[0]]).toEqual([p.slice(0, 7), p.slice(7)]); // 2.5 is rounded up
  });

  test("takes any uniform source", () => {
    const { train, test } = split(range(4), { random: () => 0, test: 2 });
    expect([...train[0], ...test[0]].sort()).toEqual(range(4));
  });

  test("copies, also of views", () => {
    const x = new Matrix([[1, 2, 3]]);
    const { train, test } = split(new MatrixTransposeView(x), { test: 1 });
    expect(train[0]).toBeInstanceOf(Matrix);
    train[0].mul(0);
    test[0].mul(0);
    expect(x.to2DArray()).toEqual([[1, 2, 3]]);
  });

  test.each<[string, unknown[], ErrorConstructor, string]>([
    ["nothing", [], TypeError, "a matrix or an array to split, got nothing"],
    ["options alone", [{ test: 1 }], TypeError, "a matrix or an array to split, got nothing"],
    ["undefined", [[1, 2], undefined], TypeError, "options to be an object, got undefined"],
    ["a text", ["ab"], TypeError, 'options to be an object, got "ab" (string)'],
    ["no array", [5, [1, 2]], TypeError, "matrices and arrays, got 5"],
    [
      "other lengths",
      [new Matrix(3, 2), [1, 2]],
      RangeError,
      "as many samples in each, got 3x2 matrix and array of length 2",
    ],
    [
      "an option that there is not",
      [[1, 2], { testSize: 1 }],
      TypeError,
      "the options test, random, stratify, got testSize",
    ],
  ])("refuses %s", (_, args, Kind, text) => {
    expect(() => call(...args)).toThrow(new Kind(`split: expected ${text}`));
  });

  const PARTS = "test to leave a sample or more in each part, got";
  test.each<[unknown, ErrorConstructor, string]>([
    [{ test: 0 }, RangeError, `${PARTS} 0 of 4 samples`],
    [{ test: 4 }, RangeError, `${PARTS} 4 of 4 samples`],
    [{ test: -1 }, RangeError, `${PARTS} -1 of 4 samples`],
    [{ test: 1.5 }, RangeError, `${PARTS} 1.5 of 4 samples`],
    [{ test: 0.1 }, RangeError, `${PARTS} 0.1 of 4 samples`],
    [{ test: 0.9 }, RangeError, `${PARTS} 0.9 of 4 samples`],
    [{ test: Number.NaN }, RangeError, `${PARTS} NaN of 4 samples`],
    [{ test: Infinity }, RangeError, `${PARTS} Infinity of 4 samples`],
    [{ test: "1" }, TypeError, 'test to be a number, got "1" (string)'],
    [{ test: null }, TypeError, "test to be a number, got null"],
    [{ random: 5 }, TypeError, "random to be a RandomState or a function, got 5"],
    [{ stratify: "aabb" }, TypeError, 'stratify to be an array, got "aabb" (string)'],
    [{ stratify: ["a"] }, RangeError, "stratify to have a label for each of 4 samples, got 1"],
  ])("refuses the options %o and draws nothing", (options, Kind, text) => {
    const state = new RandomState(1);
    const given = { random: state, ...(options as SplitOptions) };
    expect(() => split([1, 2, 3, 4], given)).toThrow(new Kind(`split: expected ${text}`));
    expect(state.getState()).toEqual(new RandomState(1).getState());
  });

  test.each([0, 1])("refuses %i samples", (n) => {
    expect(() => split(range(n))).toThrow(RangeError);
    expect(() => split(new Matrix(n, 2))).toThrow(`${PARTS} 0.25 of ${n} samples`);
  });
});
