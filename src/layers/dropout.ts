import { Matrix } from "ml-matrix";
import { checkInteger, checkMatrix, checkOptions, checkRange, checkSamples } from "../check.js";
import { hadamard } from "../elements.js";
import { copyOf, valuesOf } from "../linalg/dense.js";
import { fromRows, type MatrixInput } from "../matrix-input.js";
import type { UniformSource } from "../numpy/bit-source.js";
import { random as defaultRandom, randomStateOf } from "../numpy/random.js";
import type { RandomState } from "../numpy/random-state.js";
import type { Layer, Mode, Parameter } from "./layer.js";

/** What a `Dropout` is made with beside its size and rate. */
export interface DropoutOptions {
  /** What decides who is dropped: a RandomState, or a function that gives numbers in [0, 1); default `random`. */
  readonly random?: RandomState | UniformSource | undefined;
}

/**
 * Drops each of `n` signals with probability `rate` while a network trains, anew for each sample, and
 * divides the others by `1 - rate`, so that their mean stays: `yOut = mask ∘ yIn`, `yBack = mask ∘ yB`,
 * mask = 0 where a number drawn from [0, 1) is below `rate`, else 1 / (1 - rate). In prediction it
 * passes its signals on. Nothing is drawn at rate 0.
 *
 * Srivastava et al. 2014, https://jmlr.org/papers/v15/srivastava14a.html
 */
export class Dropout implements Layer {
  readonly nUpper: number;
  readonly n: number;
  /** The probability of a signal to be dropped, 0 to below 1. */
  readonly rate: number;
  /** What decides who is dropped. */
  readonly random: RandomState;
  /** Signals to the layer below, samples × n. */
  yOut!: Matrix;
  /** Signals back to the layer above, samples × n. */
  yBack!: Matrix;
  #mask: Matrix | undefined;

  /** TypeError: a size or rate that is no number, options that there are not; RangeError: those that make no sense. */
  constructor(n: number, rate = 0.5, options: DropoutOptions = {}) {
    checkInteger("Dropout", "n", n, 1);
    checkRange("Dropout", "rate", rate, 0, 1);
    checkOptions("Dropout", options, ["random"]);
    this.nUpper = n;
    this.n = n;
    this.rate = rate;
    this.random = randomStateOf("Dropout", options.random ?? defaultRandom);
  }

  /** It has none. */
  get parameters(): readonly Parameter[] {
    return [];
  }

  /** Takes signals, samples × n, and returns those that are left. Errors as of `MiddleLayer.forward`. */
  forward(yIn: MatrixInput, mode: Mode = "alone"): Matrix {
    const signals = fromRows("Dropout.forward", "yIn", yIn);
    checkSamples("Dropout.forward", "yIn", signals, this.n);
    if (mode === "predict") {
      this.yOut = copyOf(signals);
      return this.yOut;
    }
    this.#mask = this.#drawMask(signals.rows);
    this.yOut = hadamard(this.#mask, signals);
    return this.yOut;
  }

  /** Takes reverse signals, samples × n, and returns those of the signals that were left. Errors as of `MiddleLayer.backward`. */
  propagate(yB: MatrixInput): Matrix {
    const mask = this.#mask;
    if (!mask) throw new Error("Dropout.propagate: expected a forward pass before it, got none");
    const signals = fromRows("Dropout.propagate", "yB", yB);
    checkMatrix("Dropout.propagate", "yB", signals, mask.rows, this.n);
    this.yBack = hadamard(mask, signals);
    return this.yBack;
  }

  #drawMask(rows: number): Matrix {
    if (this.rate === 0) return copyOf(Matrix.ones(rows, this.n));
    const mask = this.random.random([rows, this.n]);
    const values = valuesOf(mask);
    const kept = 1 / (1 - this.rate);
    for (let i = 0; i < values.length; i++) values[i] = values[i] < this.rate ? 0 : kept;
    return mask;
  }
}
