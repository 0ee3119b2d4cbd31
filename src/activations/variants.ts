import type { ElementwiseActivationClass } from "./elementwise-activation.js";

/**
 * The classes of one activation by the value of its parameter. Each is made once and kept, so that
 * the same value always gives the same class.
 */
export class Variants<V extends number | string> {
  readonly #make: (value: V) => ElementwiseActivationClass;
  readonly #classes = new Map<V, ElementwiseActivationClass>();
  readonly #values = new Map<unknown, V>();

  /** `plain` is the class for the default value; `make` makes the others. */
  constructor(
    defaultValue: V,
    plain: ElementwiseActivationClass,
    make: (value: V) => ElementwiseActivationClass,
  ) {
    this.#make = make;
    this.#keep(defaultValue, plain);
  }

  of(value: V): ElementwiseActivationClass {
    return this.#classes.get(value) ?? this.#keep(value, this.#make(value));
  }

  /** The value that `activation` was made for; `undefined` for a class that is none of these. */
  valueOf(activation: unknown): V | undefined {
    return this.#values.get(activation);
  }

  #keep(value: V, made: ElementwiseActivationClass): ElementwiseActivationClass {
    this.#classes.set(value, made);
    this.#values.set(made, value);
    return made;
  }
}
