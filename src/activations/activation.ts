import type { Matrix } from "ml-matrix";
import type { MatrixInput } from "../matrix-input.js";

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
 * total inputs. A class of your own is as good as the package's; it may serve numbers too.
 */
export type ActivationClass = new (x: Matrix) => Activation<number | MatrixInput>;
