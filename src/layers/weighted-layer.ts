import { type AbstractMatrix, Matrix } from "ml-matrix";
import { checkFinite, checkFunction, checkInteger, checkMatrix, checkSamples } from "../check.js";
import { copyOf, zeros } from "../linalg/dense.js";
import { backSignal, descend, gradient, totalInput } from "../linalg/products.js";
import { fromRows, type MatrixInput } from "../matrix-input.js";
import type { UniformSource } from "../numpy/bit-source.js";
import { random as defaultRandom, randomStateOf } from "../numpy/random.js";
import type { RandomState } from "../numpy/random-state.js";
import { articleNormal, type Initialiser } from "./initialisers.js";
import type { Layer, Mode, Parameter } from "./layer.js";
import { Spares } from "./spares.js";

/** What a layer with weights is made with beside its size. */
export interface LayerOptions {
  /** The factor of each correction of the weights; default 0.01. A network has its own. */
  readonly learningRate?: number | undefined;
  /**
   * What the weights are drawn from: a RandomState, or a function that gives numbers in [0, 1);
   * default `random`. Layers that share a RandomState draw one stream.
   */
  readonly random?: RandomState | UniformSource | undefined;
  /** How the weights are drawn; default `articleNormal`, N(0, 0.05²). */
  readonly initialiser?: Initialiser | undefined;
  /** Weights to start from, n × (nUpper + 1), of which a copy is taken; nothing is drawn then. */
  readonly initialWeights?: MatrixInput | undefined;
}

/** The names of `LayerOptions`. */
export const LAYER_OPTIONS: readonly string[] = [
  "learningRate",
  "random",
  "initialiser",
  "initialWeights",
];

/** What comes into a layer in a forward pass, and what its weights make of it. */
export interface Pass {
  readonly inputs: AbstractMatrix;
  readonly u: Matrix;
  /** Whether `inputs` is a copy that the layer has made. */
  readonly copied: boolean;
}

/**
 * What the layers of the article share: `n` units, each with a weight for each of `nUpper` inputs and
 * a bias, `u = [yIn 1] · wᵀ`, and on the way back `dw = deltaᵀ · [yIn 1]` and `yBack = delta · w`
 * without the bias column. What becomes of `u`, and where `delta` comes from, the layers say.
 */
export abstract class WeightedLayer implements Layer {
  /** Weights, n × (nUpper + 1), last column the bias. Changed in place. */
  readonly w: Matrix;
  /** Signals to the layer below, samples × n. */
  yOut!: Matrix;
  /** Signals back to the layer above, samples × nUpper, by the weights before the correction; undefined if nobody wanted them. */
  yBack!: Matrix;
  /** Units of the layer above and of this one. */
  readonly nUpper: number;
  readonly n: number;
  readonly #name: string;
  readonly #parameters: readonly Parameter[];
  readonly #spares = new Spares();
  #learningRate!: number;
  #pass: Pass | undefined;
  #delta: Matrix | undefined;
  #gradient: Matrix | undefined;
  #passing: Matrix | undefined;
  /** Whether the last pass was one back, so that `delta` and the inputs belong together. */
  #wentBack = false;
  // Copies of what is written to anew, made when they are first asked for.
  #uCopy: Matrix | undefined;
  #deltaCopy: Matrix | undefined;

  /** `name` is that of the layer, for errors; the options have been found to be known ones. */
  protected constructor(name: string, nUpper: number, n: number, options: LayerOptions) {
    this.#name = name;
    checkInteger(name, "nUpper", nUpper, 1);
    checkInteger(name, "n", n, 1);
    const { learningRate = 0.01 } = options;
    const initialWeights = fromRows(name, "initialWeights", options.initialWeights);
    if (initialWeights !== undefined) {
      checkMatrix(name, "initialWeights", initialWeights, n, nUpper + 1);
    }
    this.nUpper = nUpper;
    this.n = n;
    this.learningRate = learningRate;
    this.w = initialWeights ? copyOf(initialWeights) : drawWeights(name, n, nUpper, options);
    this.#parameters = [weights(this.w, () => this.#gradientMemory())];
  }

  /** What a network trains: `w`, whose biases L2 spares. */
  get parameters(): readonly Parameter[] {
    return this.#parameters;
  }

  /** The factor of each correction; may be changed between passes. RangeError unless finite. */
  get learningRate(): number {
    return this.#learningRate;
  }

  set learningRate(rate: number) {
    checkFinite(this.#name, "learningRate", rate);
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
    return inputs && copyOf(inputs).addColumn(inputs.columns, Matrix.ones(inputs.rows, 1));
  }

  /** `w` without its bias column, n × nUpper; a copy. */
  get w2(): Matrix {
    return this.w.subMatrix(0, this.n - 1, 0, this.nUpper - 1);
  }

  /** The gradient `deltaᵀ · yIn`, n × (nUpper + 1), from a pass back until the next forward; a copy. */
  get dw(): Matrix {
    if (!this.#wentBack) return undefined as unknown as Matrix;
    const dw = zeros(this.n, this.nUpper + 1);
    gradient(dw, this.#delta as Matrix, (this.#pass as Pass).inputs);
    return dw;
  }

  abstract forward(yIn: MatrixInput, mode?: Mode): Matrix;
  abstract propagate(yB: MatrixInput, wantsYBack?: boolean): Matrix | undefined;
  /**
   * `propagate`, and at once `w -= rate · dw`, without the gradient by itself: for a network whose
   * optimiser does nothing else.
   */
  abstract descend(yB: MatrixInput, rate: number, wantsYBack?: boolean): Matrix | undefined;

  /** A matrix whose elements may be anything, for a pass to write to: see `Spares`. */
  protected take(rows: number, columns: number): Matrix {
    return this.#spares.take(rows, columns);
  }

  /** Takes back a matrix that nobody has any more. */
  protected give(matrix: Matrix | undefined): void {
    this.#spares.give(matrix);
  }

  /** A forward pass as far as `u`, in memory of its own; nothing is changed. */
  protected weigh(call: string, yIn: MatrixInput, mode: Mode): Pass {
    const given = fromRows(call, "yIn", yIn);
    checkSamples(call, "yIn", given, this.nUpper);
    const copied = mode === "alone";
    const inputs = copied ? copyOf(given, this.#spares.take(given.rows, given.columns)) : given;
    return { inputs, copied, u: totalInput(inputs, this.w, this.#spares.take(given.rows, this.n)) };
  }

  /** Ends a forward pass that has given `yOut`, and keeps for the way back what `mode` says. */
  protected keep(pass: Pass, yOut: Matrix, mode: Mode): void {
    this.yOut = yOut;
    if (mode === "predict") {
      this.#spares.give(pass.u);
      return;
    }
    const last = this.#pass;
    this.#pass = pass;
    this.#uCopy = undefined;
    this.#wentBack = false;
    if (last?.copied) this.#spares.give(last.inputs as Matrix);
    this.#spares.give(last?.u);
  }

  /** The last forward pass with a way back. Error, in the name of `call`, if there was none. */
  protected lastPass(call: string): Pass {
    if (this.#pass) return this.#pass;
    throw new Error(`${call}: expected a forward pass before it, got none`);
  }

  /** `dw = deltaᵀ · [yIn 1]`, and `yBack` if it is wanted. */
  protected differentiate(delta: Matrix, wantsYBack: boolean): Matrix | undefined {
    const dw = this.#gradientMemory();
    this.#gradient = undefined; // as `Spares` does: lost in an interrupt
    gradient(dw, delta, (this.#pass as Pass).inputs);
    this.#gradient = dw;
    return this.#endWayBack(delta, wantsYBack ? this.#passOn(delta) : undefined);
  }

  /** `yBack`, if it is wanted, then `w -= rate · deltaᵀ · [yIn 1]`. */
  protected correct(delta: Matrix, rate: number, wantsYBack: boolean): Matrix | undefined {
    const yBack = wantsYBack ? this.#passOn(delta) : undefined;
    descend(this.w, delta, (this.#pass as Pass).inputs, rate);
    return this.#endWayBack(delta, yBack);
  }

  /** `yBack`, new unless it is within a network, where nobody has that of the last pass. */
  #passOn(delta: Matrix): Matrix {
    const isAlone = (this.#pass as Pass).copied;
    const spare = isAlone ? undefined : this.take(delta.rows, this.nUpper);
    const yBack = backSignal(delta, this.w, spare);
    this.give(this.#passing);
    this.#passing = isAlone ? undefined : yBack;
    return yBack;
  }

  #endWayBack(delta: Matrix, yBack: Matrix | undefined): Matrix | undefined {
    this.#spares.give(this.#delta);
    this.#delta = delta;
    this.#deltaCopy = undefined;
    this.#wentBack = true;
    this.yBack = yBack as Matrix;
    return yBack;
  }

  #gradientMemory(): Matrix {
    this.#gradient ??= zeros(this.n, this.nUpper + 1);
    return this.#gradient;
  }
}

/** The weights as what a network trains; the memory of the gradient is taken when it is first used. */
function weights(w: Matrix, gradient: () => Matrix): Parameter {
  return {
    name: "w",
    value: w,
    get gradient() {
      return gradient();
    },
    penalised: w.columns - 1,
  };
}

function drawWeights(name: string, n: number, nUpper: number, options: LayerOptions): Matrix {
  const { initialiser = articleNormal } = options;
  const random = randomStateOf(name, options.random ?? defaultRandom);
  checkFunction(name, "initialiser", initialiser);
  const w = fromRows(name, "what the initialiser gives", initialiser(random, n, nUpper));
  checkMatrix(name, "what the initialiser gives", w, n, nUpper + 1);
  return initialiser === articleNormal ? (w as Matrix) : copyOf(w);
}
