import type { AbstractMatrix, Matrix } from "ml-matrix";
import type { ActivationClass } from "../activations/activation.js";
import { Identity } from "../activations/identity.js";
import { checkClass, checkFiniteElements, checkMatrix, describe } from "../check.js";
import { copyOf, dense, valuesOf } from "../linalg/dense.js";
import { fromRows, type MatrixInput, matrixOf } from "../matrix-input.js";
import { halfSquaredError, type Loss } from "./losses.js";
import type { Output, OutputClass } from "./output.js";

/** An output made of an activation and a loss, which it names. */
export interface ComposedOutputClass extends OutputClass {
  readonly activation: ActivationClass;
  readonly lossOfElement: Loss;
}

/**
 * The class of outputs with `y` of an activation, trained by a loss of each element: `delta = loss′(y) ∘ f′(u)`.
 * `outputFrom(Sigmoid, halfSquaredError)` is the output layer of many textbooks. Targets are finite.
 *
 * TypeError: an activation that is no class, a loss without value and slope.
 */
export function outputFrom(
  activation: ActivationClass,
  loss: Loss = halfSquaredError,
): ComposedOutputClass {
  checkClass("outputFrom", "an activation class", activation);
  if (typeof loss?.value !== "function" || typeof loss.slope !== "function") {
    throw new TypeError(`outputFrom: expected a loss with value and slope, got ${describe(loss)}`);
  }
  const name = `${activation.name}, ${loss.name}`;
  const made = class extends ComposedOutput {
    static readonly activation = activation;
    static readonly lossOfElement = loss;

    constructor(u: MatrixInput) {
      super(name, matrixOf(name, "u", u), activation, loss);
    }

    /** RangeError unless all targets are finite. */
    static checkTargets(call: string, t: AbstractMatrix): void {
      checkFiniteElements(call, "t", t);
    }
  };
  return named(name, made);
}

class ComposedOutput implements Output {
  readonly y: Matrix;
  readonly #dy: Matrix;
  readonly #loss: Loss;

  constructor(name: string, u: AbstractMatrix, activation: ActivationClass, loss: Loss) {
    const { y, dy } = new activation(copyOf(u));
    const results = [fromRows(name, "y", y), fromRows(name, "dy", dy)];
    checkMatrix(name, "y", results[0], u.rows, u.columns);
    checkMatrix(name, "dy", results[1], u.rows, u.columns);
    [this.y, this.#dy, this.#loss] = [copyOf(results[0]), copyOf(results[1]), loss];
  }

  loss(t: MatrixInput): number {
    const [y, targets] = [valuesOf(this.y), valuesOf(matrixOf("Output.loss", "t", t))];
    let sum = 0;
    for (let i = 0; i < y.length; i++) sum += this.#loss.value(y[i], targets[i]);
    return sum;
  }

  delta(t: MatrixInput): Matrix {
    const targets = valuesOf(matrixOf("Output.delta", "t", t));
    const [y, dy] = [valuesOf(this.y), valuesOf(this.#dy)];
    const delta = y.map((value, i) => this.#loss.slope(value, targets[i]) * dy[i]);
    return dense(this.y.rows, this.y.columns, delta);
  }
}

/** Identity with half the squared error: `y = u`, the loss `½ Σ (y - t)²`; `delta = y - t`. For regression. */
export const Linear: ComposedOutputClass = named("Linear", outputFrom(Identity, halfSquaredError));

function named<T extends object>(name: string, made: T): T {
  return Object.defineProperty(made, "name", { value: name });
}
