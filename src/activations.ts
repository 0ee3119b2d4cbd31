import type { AbstractMatrix, Matrix } from "ml-matrix";
import { type Elements, evaluate } from "./elements.js";
import { type Fill, relu, sigmoid, tanh } from "./elementwise/functions.js";

/**
 * An activation function at `x`: `y`, its value, and `dy`, its derivative with respect to the
 * input `x` (not to `y`). Both are of the kind and the shape of `x`, also of an empty one.
 */
export interface Activation<Y = Matrix> {
  readonly y: Y;
  readonly dy: Y;
}

/**
 * What a layer needs of an activation: a class that makes an `Activation` from the matrix of its
 * total inputs. A class of your own is as good as those below; it may serve numbers too.
 */
export type ActivationClass = new (x: Matrix) => Activation<number | AbstractMatrix>;

/**
 * Rectified linear unit, elementwise: `y = x` where x > 0, else 0; `dy` = 1 where x > 0, else 0.
 *
 * At 0 and -0: y = 0, dy = 0. At NaN: y = NaN, dy = 1, as NumPy's `where(x <= 0, 0, …)` gives.
 * TypeError unless `x` is a number or a matrix. https://en.wikipedia.org/wiki/Rectifier_(neural_networks)
 */
export class ReLU<X extends number | AbstractMatrix = Matrix> implements Activation<Elements<X>> {
  readonly y: Elements<X>;
  readonly dy: Elements<X>;

  constructor(x: X) {
    ({ y: this.y, dy: this.dy } = evaluate("ReLU", x, relu));
  }
}

/**
 * Hyperbolic tangent, elementwise: `y = tanh x`; `dy = 1 / cosh² x`.
 *
 * dy keeps its relative precision where y has become ±1 (1.7e-17 at x = 20) and is 0 from about
 * |x| = 355.6 on, where cosh² x overflows; in a matrix of 64 or more elements from 353 on, where it
 * is below 2e-306. NaN gives NaN. TypeError unless `x` is a number or a matrix.
 * https://en.wikipedia.org/wiki/Hyperbolic_functions
 */
export class Tanh<X extends number | AbstractMatrix = Matrix> implements Activation<Elements<X>> {
  readonly y: Elements<X>;
  readonly dy: Elements<X>;

  constructor(x: X) {
    ({ y: this.y, dy: this.dy } = evaluate("Tanh", x, tanh));
  }
}

/**
 * Logistic function, elementwise: `y = 1 / (1 + e⁻ˣ)`; `dy = (1 - y) y`.
 *
 * At 0: y = 0.5, dy = 0.25. y is 0 below about -709 and 1 above about 37; there dy is 0. NaN gives
 * NaN. TypeError unless `x` is a number or a matrix. https://en.wikipedia.org/wiki/Logistic_function
 */
export class Sigmoid<X extends number | AbstractMatrix = Matrix>
  implements Activation<Elements<X>>
{
  readonly y: Elements<X>;
  readonly dy: Elements<X>;

  constructor(x: X) {
    ({ y: this.y, dy: this.dy } = evaluate("Sigmoid", x, sigmoid));
  }
}

/** What the classes of the package compute, for a layer that has matrices for it already. */
export const OWN_ACTIVATIONS: ReadonlyMap<unknown, Fill> = new Map<unknown, Fill>([
  [ReLU, relu],
  [Tanh, tanh],
  [Sigmoid, sigmoid],
]);
