import { type AbstractMatrix, Matrix } from "ml-matrix";
import type { ActivationClass } from "../activations/activation.js";
import { OWN_ACTIVATIONS } from "../activations/elementwise-activation.js";
import { checkClass, checkMatrix, checkOptions } from "../check.js";
import { evaluateMatrix, hadamard } from "../elements.js";
import type { Fill } from "../elementwise/functions.js";
import { copyOf } from "../linalg/dense.js";
import { fromRows, type MatrixInput } from "../matrix-input.js";
import type { Mode } from "./layer.js";
import { LAYER_OPTIONS, type LayerOptions, WeightedLayer } from "./weighted-layer.js";

/** What a `MiddleLayer` is made with beside its size and activation. */
export type MiddleLayerOptions = LayerOptions;

/**
 * A hidden layer (中間層) of `n` units that takes `nUpper` signals from the layer above.
 *
 * forward: `u = [yIn 1] · wᵀ`, `yOut = f(u)`. backward: `delta = f′(u) ∘ yB`,
 * `yBack = delta · w` without the bias column, `w -= learningRate · deltaᵀ · [yIn 1]`.
 *
 * A matrix has a row for each sample. What a pass computes is `undefined` before the first such
 * pass, and stays until the next one; `w` is one matrix all along, so `w.clone()` keeps its values.
 */
export class MiddleLayer extends WeightedLayer {
  /** The class that is made from `u` and gives `yOut` as its `y` and f′(u) as its `dy`. */
  readonly activation: ActivationClass;
  /** What the package's own activations compute, into matrices that are there already. */
  readonly #fill: Fill | undefined;
  #dy: Matrix | undefined;
  /** The outputs of a pass within a network, which nobody has who would keep them. */
  #passing: Matrix | undefined;

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
    checkClass("MiddleLayer", "an activation class", activation);
    checkOptions("MiddleLayer", options, LAYER_OPTIONS);
    super("MiddleLayer", nUpper, n, options);
    this.activation = activation;
    this.#fill = OWN_ACTIVATIONS.get(activation);
  }

  /**
   * Takes the signals of the layer above, samples × nUpper, keeps a copy, and returns `yOut`. What
   * else is kept, and whether it is a copy, `mode` says.
   *
   * TypeError unless `yIn` is a matrix or rows of numbers, RangeError for another shape or no samples;
   * likewise for the `y` and `dy` of the activation. After an error the layer is as it was.
   */
  forward(yIn: MatrixInput, mode: Mode = "alone"): Matrix {
    const pass = this.weigh("MiddleLayer.forward", yIn, mode);
    const { y, dy } = this.#activate(pass.u, mode);
    if (mode === "predict") this.give(dy);
    else {
      this.give(this.#dy);
      this.give(this.#passing);
      this.#dy = dy;
      this.#passing = mode === "train" ? y : undefined;
    }
    this.keep(pass, y, mode);
    return y;
  }

  /**
   * Takes the reverse signals of the layer below, samples × n, sets `delta` and `dw`, and returns
   * `yBack`, unless nobody wants it; the weights stay. Errors as of `backward`.
   */
  propagate(yB: MatrixInput, wantsYBack = true): Matrix | undefined {
    return this.differentiate(this.#errors("MiddleLayer.propagate", yB), wantsYBack);
  }

  /**
   * Takes the reverse signals of the layer below, samples × n, corrects the weights, and returns
   * `yBack`.
   *
   * Error before the first forward pass; TypeError unless `yB` is a matrix, RangeError unless it
   * has a row for each sample of the last forward pass. After an error the layer is as it was.
   */
  backward(yB: MatrixInput): Matrix {
    return this.correct(
      this.#errors("MiddleLayer.backward", yB),
      this.learningRate,
      true,
    ) as Matrix;
  }

  /** `propagate`, and at once `w -= rate · dw`: see `WeightedLayer.descend`. Errors as of `backward`. */
  descend(yB: MatrixInput, rate: number, wantsYBack = true): Matrix | undefined {
    return this.correct(this.#errors("MiddleLayer.descend", yB), rate, wantsYBack);
  }

  /** delta = f′(u) ∘ yB. */
  #errors(call: string, yB: MatrixInput): Matrix {
    const { rows } = this.lastPass(call).inputs;
    const signals = fromRows(call, "yB", yB);
    checkMatrix(call, "yB", signals, rows, this.n);
    return hadamard(this.#dy as Matrix, signals, this.take(rows, this.n));
  }

  /** y = f(u), new unless it is only passed on, and dy = f′(u). */
  #activate(u: Matrix, mode: Mode): { y: Matrix; dy: Matrix } {
    const spareDy = this.take(u.rows, u.columns);
    const spareY = mode === "train" ? this.take(u.rows, u.columns) : undefined;
    if (this.#fill) return evaluateMatrix(u, this.#fill, spareDy, spareY);
    // Copies: ml-matrix's methods work in place, so a class easily changes what it is given or gave.
    const { y, dy } = new this.activation(copyOf(u));
    const results = [this.#result("y", y, u.rows), this.#result("dy", dy, u.rows)];
    return { y: copyOf(results[0], spareY), dy: copyOf(results[1], spareDy) };
  }

  #result(part: "y" | "dy", value: number | MatrixInput, rows: number): AbstractMatrix {
    if (Matrix.isMatrix(value) && value.rows === rows && value.columns === this.n) return value;
    const name = `${part} of ${this.activation.name || "the activation"}`; // takes time, so not before
    const result = fromRows("MiddleLayer.forward", name, value);
    checkMatrix("MiddleLayer.forward", name, result, rows, this.n);
    return result;
  }
}
