import { Matrix } from "ml-matrix";
import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { RandomState, type RandomStateSnapshot, random, type Seed } from "../../src/index.js";
import { byText } from "../by-text.js";

type Act = (random: RandomState) => unknown;

/** What is not of the type that TypeScript would ask for. */
const bad = <T>(value: unknown): T => value as T;

describe("seeds of RandomState", () => {
  const INTEGER = "the seed to be an integer from 0 to 4294967295, got";
  const ELEMENT = "to be an integer from 0 to 4294967295, got";
  test.each(
    byText<[unknown, ErrorConstructor, string]>([
      [-1, RangeError, `${INTEGER} -1`],
      [2 ** 32, RangeError, `${INTEGER} 4294967296`],
      [1.5, RangeError, `${INTEGER} 1.5`],
      [Number.NaN, RangeError, `${INTEGER} NaN`],
      [Infinity, RangeError, `${INTEGER} Infinity`],
      ["11", TypeError, 'the seed to be a number, got "11" (string)'],
      [11n, TypeError, "the seed to be a number, got 11n (bigint)"],
      [true, TypeError, "the seed to be a number, got true"],
      [{}, TypeError, "an integer or an array of integers, got Object object"],
      [new Matrix(1, 1), TypeError, "an integer or an array of integers, got 1x1 matrix"],
      [[], RangeError, "at least one seed, got none"],
      [new Uint32Array(0), RangeError, "at least one seed, got none"],
      [[-1], RangeError, `seed[0] ${ELEMENT} -1`],
      [[1, 2 ** 32], RangeError, `seed[1] ${ELEMENT} 4294967296`],
      [[1, 1.5], RangeError, `seed[1] ${ELEMENT} 1.5`],
      [["1"], TypeError, 'seed[0] to be a number, got "1" (string)'],
      [[[1]], TypeError, "seed[0] to be a number, got array of length 1"],
      [Array(1), TypeError, "seed[0] to be a number, got undefined"],
    ]),
  )("expected %s", (_, seed, Kind, text) => {
    const state = new RandomState(11);
    expect(() => new RandomState(seed as Seed)).toThrow(new Kind(`RandomState: expected ${text}`));
    expect(() => state.seed(seed as Seed)).toThrow(new Kind(`RandomState.seed: expected ${text}`));
    expect(state.getState()).toEqual(new RandomState(11).getState());
  });

  test("an array and a typed array of the same seeds start one stream, [11] another than 11", () => {
    const [array, typed, integer] = [[11], new Uint32Array([11]), 11].map((seed) =>
      new RandomState(seed).random(),
    );
    expect(array).toBe(typed);
    expect(array).not.toBe(integer);
  });

  test("without a seed every stream is another", () => {
    const streams = [new RandomState(), new RandomState(null), new RandomState(undefined)];
    expect(new Set(streams.map((state) => state.random())).size).toBe(3);
    const state = new RandomState(11);
    state.seed();
    const { key } = state.getState();
    expect([key.length, key[0]]).toEqual([624, 0x80000000]);
    expect(state.random()).not.toBe(new RandomState(11).random());
  });

  test("seed() drops the normal value that waits; other draws keep it", () => {
    const state = new RandomState(11);
    const [first, second] = state.standardNormal(2);
    state.seed(11);
    expect(state.standardNormal()).toBe(first);
    state.random();
    state.randint(5);
    expect(state.standardNormal()).toBe(second);
    state.standardNormal();
    state.seed(11);
    expect(state.standardNormal()).toBe(first);
  });

  test("random, the default instance, can be seeded", () => {
    random.seed(11);
    expect(random.random(3)).toEqual(new RandomState(11).random(3));
  });
});

describe("getState of RandomState", () => {
  test("shows the state, as a copy", () => {
    const state = new RandomState(11);
    const { key, ...rest } = state.getState();
    expect([key.length, key[0]]).toEqual([624, 11]);
    expect(rest).toEqual({ pos: 624, hasGauss: false, gauss: 0 });
    key.fill(0);
    expect(state.random()).toBe(new RandomState(11).random());
    const gauss = new RandomState(11).standardNormal(2)[1];
    state.seed(11);
    state.standardNormal();
    expect(state.getState()).toMatchObject({ hasGauss: true, gauss });
  });
});

describe("setState of RandomState", () => {
  test.each([0, 1, 623, 1001])("goes on from a state after %i normal values", (count) => {
    const state = new RandomState(11);
    state.standardNormal(count);
    const saved = state.getState();
    const next = state.standardNormal(700);
    const other = new RandomState(seedrandom("another source"));
    other.setState(saved);
    expect(other.standardNormal(700)).toEqual(next);
  });

  test.each([
    [{ key: new Uint32Array(623) }, "expected key to have 624 words, got 623"],
    [
      { key: new Float64Array(624).fill(-1.5) },
      "expected key[0] to be an integer from 0 to 4294967295, got -1.5",
    ],
    [{ pos: 625 }, "expected pos to be an integer from 0 to 624, got 625"],
  ])("refuses %o and stays where it was", (change, message) => {
    const state = new RandomState(11);
    const bad = { ...new RandomState(5).getState(), ...change } as RandomStateSnapshot;
    expect(() => state.setState(bad)).toThrow(new RangeError(`RandomState.setState: ${message}`));
    expect(state.getState()).toEqual(new RandomState(11).getState());
  });
});

describe("bad states for setState of RandomState", () => {
  test.each([
    [undefined, "expected a state of getState, got undefined"],
    [{}, "expected key to be an array of words, got undefined"],
    [
      { ...new RandomState(5).getState(), gauss: "x" },
      'expected gauss to be a number, got "x" (string)',
    ],
  ])("refuses %o", (state, message) => {
    expect(() => new RandomState(5).setState(state as unknown as RandomStateSnapshot)).toThrow(
      new TypeError(`RandomState.setState: ${message}`),
    );
  });
});

describe("bad arguments of RandomState", () => {
  const APART = "RandomState.randint: expected low < high, at most 2**53 apart, got";
  const max = Number.MAX_SAFE_INTEGER;
  test.each(
    byText<[Act, ErrorConstructor, string]>([
      [
        (r) => r.uniform(bad("0")),
        TypeError,
        'RandomState.uniform: expected low to be a number, got "0" (string)',
      ],
      [
        (r) => r.uniform(0, bad(null)),
        TypeError,
        "RandomState.uniform: expected high to be a number, got null",
      ],
      [
        (r) => r.uniform(0, Infinity),
        RangeError,
        "RandomState.uniform: expected a finite range high - low, got low 0 and high Infinity",
      ],
      [
        (r) => r.uniform(Number.NaN, 1),
        RangeError,
        "RandomState.uniform: expected a finite range high - low, got low NaN and high 1",
      ],
      [
        (r) => r.normal(bad("0")),
        TypeError,
        'RandomState.normal: expected loc to be a number, got "0" (string)',
      ],
      [
        (r) => r.normal(0, bad([1])),
        TypeError,
        "RandomState.normal: expected scale to be a number, got array of length 1",
      ],
      [(r) => r.normal(0, -1), RangeError, "RandomState.normal: expected scale >= 0, got -1"],
      [(r) => r.normal(0, -0), RangeError, "RandomState.normal: expected scale >= 0, got -0"],
      [
        (r) => r.randint(bad(undefined)),
        TypeError,
        "RandomState.randint: expected low to be a number, got undefined",
      ],
      [
        (r) => r.randint(bad("5")),
        TypeError,
        'RandomState.randint: expected low to be a number, got "5" (string)',
      ],
      [
        (r) => r.randint(0.5, 5),
        RangeError,
        "RandomState.randint: expected low to be an integer of at most 53 bits, got 0.5",
      ],
      [
        (r) => r.randint(0, 2 ** 53),
        RangeError,
        "RandomState.randint: expected high to be an integer of at most 53 bits, got 9007199254740992",
      ],
      [(r) => r.randint(0), RangeError, `${APART} low 0 and high 0`],
      [(r) => r.randint(5, 5), RangeError, `${APART} low 5 and high 5`],
      [(r) => r.randint(-max, max), RangeError, `${APART} low -${max} and high ${max}`],
      [
        (r) => r.shuffle(bad("abc")),
        TypeError,
        'RandomState.shuffle: expected x to be an array or a matrix, got "abc" (string)',
      ],
      [
        (r) => r.shuffle(bad(5)),
        TypeError,
        "RandomState.shuffle: expected x to be an array or a matrix, got 5",
      ],
      [
        (r) => r.permutation(bad("abc")),
        TypeError,
        'RandomState.permutation: expected x to be a number, an array or a matrix, got "abc" (string)',
      ],
      [
        (r) => r.permutation(-1),
        RangeError,
        "RandomState.permutation: expected x to be an integer >= 0, got -1",
      ],
      [
        (r) => r.permutation(1.5),
        RangeError,
        "RandomState.permutation: expected x to be an integer >= 0, got 1.5",
      ],
      [
        (r) => r.choice(bad("abc")),
        TypeError,
        'RandomState.choice: expected a to be a number or an array, got "abc" (string)',
      ],
      [
        (r) => r.choice(bad(new Matrix(2, 2))),
        TypeError,
        "RandomState.choice: expected a to be a number or an array, got 2x2 matrix",
      ],
      [
        (r) => r.choice(-1),
        RangeError,
        "RandomState.choice: expected a to be an integer >= 0, got -1",
      ],
      [
        (r) => r.choice(0),
        RangeError,
        "RandomState.choice: expected something to choose from, got nothing",
      ],
      [
        (r) => r.choice([]),
        RangeError,
        "RandomState.choice: expected something to choose from, got nothing",
      ],
      [
        (r) => r.choice(3, 4, false),
        RangeError,
        "RandomState.choice: expected a sample of at most 3 without replacement, got 4",
      ],
      [
        (r) => r.choice(3, [2, 2], false),
        RangeError,
        "RandomState.choice: expected a sample of at most 3 without replacement, got 4",
      ],
      [
        (r) => r.choice(3, 1, true, [1]),
        RangeError,
        "RandomState.choice: expected 3 probabilities, got 1",
      ],
      [
        (r) => r.choice(2, 1, true, bad(0.5)),
        TypeError,
        "RandomState.choice: expected p to be an array, got 0.5",
      ],
      [
        (r) => r.choice(2, 1, true, bad(["1", 0])),
        TypeError,
        'RandomState.choice: expected p[0] to be a number, got "1" (string)',
      ],
      [
        (r) => r.choice(2, 1, true, [1.5, -0.5]),
        RangeError,
        "RandomState.choice: expected p[1] >= 0, got -0.5",
      ],
      [
        (r) => r.choice(2, 1, true, [1, Number.NaN]),
        RangeError,
        "RandomState.choice: expected p[1] >= 0, got NaN",
      ],
      [
        (r) => r.choice(2, 1, true, [0.5, 0.6]),
        RangeError,
        "RandomState.choice: expected p with the sum 1, got 1.1",
      ],
      [
        (r) => r.choice(2, 2, false, [1, 0]),
        RangeError,
        "RandomState.choice: expected 2 entries above 0 in p, got 1",
      ],
    ]),
  )("%s; the stream does not move", (_, act, Kind, text) => {
    const state = new RandomState(11);
    expect(() => act(state)).toThrow(new Kind(text));
    expect(state.getState()).toEqual(new RandomState(11).getState());
  });

  test.each([
    [
      "uniform of a range that goes down",
      (r: RandomState) => r.uniform(1, 0),
      1 - new RandomState(11).random(),
    ],
    ["normal with a deviation of 0", (r: RandomState) => r.normal(7, 0), 7],
    ["normal with a deviation of NaN", (r: RandomState) => r.normal(7, Number.NaN), Number.NaN],
    ["randint of one value", (r: RandomState) => r.randint(5, 6), 5],
  ])("%s is allowed, as in NumPy", (_, act, want) => {
    expect(act(new RandomState(11))).toBe(want);
  });
});
