import fc from "fast-check";
import { type AbstractMatrix, Matrix } from "ml-matrix";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { linalg } from "../../src/index.js";
import { product } from "../../src/linalg/backend.js";
import * as flat from "../../src/linalg/flat.js";
import { MATRICES, toDense, VIEWS } from "./matrices.js";
import * as reference from "./reference.js";

const BOUND = 1e-12;
const RATE = 0.3;

/** Samples, inputs and units: any up to 300, and those at the edges of tiles and blocks more often. */
const edge = fc.constantFrom(0, 1, 2, 3, 4, 5, 7, 8, 9, 63, 64, 65, 255, 256, 257, 259);
const length = fc.oneof(edge, fc.integer({ min: 0, max: 300 }));
const shape = fc.tuple(length, length, length);

/** Numbers in [-1, 1) from a linear congruential generator, for fast-check to repeat a failure. */
function randomMatrix(rows: number, columns: number, seed: number): Matrix {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  return Matrix.from1DArray(rows, columns, Array.from({ length: rows * columns }, next));
}

interface Case {
  x: AbstractMatrix;
  w: Matrix;
  delta: AbstractMatrix;
}

function randomCase(samples: number, inputs: number, units: number, seed: number): Case {
  return {
    x: randomMatrix(samples, inputs, seed),
    w: randomMatrix(units, inputs + 1, seed + 1),
    delta: randomMatrix(samples, units, seed + 2),
  };
}

/** Checks the three products against plain loops, and that no argument but `w` at the end changes. */
function check({ x, w, delta }: Case): void {
  const before = [x, w, delta].map((matrix) => matrix.to2DArray());
  expect(reference.worst(linalg.totalInput(x, w), reference.totalInput(x, w))).toBeLessThan(BOUND);
  expect(reference.worst(linalg.backSignal(delta, w), reference.backSignal(delta, w))).toBeLessThan(
    BOUND,
  );
  expect([x, w, delta].map((matrix) => matrix.to2DArray())).toEqual(before);
  const want = reference.descended(w, delta, x, RATE);
  linalg.descend(w, delta, x, RATE);
  expect(reference.worst(w, want)).toBeLessThan(BOUND);
  expect([x, delta].map((matrix) => matrix.to2DArray())).toEqual([before[0], before[2]]);
}

afterAll(() => {
  linalg.use("auto");
});

describe.each(["plain", "wasm", "blas"] as const)("the products by %s", (name) => {
  beforeAll(() => {
    expect(linalg.use(name), linalg.skipped().join("\n")).toBe(name);
  });

  test("are those of plain loops for any shape from 0 to 300", () => {
    fc.assert(
      fc.property(shape, fc.integer(), ([samples, inputs, units], seed) => {
        const { x, w, delta } = randomCase(samples, inputs, units, seed);
        check({ x: toDense(x), w: toDense(w), delta: toDense(delta) });
      }),
      {
        numRuns: 60,
        examples: [
          [[300, 300, 300], 1],
          [[259, 701, 530], 2],
        ],
      },
    );
  });

  test("are those of plain loops where plain TypeScript would be faster", () => {
    const add = product();
    if (!add) return; // plain TypeScript itself
    const small = fc.integer({ min: 1, max: 13 });
    fc.assert(
      fc.property(small, small, small, fc.integer(), (samples, inputs, units, seed) => {
        const { x, w, delta } = randomCase(samples, inputs, units, seed);
        const u = new Matrix(samples, units);
        flat.totalInput(add, u, x, w);
        expect(reference.worst(u, reference.totalInput(x, w))).toBeLessThan(BOUND);
        const back = new Matrix(samples, inputs);
        flat.backSignal(add, back, delta, w);
        expect(reference.worst(back, reference.backSignal(delta, w))).toBeLessThan(BOUND);
        const want = reference.descended(w, delta, x, RATE);
        flat.addGradient(add, w, -RATE, delta, x);
        expect(reference.worst(w, want)).toBeLessThan(BOUND);
      }),
      { numRuns: 300 },
    );
  });

  test.each(Object.keys(MATRICES))("take matrices of every kind: %s", (kind) => {
    for (const [samples, inputs, units] of [
      [2, 3, 4],
      [17, 23, 19],
    ]) {
      const { x, w, delta } = randomCase(samples, inputs, units, 5);
      const make = MATRICES[kind];
      check({ x: make(x as Matrix), w: make(w), delta: make(delta as Matrix) });
    }
  });

  test.each(Object.keys(VIEWS))("take views of ml-matrix: %s", (kind) => {
    const { x, w, delta } = randomCase(17, 23, 19, 6);
    check({ x: VIEWS[kind](x as Matrix), w, delta: VIEWS[kind](delta as Matrix) });
  });

  test("take Matrix.rand", () => {
    check({ x: Matrix.rand(30, 20), w: Matrix.rand(10, 21), delta: Matrix.rand(30, 10) });
  });

  test("let NaN and infinities through as plain loops do", () => {
    const special = fc.constantFrom(NaN, Infinity, -Infinity, 0, -0);
    const place = fc.tuple(fc.constantFrom("x", "w", "delta"), fc.nat(), fc.nat(), special);
    const side = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(side, side, side, fc.array(place, { maxLength: 6 }), (b, i, n, places) => {
        const matrices = randomCase(b, i, n, b + i + n);
        for (const [which, row, column, value] of places) {
          const matrix = matrices[which as keyof Case];
          matrix.set(row % matrix.rows, column % matrix.columns, value);
        }
        check(matrices);
      }),
      { numRuns: 150 },
    );
  });

  test("descend by rate 0 lets NaN through too", () => {
    const { x, w, delta } = randomCase(20, 20, 20, 1);
    delta.set(3, 4, NaN);
    linalg.descend(w, delta, x, 0);
    expect(w.getRow(4).every(Number.isNaN)).toBe(true);
    expect(w.getRow(5).some(Number.isNaN)).toBe(false);
  });

  test("give the same bits again", () => {
    const { x, w } = randomCase(130, 300, 140, 8);
    const u = linalg.totalInput(x, w);
    expect(linalg.totalInput(MATRICES["rows of plain arrays"](x as Matrix), w).to2DArray()).toEqual(
      u.to2DArray(),
    );
  });

  test("give a Matrix that ml-matrix can change like any other", () => {
    const { x, w } = randomCase(20, 20, 20, 9);
    const u = linalg.totalInput(x, w);
    expect(u).toBeInstanceOf(Matrix);
    const want = u.to2DArray();
    want.splice(1, 1);
    expect(u.removeRow(1).to2DArray()).toEqual(want);
    expect(u.toString()).toContain("Matrix {");
  });
});
