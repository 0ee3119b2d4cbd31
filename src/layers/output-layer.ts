import type { AbstractMatrix, Matrix } from "ml-matrix";
import { checkClass, checkMatrix, checkOptions, checkSamples, describe } from "../check.js";
import { quotient } from "../elements.js";
import { copyOf } from "../linalg/dense.js";
import { fromRows, type MatrixInput, matrixOf } from "../matrix-input.js";
import type { Output, OutputClass } from "../outputs/output.js";
import { Linear } from "../outputs/output-from.js";
import type { Mode } from "./layer.js";
import { LAYER_OPTIONS, type LayerOptions, type Pass, WeightedLayer } from "./weighted-layer.js";

/** How the losses of samples become one: their mean or their sum. */
export type Reduction = "mean" | "sum";

/** What an `OutputLayer` is made with beside its size and output. */
export interface OutputLayerOptions extends LayerOptions {
  /** Whether loss and gradients are means over the samples, or sums, as in the article; default `"mean"`. */
  readonly reduction?: Reduction | undefined;
}

const OPTIONS: readonly string[] = [...LAYER_OPTIONS, "reduction"];
const REDUCTIONS: readonly unknown[] = ["mean", "sum"];

/**
 * An output layer (出力層) of `n` units that takes `nUpper` signals from the layer above, and the targets.
 *
 * `u = [yIn 1] · wᵀ`; `yOut`, `loss` and `delta`, its slope by u, are those of the output: `Linear`,
 * `Logistic` and `Softmax` have `delta = y - t`. Over a mean, loss and delta are divided by the samples.
 * On the way back it is a layer like any other: `yBack = delta · w` without the bias column,
 * `w -= learningRate · deltaᵀ · [yIn 1]`.
 *
 * A matrix has a row for each sample. What a pass computes is `undefined` before the first such pass,
 * and stays until the next one.
 */
export class OutputLayer extends WeightedLayer {
  /** The class that is made from `u` and gives `yOut` as its `y`, the loss and delta. */
  readonly output: OutputClass;
  /** Whether loss and delta are means over the samples, or sums. */
  readonly reduction: Reduction;
  /** The targets of the last pass back, samples × n. */
  t!: Matrix;
  /** Its loss, by the weights before the correction. */
  loss!: number;
  #result: Output | undefined;

  /**
   * TypeError: a size or rate that is no number, an output that is no class, weights that are no
   * matrix, options that there are not; RangeError: a size that is no integer ≥ 1, weights of another
   * shape, another reduction.
   */
  constructor(
    nUpper: number,
    n: number,
    output: OutputClass = Linear,
    options: OutputLayerOptions = {},
  ) {
    checkClass("OutputLayer", "an output class", output);
    checkOptions("OutputLayer", options, OPTIONS);
    const { reduction = "mean" } = options;
    if (!REDUCTIONS.includes(reduction)) {
      throw new RangeError(
        `OutputLayer: expected reduction to be "mean" or "sum", got ${describe(reduction)}`,
      );
    }
    super("OutputLayer", nUpper, n, options);
    this.output = output;
    this.reduction = reduction;
  }

  /**
   * Takes the signals of the layer above, samples × nUpper, keeps a copy, and returns `yOut`. What
   * else is kept, and whether it is a copy, `mode` says. Errors as of `MiddleLayer.forward`.
   */
  forward(yIn: MatrixInput, mode: Mode = "alone"): Matrix {
    const pass = this.weigh("OutputLayer.forward", yIn, mode);
    return this.#keepOutput(pass, this.#evaluate(pass.u), mode);
  }

  /**
   * Takes the targets of the last forward pass, samples × n, sets `t`, `loss`, `delta` and `dw`, and
   * returns `yBack`, unless nobody wants it; the weights stay.
   *
   * Error before the first forward pass; else errors as of `activate`, but that after a pass of the mode
   * `"train"` the targets themselves are not looked at: a network has done so once for all batches.
   */
  propagate(t: MatrixInput, wantsYBack = true): Matrix | undefined {
    return this.differentiate(this.#errors("OutputLayer.propagate", t), wantsYBack);
  }

  /**
   * `propagate`, and at once `w -= rate · dw`: see `WeightedLayer.descend`. Where the loss is not finite
   * the weights stay, for whoever looks at it. Errors as of `propagate`.
   */
  descend(t: MatrixInput, rate: number, wantsYBack = true): Matrix | undefined {
    const delta = this.#errors("OutputLayer.descend", t);
    if (!Number.isFinite(this.loss)) return this.differentiate(delta, wantsYBack);
    return this.correct(delta, rate, wantsYBack);
  }

  /**
   * The whole work of the layer in one call: takes the signals of the layer above, samples × nUpper,
   * and the targets, samples × n; sets `yOut`, `t`, `loss`, `delta` and `yBack`, corrects the weights,
   * and returns `yBack` for the layer above.
   *
   * TypeError unless both are matrices, RangeError for other shapes, no samples, or targets that the
   * output cannot learn. After an error the layer is as it was.
   */
  activate(yIn: MatrixInput, t: MatrixInput): Matrix {
    const call = "OutputLayer.activate";
    const inputs = fromRows(call, "yIn", yIn);
    checkSamples(call, "yIn", inputs, this.nUpper);
    const targets = fromRows(call, "t", t);
    checkMatrix(call, "t", targets, inputs.rows, this.n);
    this.output.checkTargets?.(call, targets);
    const pass = this.weigh(call, inputs, "alone");
    const result = this.#evaluate(pass.u);
    const delta = this.#learn(result, targets);
    this.#keepOutput(pass, result, "alone");
    return this.correct(delta, this.learningRate, true) as Matrix;
  }

  /** The outputs for inputs, samples × nUpper, and their loss for the targets `t`, samples × n; nothing is kept. */
  test(yIn: MatrixInput, t: MatrixInput): { y: Matrix; loss: number } {
    const call = "OutputLayer.test";
    const { inputs, u } = this.weigh(call, yIn, "predict");
    const result = this.#evaluate(u);
    this.give(u); // the result has a copy
    const targets = fromRows(call, "t", t);
    checkMatrix(call, "t", targets, inputs.rows, this.n);
    return { y: result.y, loss: result.loss(targets) / this.#divisor(targets) };
  }

  /** How many classes the outputs tell apart; undefined if they are no classes. */
  get classCount(): number | undefined {
    return this.output.decide && this.output.classCount?.(this.n);
  }

  /** How many of the outputs `y`, samples × n, stand for the class that is wanted. */
  hits(y: MatrixInput, wanted: ArrayLike<number>): number {
    const found = this.output.decide?.(matrixOf("OutputLayer.hits", "y", y)) ?? [];
    return found.reduce((hits, index, row) => hits + Number(index === wanted[row]), 0);
  }

  #divisor(t: AbstractMatrix): number {
    return this.reduction === "mean" ? t.rows : 1;
  }

  /** delta, and with it the loss of the targets of the last forward pass. */
  #errors(call: string, t: MatrixInput): Matrix {
    const { inputs, copied } = this.lastPass(call);
    const targets = fromRows(call, "t", t);
    checkMatrix(call, "t", targets, inputs.rows, this.n);
    if (copied) this.output.checkTargets?.(call, targets);
    return this.#learn(this.#result as Output, targets);
  }

  #evaluate(u: Matrix): Output {
    // Copies, here and of y: ml-matrix's methods work in place, so what is given is easily changed.
    const result = new this.output(copyOf(u));
    if (typeof result.loss !== "function" || typeof result.delta !== "function") {
      throw new TypeError(
        `OutputLayer.forward: expected ${this.output.name} to have methods loss and delta, as an output ` +
          "has; outputFrom makes one of an activation",
      );
    }
    checkMatrix("OutputLayer.forward", `y of ${this.output.name}`, result.y, u.rows, this.n);
    return result;
  }

  #keepOutput(pass: Pass, result: Output, mode: Mode): Matrix {
    if (mode !== "predict") this.#result = result;
    const y = copyOf(result.y);
    this.keep(pass, y, mode);
    return y;
  }

  /** Sets the loss of the targets `t` where `result` came out, and returns its slope by u. */
  #learn(result: Output, t: AbstractMatrix): Matrix {
    const divisor = this.#divisor(t);
    const loss = result.loss(t) / divisor;
    const slope = result.delta(t);
    checkMatrix("OutputLayer", `delta of ${this.output.name}`, slope, t.rows, this.n);
    const delta = quotient(slope, divisor, this.take(t.rows, this.n));
    this.t = copyOf(t);
    this.loss = loss;
    return delta;
  }
}
