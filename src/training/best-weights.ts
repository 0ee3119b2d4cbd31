import type { Matrix } from "ml-matrix";
import type { Parameter } from "../layers/layer.js";
import { copyOf, valuesOf, writeBack } from "../linalg/dense.js";

/** The weights of the best epoch so far. */
export class BestWeights {
  #kept: Matrix[] = [];

  constructor(private readonly parameters: readonly Parameter[]) {}

  /** Keeps the weights as they are. */
  keep(): void {
    this.#kept = this.parameters.map(({ value }, i) => copyOf(value, this.#kept[i]));
  }

  /** Makes the network's weights those that were kept, if any were. */
  restore(): void {
    this.#kept.forEach((kept, i) => {
      writeBack(this.parameters[i].value, valuesOf(kept));
    });
  }
}
