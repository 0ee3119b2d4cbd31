import type { Matrix } from "ml-matrix";
import { type Elements, evaluate } from "../elements.js";
import type { Fill } from "../elementwise/functions.js";
import type { MatrixInput } from "../matrix-input.js";
import type { Activation } from "./activation.js";

/**
 * What all activations of the package are: a function of each element of `x` by itself, which a
 * class states as what it `computes`.
 */
export abstract class ElementwiseActivation<X extends number | MatrixInput = Matrix>
  implements Activation<Elements<X>>
{
  protected static readonly computes: Fill;
  // Declared only: fields that each class defines anew cost twice the time where there are many classes.
  declare readonly y: Elements<X>;
  declare readonly dy: Elements<X>;

  /** TypeError unless `x` is a number or a matrix. */
  constructor(x: X) {
    ({ y: this.y, dy: this.dy } = evaluate(new.target, x, new.target.computes));
  }
}

/** A class that makes `y` and `dy` from a number or a matrix, as `ReLU` does. */
export type ElementwiseActivationClass = new <X extends number | MatrixInput = Matrix>(
  x: X,
) => ElementwiseActivation<X>;

/** Makes the class called `name` that computes `fill`. */
export function activationClass(name: string, fill: Fill): ElementwiseActivationClass {
  const made = class<X extends number | MatrixInput> extends ElementwiseActivation<X> {
    protected static override readonly computes: Fill = fill;
  };
  Object.defineProperty(made, "name", { value: name });
  return made;
}

/**
 * What the classes of the package compute, for a layer that has matrices for it already. A class
 * that extends one of them may do more in its constructor, so it is none of these.
 */
export const OWN_ACTIVATIONS: { get(activation: unknown): Fill | undefined } = {
  get: (activation) => (isOwn(activation) ? activation.computes : undefined),
};

function isOwn(activation: unknown): activation is { readonly computes: Fill } {
  return (
    typeof activation === "function" &&
    activation.prototype instanceof ElementwiseActivation &&
    Object.hasOwn(activation, "computes")
  );
}
