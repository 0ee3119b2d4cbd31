import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import {
  articleNormal,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  type Initialiser,
  lecunNormal,
  lecunUniform,
  MiddleLayer,
  RandomState,
  Tanh,
  zeros,
} from "../../src/index.js";
import "../all-close.js";
import { fixture } from "../fixtures.js";

interface Case {
  readonly initialiser: string;
  readonly seed: number;
  readonly n: number;
  readonly nUpper: number;
  readonly w: number[][];
  readonly second: number[][];
  readonly then: number[];
}

/** By the names in the fixture, which calls the article's just normal. */
const INITIALISERS: Readonly<Record<string, Initialiser>> = {
  normal: articleNormal,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  lecunNormal,
  lecunUniform,
  zeros,
};

const { cases } = fixture<{ cases: Case[] }>("initialisers");

test("the fixture has cases for every initialiser", () => {
  expect(new Set(cases.map(({ initialiser }) => initialiser))).toEqual(
    new Set(Object.keys(INITIALISERS)),
  );
});

describe.each(Object.entries(INITIALISERS))("%s", (key, initialise) => {
  const call = key === "normal" ? "articleNormal" : key;
  // Math.log differs from NumPy's by some ulp; all else is the same.
  const tolerance = { rtol: key.toLowerCase().includes("normal") ? 1e-15 : 0, atol: 0 };

  test.each(cases.filter(({ initialiser }) => initialiser === key))(
    "gives NumPy's weights: seed $seed, $nUpper to $n",
    ({ seed, n, nUpper, w, second, then }) => {
      const random = new RandomState(seed);
      expect(initialise(random, n, nUpper)).toBeAllClose(w, tolerance);
      expect(initialise(random, n, nUpper)).toBeAllClose(second, tolerance);
      expect(random.random(2)).toEqual(then);
    },
  );

  test.each([
    [1, 1],
    [3, 2],
    [2, 3],
    [8, 100],
  ])(
    "gives a matrix of its own of the shape of a layer's weights: %i units, %i inputs",
    (n, nUpper) => {
      const w = initialise(new RandomState(1), n, nUpper);
      expect(w).toBeInstanceOf(Matrix);
      expect([w.rows, w.columns]).toEqual([n, nUpper + 1]);
      w.set(0, 0, 99);
      expect(initialise(new RandomState(1), n, nUpper).get(0, 0)).not.toBe(99);
      const layer = new MiddleLayer(nUpper, n, Tanh, { initialWeights: w });
      expect(layer.w).toEqual(w);
    },
  );

  test("draws from any uniform source", () => {
    const w = initialise(new RandomState(() => 0.75), 2, 3);
    expect(w.to1DArray().every(Number.isFinite)).toBe(true);
  });

  test.each([
    [[undefined, 2, 3], TypeError, "random to be a RandomState, got undefined"],
    [[Math.random, 2, 3], TypeError, "random to be a RandomState, got function random"],
    [[new RandomState(1), "2", 3], TypeError, 'n to be a number, got "2" (string)'],
    [[new RandomState(1), 2, undefined], TypeError, "nUpper to be a number, got undefined"],
    [[new RandomState(1), 0, 3], RangeError, "n to be an integer >= 1, got 0"],
    [[new RandomState(1), 2, 0], RangeError, "nUpper to be an integer >= 1, got 0"],
    [[new RandomState(1), 2.5, 3], RangeError, "n to be an integer >= 1, got 2.5"],
    [[new RandomState(1), 2, -1], RangeError, "nUpper to be an integer >= 1, got -1"],
    [[new RandomState(1), 2, Number.NaN], RangeError, "nUpper to be an integer >= 1, got NaN"],
  ])("refuses %o before it draws", (args, kind, text) => {
    const [random] = args;
    const before = random instanceof RandomState ? random.getState() : undefined;
    expect(() => initialise(...(args as Parameters<Initialiser>))).toThrow(
      new kind(`${call}: expected ${text}`),
    );
    if (random instanceof RandomState) expect(random.getState()).toEqual(before);
  });
});

test("articleNormal draws what a layer draws by itself", () => {
  const w = articleNormal(new RandomState(11), 3, 2);
  expect(new MiddleLayer(2, 3, Tanh, { random: new RandomState(11) }).w).toEqual(w);
});

describe("many weights have the variance of the doc, bias 0", () => {
  const [n, nUpper] = [300, 200];
  test.each([
    ["glorotNormal", 2 / 500],
    ["glorotUniform", 2 / 500],
    ["heNormal", 2 / 200],
    ["heUniform", 2 / 200],
    ["lecunNormal", 1 / 200],
    ["lecunUniform", 1 / 200],
  ])("%s", (name, variance) => {
    const w = INITIALISERS[name](new RandomState(3), n, nUpper);
    const weights = w.subMatrix(0, n - 1, 0, nUpper - 1).to1DArray();
    const mean = weights.reduce((sum, v) => sum + v, 0) / weights.length;
    const square = weights.reduce((sum, v) => sum + v * v, 0) / weights.length;
    // Five deviations of the estimates from 60,000 draws.
    expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(variance / weights.length));
    expect(Math.abs(square / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / weights.length));
    expect(w.getColumn(nUpper).every((bias) => bias === 0)).toBe(true);
  });
});
