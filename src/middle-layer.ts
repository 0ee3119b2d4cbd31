import { type AbstractMatrix, Matrix } from "ml-matrix";
import { type ActivationClass, OWN_ACTIVATIONS } from "./activations.js";
import {
  checkClass,
  checkInteger,
  checkMatrix,
  checkNumber,
  checkOptions,
  checkSamples,
} from "./check.js";
import { evaluateMatrix, hadamard } from "./elements.js";
import { copyOf } from "./linalg/dense.js";
import { backSignal, descend, totalInput } from "./linalg/products.js";
import type { UniformSource } from "./numpy/bit-source.js";
import { random as defaultRandom, randomStateOf } from "./numpy/random.js";
import type { RandomState } from "./numpy/random-state.js";

/** What a `MiddleLayer` is made with beside its size and activation. */
export interface MiddleLayerOptions {
  /** The factor of each correction of the weights; default 0.01. */
  readonly learningRate?: number | undefined;
  /**
   * What the weights are drawn from: a RandomState, or a function that gives numbers in [0, 1);
   * default `random`. Layers that share a RandomState draw one stream.
   */
  readonly random?: RandomState | UniformSource | undefined;
  /** Weights to start from, n × (nUpper + 1), of which a copy is taken; nothing is drawn then. */
  readonly initialWeights?: AbstractMatrix | undefined;
}

const OPTIONS: readonly string[] = ["learningRate", "random", "initialWeights"];

/** What a forward pass leaves for the backward pass. */
interface Pass {
  readonly inputs: Matrix;
  readonly u: Matrix;
  readonly dy: Matrix;
}

const WEIGHT_DEVIATION = 0.05;

/**
 * A hidden layer (中間層) of `n` units that takes `nUpper` signals from the layer above.
 *
 * forward: `u = [yIn 1] · wᵀ`, `yOut = f(u)`. backward: `delta = f′(u) ∘ yB`,
 * `yBack = delta · w` without the bias column, `w -= learningRate · deltaᵀ · [yIn 1]`.
 *
 * A matrix has a row for each sample. What a pass computes is `undefined` before the first such
 * pass, and stays until the next one; `w` is one matrix all along, so `w.clone()` keeps its values.
 */
export class MiddleLayer {
  /** Weights, n × (nUpper + 1), last column the bias; drawn from N(0, 0.05²). Changed in place. */
  readonly w: Matrix;
  /** Signals to the layer below, samples × n. */
  yOut!: Matrix;
  /** Signals back to the layer above, samples × nUpper, by the weights before the correction. */
  yBack!: Matrix;
  /** Units of the layer above and of this one. */
  readonly nUpper: number;
  readonly n: number;
  /** The class that is made from `u` and gives `yOut` as its `y` and f′(u) as its `dy`. */
  readonly activation: ActivationClass;
  #learningRate!: number;
  #pass: Pass | undefined;
  #delta: Matrix | undefined;
  // Nobody else has these matrices, so the next pass writes to those of the pass before the last: new
  // memory for each would cost more than all else but the products. A pass takes them and gives back
  // others when it is done: if it is interrupted, a helper thread may go on writing to them.
  #spare: Pass | undefined;
  #spareDelta: Matrix | undefined;
  // Copies of what is written to anew, made when they are first asked for.
  #uCopy: Matrix | undefined;
  #deltaCopy: Matrix | undefined;

  /**
   * TypeError: a size or rate that is no number, an activation that is no class, weights that are
   * no matrix, options that there are not; RangeError: a size that is no integer ≥ 1, weights of another shape.
   */
  constructor(
    nUpper: number,
    n: number,
    activation: ActivationClass,
    options: MiddleLayerOptions = {},
  ) {
    checkInteger("MiddleLayer", "nUpper", nUpper, 1);
    checkInteger("MiddleLayer", "n", n, 1);
    checkClass("MiddleLayer", "an activation class", activation);
    checkOptions("MiddleLayer", options, OPTIONS);
    const { learningRate = 0.01, random = defaultRandom, initialWeights } = options;
    if (initialWeights !== undefined) {
      checkMatrix("MiddleLayer", "initialWeights", initialWeights, n, nUpper + 1);
    }
    this.nUpper = nUpper;
    this.n = n;
    this.activation = activation;
    this.learningRate = learningRate;
    this.w = initialWeights ? copyOf(initialWeights) : drawWeights(random, n, nUpper + 1);
  }

  /** The factor of each correction; may be changed between passes. RangeError unless finite. */
  get learningRate(): number {
    return this.#learningRate;
  }

  set learningRate(rate: number) {
    checkNumber("MiddleLayer", "learningRate", rate);
    if (!Number.isFinite(rate)) {
      throw new RangeError(`MiddleLayer: expected learningRate to be finite, got ${rate}`);
    }
    this.#learningRate = rate;
  }

  /** Total inputs, samples × n; a copy. */
  get u(): Matrix {
    if (this.#pass) this.#uCopy ??= copyOf(this.#pass.u);
    return this.#uCopy as Matrix;
  }

  /** Errors, samples × n; a copy. */
  get delta(): Matrix {
    if (this.#delta) this.#deltaCopy ??= copyOf(this.#delta);
    return this.#deltaCopy as Matrix;
  }

  /** The inputs of the last forward pass with the column of ones, samples × (nUpper + 1). */
  get yIn(): Matrix {
    const inputs = this.#pass?.inputs as Matrix;
    return inputs && new Matrix(inputs).addColumn(inputs.columns, Matrix.ones(inputs.rows, 1));
  }

  /** `w` without its bias column, n × nUpper; a copy. */
  get w2(): Matrix {
    return this.w.subMatrix(0, this.n - 1, 0, this.nUpper - 1);
  }

  /**
   * Takes the signals of the layer above, samples × nUpper, keeps a copy, and returns `yOut`.
   *
   * TypeError unless `yIn` is a matrix, RangeError for another shape or no samples; likewise for
   * the `y` and `dy` of the activation. After an error the layer is as it was.
   */
  forward(yIn: AbstractMatrix): Matrix {
    checkSamples("MiddleLayer.forward", "yIn", yIn, this.nUpper);
    const [last, spare] = [this.#pass, this.#spare];
    this.#spare = undefined;
    const inputs = copyOf(yIn, spare?.inputs);
    const u = totalInput(inputs, this.w, spare?.u);
    const { y, dy } = this.#activate(u, spare?.dy);
    this.#pass = { inputs, u, dy };
    this.#spare = last;
    this.#uCopy = undefined;
    this.yOut = y;
    return y;
  }

  /**
   * Takes the reverse signals of the layer below, samples × n, corrects the weights, and returns
   * `yBack`.
   *
   * Error before the first forward pass; TypeError unless `yB` is a matrix, RangeError unless it
   * has a row for each sample of the last forward pass. After an error the layer is as it was.
   */
  backward(yB: AbstractMatrix): Matrix {
    const pass = this.#pass;
    if (!pass) {
      throw new Error("MiddleLayer.backward: expected a forward pass before it, got none");
    }
    const { inputs, dy } = pass;
    checkMatrix("MiddleLayer.backward", "yB", yB, inputs.rows, this.n);
    const [last, spare] = [this.#delta, this.#spareDelta];
    this.#spareDelta = undefined;
    const delta = hadamard(dy, yB, spare);
    const yBack = backSignal(delta, this.w);
    descend(this.w, delta, inputs, this.learningRate);
    this.#delta = delta;
    this.#spareDelta = last;
    this.#deltaCopy = undefined;
    this.yBack = yBack;
    return yBack;
  }

  /** y = f(u), new, and dy = f′(u), in `spare` if that has its shape. */
  #activate(u: Matrix, spare: Matrix | undefined): { y: Matrix; dy: Matrix } {
    const fill = OWN_ACTIVATIONS.get(this.activation);
    if (fill) return evaluateMatrix(u, fill, spare);
    // Copies: ml-matrix's methods work in place, so a class easily changes what it is given or gave.
    const { y, dy } = new this.activation(copyOf(u));
    this.#checkResult("y", y, u.rows);
    this.#checkResult("dy", dy, u.rows);
    return { y: copyOf(y), dy: copyOf(dy, spare) };
  }

  #checkResult(
    part: "y" | "dy",
    value: number | AbstractMatrix,
    rows: number,
  ): asserts value is AbstractMatrix {
    if (Matrix.isMatrix(value) && value.rows === rows && value.columns === this.n) return;
    const name = `${part} of ${this.activation.name || "the activation"}`; // takes time: for an error only
    checkMatrix("MiddleLayer.forward", name, value, rows, this.n);
  }
}

function drawWeights(random: RandomState | UniformSource, rows: number, columns: number): Matrix {
  return randomStateOf("MiddleLayer", random).normal(0, WEIGHT_DEVIATION, [rows, columns]);
}
