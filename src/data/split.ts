import { Matrix } from "ml-matrix";
import { checkNumber, checkOptions, describe, isArray } from "../check.js";
import { dense, rowsOf } from "../linalg/dense.js";
import type { MatrixLike } from "../matrix-input.js";
import type { UniformSource } from "../numpy/bit-source.js";
import { random as defaultRandom, randomStateOf } from "../numpy/random.js";
import type { RandomState } from "../numpy/random-state.js";
import { checkLabels, classesOf, type Label } from "./labels.js";

/** A matrix with a row for each sample, or an array with an element for each. */
export type Samples = MatrixLike | ArrayLike<unknown>;

/** What is left of samples in a part: a `Matrix` of a matrix, an array of any array. */
export type PartOf<X> = X extends MatrixLike ? Matrix : X extends ArrayLike<infer T> ? T[] : never;

/** The parts of samples, in the order in which they were given. */
export interface Split<Xs extends readonly Samples[]> {
  readonly train: { -readonly [K in keyof Xs]: PartOf<Xs[K]> };
  readonly test: { -readonly [K in keyof Xs]: PartOf<Xs[K]> };
}

/** How `split` splits. */
export interface SplitOptions {
  /** How many samples are for the test: a part of all between 0 and 1, or a number; default 0.25. */
  readonly test?: number | undefined;
  /** Where the order comes from, as in a layer; default `random`. */
  readonly random?: RandomState | UniformSource | undefined;
  /** A label for each sample: each class is split by itself, so both parts have it as often as all. */
  readonly stratify?: ArrayLike<Label> | undefined;
}

const OPTIONS: readonly string[] = ["test", "random", "stratify"];

/**
 * Splits samples, and what belongs to them, at random into those to train with and those to test
 * with: `const { train: [xTrain, tTrain], test: [xTest, tTest] } = split(x, labels, { test: 50 })`.
 *
 * With p a random permutation of 0 … n - 1, the first p are to train with and the rest to test
 * with, in this order; of a part of all samples, `round(n · test)` are to test with. One permutation
 * is drawn. With `stratify` the test has of each class its share of the test's number, rounded so
 * that the sum is right, again the last in p. All parts are copies.
 *
 * TypeError: nothing to split, what is no matrix or array, options of another kind. RangeError: not
 * as many of each, a part without any sample. An error draws nothing.
 */
export function split<Xs extends Samples[]>(...samples: Xs): Split<Xs>;
export function split<Xs extends Samples[]>(
  ...samplesAndOptions: [...samples: Xs, options: SplitOptions]
): Split<Xs>;
export function split(...args: (Samples | SplitOptions)[]): Split<Samples[]> {
  const last = args.at(-1);
  const hasOptions = args.length > 0 && !isSamples(last);
  const options = hasOptions ? (args.pop() as SplitOptions) : {};
  checkOptions("split", options, OPTIONS);
  const n = lengthOf(args);
  const { test = 0.25, random = defaultRandom, stratify } = options;
  const nTest = testNumber(test, n);
  if (stratify !== undefined) checkStratify(stratify, n);
  const p = randomStateOf("split", random).permutation(n);
  const isForTest = choose(p, nTest, stratify ?? new Uint8Array(n));
  const train = p.filter((i) => !isForTest[i]);
  const rest = p.filter((i) => isForTest[i]);
  const samples = args as Samples[];
  return { train: samples.map((x) => pick(x, train)), test: samples.map((x) => pick(x, rest)) };
}

/** For each sample whether it is one of the `nTest` for the test: of each label the last in `p`. */
function choose(p: readonly number[], nTest: number, labels: ArrayLike<Label>): boolean[] {
  const left = shares(nTest, labels);
  const chosen: boolean[] = new Array(p.length).fill(false);
  for (const i of p.toReversed()) {
    const count = left.get(labels[i]) ?? 0;
    chosen[i] = count > 0;
    left.set(labels[i], count - 1);
  }
  return chosen;
}

/** The share of each label in `number`, rounded down, and up where most is lost, until all are given. */
function shares(number: number, labels: ArrayLike<Label>): Map<Label, number> {
  const counts = new Map<Label, number>();
  for (const label of Array.from(labels)) counts.set(label, (counts.get(label) ?? 0) + 1);
  const exact = classesOf(labels).map((label) => {
    const product = number * (counts.get(label) ?? 0);
    return { label, whole: Math.floor(product / labels.length), lost: product % labels.length };
  });
  const given = exact.reduce((sum, { whole }) => sum + whole, 0);
  const byLoss = exact.toSorted((a, b) => b.lost - a.lost);
  return new Map(
    byLoss.map(({ label, whole }, i) => [label, whole + (i < number - given ? 1 : 0)]),
  );
}

function pick(x: Samples, rows: readonly number[]): Matrix | unknown[] {
  if (!Matrix.isMatrix(x)) return rows.map((i) => (x as ArrayLike<unknown>)[i]);
  const all = rowsOf(x);
  const values = new Float64Array(rows.length * x.columns);
  rows.forEach((row, i) => {
    values.set(all[row], i * x.columns);
  });
  return dense(rows.length, x.columns, values);
}

function isSamples(value: unknown): value is Samples {
  return Matrix.isMatrix(value) || isArray(value);
}

function lengthOf(samples: readonly unknown[]): number {
  if (samples.length === 0) {
    throw new TypeError("split: expected a matrix or an array to split, got nothing");
  }
  const lengths = samples.map((x) => {
    if (Matrix.isMatrix(x)) return x.rows;
    if (isArray(x)) return x.length;
    throw new TypeError(`split: expected matrices and arrays, got ${describe(x)}`);
  });
  if (lengths.every((length) => length === lengths[0])) return lengths[0];
  throw new RangeError(
    `split: expected as many samples in each, got ${samples.map(describe).join(" and ")}`,
  );
}

function testNumber(test: number, n: number): number {
  checkNumber("split", "test", test);
  const number = test > 0 && test < 1 ? Math.round(n * test) : test;
  if (Number.isInteger(number) && number > 0 && number < n) return number;
  throw new RangeError(
    `split: expected test to leave a sample or more in each part, got ${test} of ${n} samples`,
  );
}

function checkStratify(labels: ArrayLike<Label>, n: number): void {
  checkLabels("split", "stratify", labels);
  if (labels.length === n) return;
  throw new RangeError(
    `split: expected stratify to have a label for each of ${n} samples, got ${labels.length}`,
  );
}
