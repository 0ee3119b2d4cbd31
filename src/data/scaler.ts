import type { Matrix } from "ml-matrix";
import { checkFiniteElements, checkOptions, checkSamples, describe } from "../check.js";
import { dense, rowsOf } from "../linalg/dense.js";
import { type MatrixInput, matrixOf } from "../matrix-input.js";

/** What a `Scaler` brings each column to: mean 0 and deviation 1, or 0 … 1. */
export type ScalerMethod = "standard" | "minMax";

/** How a `Scaler` scales. */
export interface ScalerOptions {
  /** Default `"standard"`. */
  readonly method?: ScalerMethod | undefined;
}

/** A fitted `Scaler` as JSON. */
export interface ScalerJson {
  readonly method: ScalerMethod;
  readonly shift: readonly number[];
  readonly scale: readonly number[];
}

type Rows = readonly ArrayLike<number>[];
type Parameters = Pick<ScalerJson, "shift" | "scale">;

const METHODS: readonly unknown[] = ["standard", "minMax"];

/**
 * Brings the columns of a matrix to one scale: `(x - shift) / scale`, each by numbers of its own.
 *
 * `"standard"`: shift is the mean of the rows that it is fitted to, scale their standard deviation
 * (÷ n), which gives them mean 0 and deviation 1. `"minMax"`: shift is their minimum, scale their
 * maximum minus minimum, which brings them to 0 … 1. A column of one and the same value becomes 0:
 * its shift is that value, its scale 1.
 *
 * Fit it to the training rows alone, and transform all others by it too.
 * Source: https://scikit-learn.org/stable/modules/preprocessing.html
 */
export class Scaler {
  readonly method: ScalerMethod;
  #parameters: Parameters | undefined;

  /** TypeError for options that there are not, RangeError for a method that there is not. */
  constructor(options: ScalerOptions = {}) {
    checkOptions("Scaler", options, ["method"]);
    const { method = "standard" } = options;
    checkMethod("Scaler", method);
    this.method = method;
  }

  /** The scaler that `json`, of `toJSON`, tells of. TypeError or RangeError if it tells of none. */
  static fromJSON(json: ScalerJson): Scaler {
    const call = "Scaler.fromJSON";
    if (typeof json !== "object" || json === null) {
      throw new TypeError(`${call}: expected an object of toJSON, got ${describe(json)}`);
    }
    const { method, shift, scale } = json;
    checkMethod(call, method);
    checkFiniteNumbers(call, "shift", shift);
    checkFiniteNumbers(call, "scale", scale);
    if (shift.length === 0 || shift.length !== scale.length || scale.some((x) => x <= 0)) {
      throw new RangeError(
        `${call}: expected a shift and a scale above 0 for each column, got shift ${shift} and scale ${scale}`,
      );
    }
    const scaler = new Scaler({ method });
    scaler.#parameters = { shift: shift.slice(), scale: scale.slice() };
    return scaler;
  }

  /** What is taken from each column; a copy. Error before `fit`. */
  get shift(): number[] {
    return this.#fitted("shift").shift.slice();
  }

  /** What each column is divided by then; a copy. Error before `fit`. */
  get scale(): number[] {
    return this.#fitted("scale").scale.slice();
  }

  /**
   * Takes shift and scale from the rows of `x`, samples × columns, and returns this scaler.
   *
   * TypeError unless `x` is a matrix. RangeError: no rows or no columns, values that are NaN or
   * infinite, or so large or so close to each other that their scale is no number above 0. After an
   * error the scaler is as it was.
   */
  fit(x: MatrixInput): this {
    const samples = matrixOf("Scaler.fit", "x", x);
    checkSamples("Scaler.fit", "x", samples, Math.max(samples.columns, 1));
    checkFiniteElements("Scaler.fit", "x", samples);
    this.#parameters = parametersOf(this.method, rowsOf(samples));
    return this;
  }

  /**
   * `(x - shift) / scale`, new, of the shape of `x`; NaN stays NaN.
   *
   * Error before `fit`. TypeError unless `x` is a matrix, RangeError for other columns than those
   * it is fitted to; no rows are none in the result.
   */
  transform(x: MatrixInput): Matrix {
    const { shift, scale } = this.#fitted("transform");
    return this.#map("transform", x, (value, j) => (value - shift[j]) / scale[j]);
  }

  /** `x · scale + shift`: what `transform` does, undone. Errors as there. */
  inverse(x: MatrixInput): Matrix {
    const { shift, scale } = this.#fitted("inverse");
    return this.#map("inverse", x, (value, j) => value * scale[j] + shift[j]);
  }

  /** What `fromJSON` makes the same scaler of. Error before `fit`. */
  toJSON(): ScalerJson {
    const { shift, scale } = this.#fitted("toJSON");
    return { method: this.method, shift: shift.slice(), scale: scale.slice() };
  }

  #fitted(name: string): Parameters {
    if (this.#parameters) return this.#parameters;
    throw new Error(`Scaler.${name}: expected fit before it, got none`);
  }

  #map(name: string, input: MatrixInput, f: (value: number, column: number) => number): Matrix {
    const call = `Scaler.${name}`;
    const columns = this.#fitted(name).shift.length;
    const x = matrixOf(call, "x", input);
    if (x.columns !== columns) {
      throw new RangeError(
        `${call}: expected x to be a matrix of ${columns} columns, got a ${describe(x)}`,
      );
    }
    const values = new Float64Array(x.rows * columns);
    rowsOf(x).forEach((row, i) => {
      for (let j = 0; j < columns; j++) values[i * columns + j] = f(row[j], j);
    });
    return dense(x.rows, columns, values);
  }
}

function parametersOf(method: ScalerMethod, rows: Rows): Parameters {
  const { shift, scale } = method === "standard" ? moments(rows) : range(rows);
  // By the values: their mean can be off by a rounding, which a deviation just as small would enlarge.
  const isConstant = fold(rows, 1, (all, x, j) => (x === rows[0][j] ? all : 0));
  const parameters = {
    shift: shift.map((x, j) => (isConstant[j] ? rows[0][j] : x) + 0), // -0, which JSON lacks, is 0
    scale: scale.map((x, j) => (isConstant[j] ? 1 : x)),
  };
  const bad = parameters.scale.findIndex((x) => !(x > 0 && x < Infinity));
  if (bad === -1) return parameters;
  throw new RangeError(
    `Scaler.fit: expected x to vary by a number above 0, got ${parameters.scale[bad]} in column ${bad}`,
  );
}

/** Mean and standard deviation of each column, added row by row, as NumPy does. */
function moments(rows: Rows): Parameters {
  const mean = fold(rows, 0, (sum, x) => sum + x).map((sum) => sum / rows.length);
  const squares = fold(rows, 0, (sum, x, j) => sum + (x - mean[j]) * (x - mean[j]));
  return { shift: mean, scale: squares.map((sum) => Math.sqrt(sum / rows.length)) };
}

/** Minimum of each column, and how far the maximum is from it. */
function range(rows: Rows): Parameters {
  const min = fold(rows, Infinity, (least, x) => Math.min(least, x));
  const max = fold(rows, -Infinity, (most, x) => Math.max(most, x));
  return { shift: min, scale: max.map((x, j) => x - min[j]) };
}

/** For each column what `step` makes of `start` and its values, one after the other. */
function fold(
  rows: Rows,
  start: number,
  step: (total: number, x: number, column: number) => number,
): number[] {
  const totals = Array.from(rows[0], () => start);
  for (const row of rows) {
    for (let j = 0; j < totals.length; j++) totals[j] = step(totals[j], row[j], j);
  }
  return totals;
}

function checkMethod(call: string, method: unknown): asserts method is ScalerMethod {
  if (METHODS.includes(method)) return;
  throw new RangeError(
    `${call}: expected method to be "standard" or "minMax", got ${describe(method)}`,
  );
}

function checkFiniteNumbers(
  call: string,
  name: string,
  value: unknown,
): asserts value is readonly number[] {
  if (Array.isArray(value) && Array.from(value).every(Number.isFinite)) return;
  throw new TypeError(
    `${call}: expected ${name} to be an array of finite numbers, got ${describe(value)}`,
  );
}
