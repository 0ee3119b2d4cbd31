import { Matrix } from "ml-matrix";
import { describe, expect, expectTypeOf, test } from "vitest";
import { type Nested, RandomState } from "../../src/index.js";

describe("size", () => {
  const state = new RandomState(11);
  // The draws, and how each call of them looks with a size.
  const draws: [string, (size?: number | number[] | null) => unknown][] = [
    ["random", (size) => state.random(size)],
    ["uniform", (size) => state.uniform(0, 1, size)],
    ["standardNormal", (size) => state.standardNormal(size)],
    ["normal", (size) => state.normal(0, 1, size)],
    ["randint", (size) => state.randint(0, 9, size)],
    ["choice", (size) => state.choice(9, size)],
  ];
  const number = expect.any(Number);

  test.each(draws)("of %s decides the kind", (_, draw) => {
    for (const none of [undefined, null, []]) expect(draw(none)).toEqual(number);
    for (const two of [2, [2]]) expect(draw(two)).toEqual([number, number]);
    expect(draw(0)).toEqual([]);
    expect(draw([2, 3])).toBeInstanceOf(Matrix);
    expect(draw([2, 3])).toMatchObject({ rows: 2, columns: 3 });
    expect(draw([0, 3])).toMatchObject({ rows: 0, columns: 3 });
    expect(draw([1, 2, 1])).toEqual([[[number], [number]]]);
  });

  test.each(draws)("of %s that is none throws, and draws nothing", (name, draw) => {
    const LENGTH = `RandomState.${name}: expected each length in size to be`;
    const KIND = `RandomState.${name}: expected size to be a number or an array, got`;
    state.seed(11);
    for (const [size, error] of [
      [-1, new RangeError(`${LENGTH} an integer >= 0, got -1`)],
      [1.5, new RangeError(`${LENGTH} an integer >= 0, got 1.5`)],
      [Number.NaN, new RangeError(`${LENGTH} an integer >= 0, got NaN`)],
      [[2, -1], new RangeError(`${LENGTH} an integer >= 0, got -1`)],
      [["2"], new TypeError(`${LENGTH} a number, got "2" (string)`)],
      ["2", new TypeError(`${KIND} "2" (string)`)],
      [{ rows: 2 }, new TypeError(`${KIND} Object object`)],
      [new Matrix(1, 2), new TypeError(`${KIND} 1x2 matrix`)],
    ] as const) {
      expect(() => draw(size as number)).toThrow(error);
    }
    expect(state.getState()).toEqual(new RandomState(11).getState());
  });

  test.each(draws)("of %s does not change the numbers, nor those after them", (_, draw) => {
    // Odd numbers of draws: normal values come in pairs.
    for (const [before, rows, columns] of [
      [0, 3, 4],
      [1, 3, 4],
      [0, 3, 5],
      [1, 3, 5],
      [1, 1, 1],
      [1, 0, 5],
    ]) {
      const [single, whole] = [1, 2].map((kind) => {
        state.seed(11);
        for (let i = 0; i < before; i++) draw();
        const count = rows * columns;
        const matrix = kind === 1 ? undefined : (draw([rows, columns]) as Matrix);
        const values = matrix?.to1DArray() ?? Array.from({ length: count }, () => draw());
        return [values, draw(), draw()];
      });
      expect(whole).toEqual(single);
    }
  });

  test("decides the type too", () => {
    expectTypeOf(state.random()).toEqualTypeOf<number>();
    expectTypeOf(state.normal(0, 1, null)).toEqualTypeOf<number>();
    expectTypeOf(state.random([])).toEqualTypeOf<number>();
    expectTypeOf(state.random(3)).toEqualTypeOf<number[]>();
    expectTypeOf(state.random([3])).toEqualTypeOf<number[]>();
    expectTypeOf(state.randint(0, 9, [2, 3])).toEqualTypeOf<Matrix>();
    expectTypeOf(state.random([2, 3, 4])).toEqualTypeOf<number | Nested<number> | Matrix>();
    expectTypeOf(state.choice(["a"])).toEqualTypeOf<string>();
    expectTypeOf(state.choice(["a"], [1, 2])).toEqualTypeOf<string[][]>();
    expectTypeOf(state.choice([1, 2], [1, 2])).toEqualTypeOf<Matrix>();
    expectTypeOf(state.choice(["a", 1], [1, 2])).toEqualTypeOf<(string | number)[][]>();
    expectTypeOf(state.permutation(3)).toEqualTypeOf<number[]>();
    expectTypeOf(state.permutation(["a"])).toEqualTypeOf<string[]>();
    expectTypeOf(state.permutation(new Matrix(1, 1))).toEqualTypeOf<Matrix>();
  });
});

describe("kinds of shuffle, permutation and choice", () => {
  test("permutation leaves its argument alone, shuffle changes it", () => {
    const [list, m] = [[1, 2, 3, 4], new Matrix([[1], [2], [3], [4]])];
    const [listBefore, mBefore] = [[...list], m.clone()];
    const state = new RandomState(11);
    const [order, rows] = [state.permutation(list), state.permutation(m)];
    expect([list, m]).toEqual([listBefore, mBefore]);
    const same = new RandomState(11);
    same.shuffle(list);
    same.shuffle(m);
    expect([list, m]).toEqual([order, rows]);
  });

  test("typed arrays are shuffled like arrays", () => {
    const [list, typed] = [[1, 2, 3, 4], new Float32Array([1, 2, 3, 4])];
    new RandomState(11).shuffle(list);
    new RandomState(11).shuffle(typed);
    expect(Array.from(typed)).toEqual(list);
    expect(new RandomState(11).permutation(new Float32Array([1, 2, 3, 4]))).toEqual(list);
  });

  test("the kind of a sample of two axes does not depend on the draw", () => {
    const state = new RandomState(11);
    expect(state.choice(["a", 1], [1, 1], true, [0, 1])).toEqual([[1]]);
    expect(state.choice(["a"], [0, 2])).toEqual([]);
    expect(state.choice(new Float64Array([1, 2]), [0, 2])).toBeInstanceOf(Matrix);
  });
});
