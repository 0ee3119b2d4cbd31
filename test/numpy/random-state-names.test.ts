import { Matrix } from "ml-matrix";
import { describe, expect, expectTypeOf, test } from "vitest";
import { RandomState, random } from "../../src/index.js";
import { isMarkedInteger } from "../../src/numpy/integer-arrays.js";

const at = (seed = 11): RandomState => new RandomState(seed);

describe("NumPy's other names in RandomState", () => {
  test("rand, randomSample and random give one stream", () => {
    expect(at().rand()).toBe(at().random());
    expect(at().rand(3)).toEqual(at().random(3));
    expect(at().rand(2, 3)).toEqual(at().random([2, 3]));
    expect(at().rand(2, 1, 2)).toEqual(at().randomSample([2, 1, 2]));
  });

  test("randn gives the stream of standardNormal", () => {
    expect(at().randn()).toBe(at().standardNormal());
    expect(at().randn(2, 3)).toEqual(at().standardNormal([2, 3]));
  });

  test("bytes are those of NumPy's RandomState(1), which draws a word for none", () => {
    const r = at(1);
    expect([...r.bytes(5)]).toEqual([...Buffer.from("%\xf4\xc1j\xeb", "latin1")]);
    expect(r.getState().pos).toBe(2);
    expect(r.bytes(0)).toEqual(new Uint8Array(0));
    expect(r.getState().pos).toBe(3);
  });

  test("the kind of a result follows the arguments", () => {
    expectTypeOf(at().rand()).toEqualTypeOf<number>();
    expectTypeOf(at().rand(2)).toEqualTypeOf<number[]>();
    expectTypeOf(at().randn(2, 3)).toEqualTypeOf<Matrix>();
    expectTypeOf(at().choice(["a"], 2)).toEqualTypeOf<string[]>();
    expectTypeOf(at().choice(new Int8Array(2))).toEqualTypeOf<number>();
    expectTypeOf(at().permutation(["a"])).toEqualTypeOf<string[]>();
  });
});

describe("methods of RandomState off the object", () => {
  test("work, of the default one too", () => {
    const { seed, normal } = random;
    seed(11);
    expect(normal(0, 1, 3)).toEqual(at().normal(0, 1, 3));
    const { choice, permutation } = at();
    const other = at();
    expect([permutation(5), choice(9, 4, false)]).toEqual([
      other.permutation(5),
      other.choice(9, 4, false),
    ]);
  });

  test("are not listed, and the objects of one class are equal", () => {
    expect(Object.keys(at())).toEqual([]);
    expect(at()).toEqual(at());
  });

  test("are those of a subclass where it has them anew", () => {
    class Halved extends RandomState {
      override bytes(length: number, times = 1): Uint8Array {
        return super.bytes(length * times);
      }
    }
    const { bytes } = new Halved(11);
    expect(bytes(2, 2)).toEqual(at().bytes(4));
    expect(RandomState.prototype.bytes.call(at(), 4)).toEqual(at().bytes(4));
  });
});

describe("surplus arguments of RandomState", () => {
  test.each<[string, (r: RandomState) => unknown, string]>([
    [
      "constructor",
      // @ts-expect-error
      () => new RandomState(11, 12),
      ": expected at most 1 argument, got 12 as number 2",
    ],
    // @ts-expect-error
    ["seed", (r) => r.seed(1, 2), ".seed: expected at most 1 argument, got 2 as number 2"],
    // @ts-expect-error
    ["random", (r) => r.random(1, 2), ".random: expected at most 1 argument, got 2 as number 2"],
    [
      "normal",
      // @ts-expect-error
      (r) => r.normal(0, 1, 2, 3),
      ".normal: expected at most 3 arguments, got 3 as number 4",
    ],
    [
      "uniform",
      // @ts-expect-error
      (r) => r.uniform(0, 1, [2], [3]),
      ".uniform: expected at most 3 arguments, got array of length 1 as number 4",
    ],
    [
      "randint",
      // @ts-expect-error
      (r) => r.randint(0, 9, 2, "uint8"),
      '.randint: expected at most 3 arguments, got "uint8" (string) as number 4',
    ],
    [
      "choice",
      // @ts-expect-error
      (r) => r.choice(5, 2, true, null, 1),
      ".choice: expected at most 4 arguments, got 1 as number 5",
    ],
    [
      "choice of options",
      // @ts-expect-error
      (r) => r.choice(2, 8, { p: [1, 0] }),
      ".choice: expected replace to be true or false, got Object object",
    ],
    [
      "getState",
      // @ts-expect-error
      (r) => r.getState({ legal: true }),
      ".getState: expected the options legacy, got legal",
    ],
    [
      "rand of a list",
      // @ts-expect-error
      (r) => r.rand([2, 3]),
      ".rand: expected each length in size to be a number, got array of length 2",
    ],
  ])("%s throws, and the stream does not move", (_, act, message) => {
    const r = at();
    expect(() => act(r)).toThrow(new TypeError(`RandomState${message}`));
    expect(r.getState()).toEqual(at().getState());
  });

  test("undefined is no argument", () => {
    const normal = at().normal as (...args: unknown[]) => unknown;
    expect(normal(0, 1, 2, undefined)).toEqual(at().normal(0, 1, 2));
  });
});

test.each<[string, (r: RandomState) => unknown]>([
  // @ts-expect-error: a string has no places to write to
  ["shuffle of a string", (r) => r.shuffle("abc")],
  // @ts-expect-error: not an array
  ["shuffle of an object", (r) => r.shuffle({ length: 1, 0: 5 })],
  // @ts-expect-error
  ["permutation of a string", (r) => r.permutation("abc")],
  // @ts-expect-error
  ["choice from a string", (r) => r.choice("abc")],
  // @ts-expect-error
  ["choice by an object", (r) => r.choice(1, 1, true, { length: 1, 0: 1 })],
  // @ts-expect-error
  ["seed of an object", (r) => r.seed({ length: 1, 0: 5 })],
  // @ts-expect-error
  ["randint of arrays", (r) => r.randint([1, 2], [3, 4])],
])("%s is refused by the types, too", (_, act) => {
  expect(() => act(at())).toThrow(TypeError);
});

test("what cannot be written to is refused by the types, too", () => {
  // @ts-expect-error
  expect(() => at().shuffle(Object.freeze([1, 2]))).toThrow(TypeError);
});

describe("randint of no numbers", () => {
  test.each([[0], [[0, 3]], [[3, 0]], [[2, 0, 2]]])("asks for no range, size %j", (size) => {
    const r = at();
    expect(r.randint(0, 0, size)).toEqual(r.random(size));
    expect(r.randint(5, -2, size)).toEqual(r.random(size));
    expect(r.getState().pos).toBe(624);
  });

  test("a size of no axes asks for one", () => {
    expect(() => at().randint(0, 0, [])).toThrow(RangeError);
  });
});

describe("what RandomState gives as integers", () => {
  test.each<[string, (r: RandomState) => unknown, boolean]>([
    ["randint, an array", (r) => r.randint(0, 9, 3), true],
    ["randint, a matrix", (r) => r.randint(0, 9, [2, 3]), true],
    ["randint, no numbers", (r) => r.randint(0, 9, 0), true],
    ["permutation of a number", (r) => r.permutation(5), true],
    ["permutation of typed integers", (r) => r.permutation(new Uint8ClampedArray([1, 2])), true],
    ["permutation of a permutation", (r) => r.permutation(r.permutation(5)), true],
    ["permutation of a matrix of integers", (r) => r.permutation(r.randint(0, 9, [2, 2])), true],
    ["permutation of numbers", (r) => r.permutation([1, 2]), false],
    ["permutation of Float32", (r) => r.permutation(new Float32Array([1, 2])), false],
    ["choice below a number", (r) => r.choice(5, [2, 2]), true],
    ["choice of typed integers", (r) => r.choice(new Int16Array([1, 2]), 3), true],
    ["choice of numbers", (r) => r.choice([1, 2], 3), false],
    ["random", (r) => r.random(3), false],
  ])("%s", (_, act, is) => {
    expect(isMarkedInteger(act(at()))).toBe(is);
  });
});

describe("p of single precision in choice of RandomState", () => {
  // NumPy 2.4.6 takes np.float32([.3, .70034]) and refuses [.3, .70035]; of float64 0.7 + 1.4e-8, not + 1.5e-8.
  test("has the tolerance of its kind", () => {
    const choose = (p: number[] | Float32Array) => (): unknown => at(1).choice(2, 2, true, p);
    expect(choose(new Float32Array([0.3, 0.70034]))()).toEqual([1, 1]);
    expect(choose(new Float32Array([0.3, 0.70035]))).toThrow(RangeError);
    expect(choose([0.3, 0.7 + 1.4e-8])()).toEqual([1, 1]);
    expect(choose([0.3, 0.7 + 1.5e-8])).toThrow(RangeError);
    expect(choose(Array.from(new Float32Array([0.3, 0.7002])))).toThrow(RangeError);
  });

  test("a softmax of 1,000 classes is taken", () => {
    const r = at();
    for (let i = 0; i < 100; i++) {
      const e = Float32Array.from(r.normal(0, 3, 1000), Math.exp);
      const sum = e.reduce((a, b) => Math.fround(a + b), 0);
      expect(() =>
        r.choice(
          1000,
          5,
          true,
          e.map((x) => x / sum),
        ),
      ).not.toThrow();
    }
  });
});

test("choice of all, without replacement and with p, is a permutation of them", () => {
  const n = 100_000;
  const p = new Float64Array(n).fill(1 / n);
  const chosen = at().choice(n, n, false, p);
  expect(new Set(chosen).size).toBe(n);
});

test("a matrix of the rows of another is given by permutation", () => {
  expect(
    at()
      .permutation(new Matrix([[1, 2]]))
      .to2DArray(),
  ).toEqual([[1, 2]]);
});
