import fc from "fast-check";
import { Matrix } from "ml-matrix";
import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { RandomState } from "../../src/index.js";

const COUNT = 40_000;
// Deviations of a mean that a right distribution exceeds once in ten million seeds; these seeds are fixed.
const SIGMAS = 5.5;

/** Asserts mean and variance of `sample` up to what its size leaves to chance. */
function expectMoments(sample: number[], mean: number, variance: number, kurtosis: number): void {
  const average = (x: number[]): number => x.reduce((a, b) => a + b, 0) / x.length;
  const squares = sample.map((x) => (x - mean) ** 2);
  const bound = SIGMAS / Math.sqrt(sample.length);
  expect(Math.abs(average(sample) - mean)).toBeLessThan(bound * Math.sqrt(variance));
  expect(Math.abs(average(squares) / variance - 1)).toBeLessThan(bound * Math.sqrt(kurtosis - 1));
}

/** Asserts that the share of `sample` for which `is` holds is `p`, up to chance. */
function expectShare<T>(sample: T[], is: (x: T) => boolean, p: number): void {
  const variance = p * (1 - p);
  const indicators = sample.map((x) => Number(is(x)));
  expectMoments(indicators, p, variance, (1 - 3 * variance) / variance);
}

/** A source that gives these numbers in turn, over and over. */
function cycle(...values: number[]): () => number {
  let i = 0;
  return () => values[i++ % values.length];
}

describe.each([
  ["NumPy's stream", () => new RandomState(11)],
  ["seedrandom", () => new RandomState(seedrandom("any text"))],
])("RandomState over %s", (_, make) => {
  test("random is uniform in [0, 1)", () => {
    const sample = make().random(COUNT);
    expectMoments(sample, 1 / 2, 1 / 12, 1.8);
    expect(sample.every((x) => x >= 0 && x < 1)).toBe(true);
  });

  test("uniform(-3, 5) is uniform in [-3, 5)", () => {
    const sample = make().uniform(-3, 5, COUNT);
    expectMoments(sample, 1, 64 / 12, 1.8);
    expect(sample.every((x) => x >= -3 && x < 5)).toBe(true);
  });

  test("standardNormal and normal(2, 0.5) are normal", () => {
    expectMoments(make().standardNormal(COUNT), 0, 1, 3);
    const sample = make().normal(2, 0.5, COUNT);
    expectMoments(sample, 2, 0.25, 3);
    expectShare(sample, (x) => Math.abs(x - 2) < 0.5, 0.6826894921370859);
  });

  test("randint(-3, 7) takes each of its ten values equally often", () => {
    const sample = make().randint(-3, 7, COUNT);
    for (let value = -3; value < 7; value++) {
      expectShare(sample, (x) => x === value, 0.1);
    }
  });

  test("randint of 2**53 values uses their whole width", () => {
    const sample = make().randint(-(2 ** 52), 2 ** 52, COUNT);
    expectMoments(
      sample.map((x) => x / 2 ** 53),
      0,
      1 / 12,
      1.8,
    );
    expect(sample.filter((x) => x % 2 !== 0).length / COUNT).toBeGreaterThan(0.45);
  });

  test("permutation and shuffle put each element everywhere equally often", () => {
    const random = make();
    const first = Array.from({ length: 4000 }, () => random.permutation(4)[0]);
    for (let value = 0; value < 4; value++) {
      expectShare(first, (x) => x === value, 1 / 4);
    }
    const m = new Matrix([[1, 10], [2, 20], [3, 30]]); // biome-ignore format: one line
    random.shuffle(m);
    expect(m.to2DArray().sort()).toEqual([[1, 10], [2, 20], [3, 30]]); // biome-ignore format: one line
  });

  test("choice with p takes each as often as p says", () => {
    const sample = make().choice(["a", "b", "c"], COUNT, true, [0.2, 0, 0.8]);
    expectShare(sample, (x) => x === "a", 0.2);
    expect(sample).not.toContain("b");
  });
});

describe("RandomState over a uniform source", () => {
  test("random gives the numbers of the source as they are", () => {
    const [random, source] = [seedrandom("any text"), seedrandom("any text")];
    expect(new RandomState(random).random(9)).toEqual(Array.from({ length: 9 }, () => source()));
  });

  test("randint takes the upper 32 bits of each number, of them as many as it needs, until one fits", () => {
    const word = (w: number): number => w / 2 ** 32;
    expect(new RandomState(cycle(word(7), word(8 + 6), word(5))).randint(10, 16, 2)).toEqual([
      15, 15,
    ]);
    const wide = new RandomState(cycle(word(3), word(4)));
    expect(wide.randint(2 ** 40)).toBe(3 * 2 ** 32 + 4);
  });

  test("standardNormal is Marsaglia's polar method, the second of a pair first", () => {
    const source = cycle(0.99, 0.99, 0.7, 0.4); // the first pair lies outside the circle
    const [x1, x2] = [2 * 0.7 - 1, 2 * 0.4 - 1];
    const r2 = x1 * x1 + x2 * x2;
    const f = Math.sqrt((-2 * Math.log(r2)) / r2);
    expect(new RandomState(source).standardNormal(2)).toEqual([f * x2, f * x1]);
  });

  test("choice takes the first share of p that lies beyond the number", () => {
    const random = new RandomState(cycle(0, 0.5, 0.999));
    expect(random.choice(4, 3, true, [0, 0.5, 0, 0.5])).toEqual([1, 3, 3]);
  });

  test("seed starts NumPy's stream", () => {
    const random = new RandomState(cycle(0.5));
    random.seed(11);
    expect(random.random(3)).toEqual(new RandomState(11).random(3));
  });

  test("getState has no state to show", () => {
    expect(() => new RandomState(cycle(0.5)).getState()).toThrow(
      new Error("RandomState.getState: expected NumPy's stream, got another uniform source"),
    );
  });

  const STUCK =
    "RandomState: expected varying numbers from the random source, got none that fits in 1000 tries";
  test.each<[string, number, (random: RandomState) => unknown]>([
    ["normal", 0.5, (random) => random.normal()],
    ["normal", 0, (random) => random.normal()],
    ["randint", 0.99, (random) => random.randint(5)],
    ["randint of a wide range", 0.99, (random) => random.randint(2 ** 52 + 1)],
    ["shuffle", 0.9999, (random) => random.shuffle([1, 2, 3, 4, 5, 6])],
  ])("%s throws when the source is stuck at %d", (_, value, act) => {
    expect(() => act(new RandomState(() => value))).toThrow(new RangeError(STUCK));
  });

  test("choice without replacement ends when the source is stuck", () => {
    const p = [0.25, 0.25, 0.25, 0.25];
    expect(new RandomState(() => 0.5).choice(4, 4, false, p).sort()).toEqual([0, 1, 2, 3]);
  });

  test.each([
    [1, "1"],
    [-0.1, "-0.1"],
    [Number.NaN, "NaN"],
    ["0.5", '"0.5" (string)'],
    [undefined, "undefined"],
  ])("any call throws when the source gives %o", (value, text) => {
    const random = new RandomState(() => value as number);
    const error = new RangeError(
      `RandomState: expected numbers in [0, 1) from the random source, got ${text}`,
    );
    expect(() => random.random()).toThrow(error);
    expect(() => random.normal()).toThrow(error);
    expect(() => random.randint(5)).toThrow(error);
    expect(() => random.permutation(5)).toThrow(error);
  });

  test("every distribution keeps its bounds over any numbers", () => {
    const uniforms = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
      minLength: 3,
    });
    fc.assert(
      fc.property(uniforms, fc.integer(), fc.nat(), (values, low, width) => {
        const random = new RandomState(cycle(...values, 0)); // with a 0, something always fits
        const x = random.randint(low, low + width + 1);
        expect(Number.isInteger(x) && x >= low && x <= low + width).toBe(true);
        expect(random.permutation(7).sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
      }),
    );
  });
});
