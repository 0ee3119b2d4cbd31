import type { Matrix } from "ml-matrix";
import { checkInstance, checkInteger } from "../check.js";
import { dense, valuesOf, zeros as zeroMatrix } from "../linalg/dense.js";
import { RandomState } from "../numpy/random-state.js";

/**
 * Draws the weights that a layer of `n` units starts from: n × (nUpper + 1), last column the bias.
 *
 * Those of the package draw in row order, as NumPy does, without cutting off the tails of the normal
 * distribution; all but `articleNormal` draw nothing for the bias, which is 0. TypeError: `random` is no
 * RandomState, a size no number; RangeError: a size that is no integer ≥ 1.
 */
export type Initialiser = (random: RandomState, n: number, nUpper: number) => Matrix;

/** The article's: N(0, 0.05²), the bias as well. */
export const articleNormal: Initialiser = (random, n, nUpper) => {
  check("articleNormal", random, n, nUpper);
  return random.normal(0, 0.05, [n, nUpper + 1]);
};

/**
 * N(0, 2 / (nUpper + n)), for tanh and sigmoid: signals keep their size both ways, on average. Glorot
 * and Bengio 2010, https://proceedings.mlr.press/v9/glorot10a.html
 */
export const glorotNormal: Initialiser = (random, n, nUpper) =>
  normal("glorotNormal", random, n, nUpper, 2 / (nUpper + n));

/** Uniform in [-√(6 / (nUpper + n)), √(6 / (nUpper + n))), with the variance of {@link glorotNormal}. */
export const glorotUniform: Initialiser = (random, n, nUpper) =>
  uniform("glorotUniform", random, n, nUpper, 6 / (nUpper + n));

/**
 * N(0, 2 / nUpper), for ReLU and its like, which let half of the signals through. He, Zhang, Ren and
 * Sun 2015, https://arxiv.org/abs/1502.01852
 */
export const heNormal: Initialiser = (random, n, nUpper) =>
  normal("heNormal", random, n, nUpper, 2 / nUpper);

/** Uniform in [-√(6 / nUpper), √(6 / nUpper)), with the variance of {@link heNormal}. */
export const heUniform: Initialiser = (random, n, nUpper) =>
  uniform("heUniform", random, n, nUpper, 6 / nUpper);

/**
 * N(0, 1 / nUpper), for SELU: total inputs have the variance of the signals. LeCun, Bottou, Orr and
 * Müller, Efficient BackProp, 1998.
 */
export const lecunNormal: Initialiser = (random, n, nUpper) =>
  normal("lecunNormal", random, n, nUpper, 1 / nUpper);

/** Uniform in [-√(3 / nUpper), √(3 / nUpper)), with the variance of {@link lecunNormal}. */
export const lecunUniform: Initialiser = (random, n, nUpper) =>
  uniform("lecunUniform", random, n, nUpper, 3 / nUpper);

/** All 0, and nothing is drawn; all units of a layer that starts from it stay the same. */
export const zeros: Initialiser = (random, n, nUpper) => {
  check("zeros", random, n, nUpper);
  return zeroMatrix(n, nUpper + 1);
};

function normal(
  call: string,
  random: RandomState,
  n: number,
  nUpper: number,
  variance: number,
): Matrix {
  check(call, random, n, nUpper);
  return withoutBias(random.normal(0, Math.sqrt(variance), [n, nUpper]));
}

function uniform(
  call: string,
  random: RandomState,
  n: number,
  nUpper: number,
  squareOfLimit: number,
): Matrix {
  check(call, random, n, nUpper);
  const limit = Math.sqrt(squareOfLimit);
  return withoutBias(random.uniform(-limit, limit, [n, nUpper]));
}

/** The weights and a column of zeros. */
function withoutBias(weights: Matrix): Matrix {
  const { rows, columns } = weights;
  const from = valuesOf(weights);
  const to = new Float64Array(rows * (columns + 1));
  for (let i = 0; i < rows; i++) {
    to.set(from.subarray(i * columns, (i + 1) * columns), i * (columns + 1));
  }
  return dense(rows, columns + 1, to);
}

function check(call: string, random: RandomState, n: number, nUpper: number): void {
  checkInstance(call, "random", "a RandomState", RandomState, random);
  checkInteger(call, "n", n, 1);
  checkInteger(call, "nUpper", nUpper, 1);
}
