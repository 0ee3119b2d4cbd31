import type { Matrix } from "ml-matrix";
import type { Parameter } from "../layers/layer.js";
import { copyOf, valuesOf, writeBack } from "../linalg/dense.js";
import type { Epoch } from "./epoch.js";
import { watchedLoss } from "./history.js";

/** The weights of the epoch with the least watched loss; before the first epoch those at the start. */
export class BestWeights {
  #least = Infinity;
  #kept: Matrix[] = [];

  constructor(private readonly parameters: readonly Parameter[]) {
    this.#keep();
  }

  /** Keeps the weights as they are if this epoch, which led to them, is the best. */
  observe(epoch: Epoch): void {
    const loss = watchedLoss(epoch);
    if (!(loss < this.#least)) return;
    this.#least = loss;
    this.#keep();
  }

  /** Makes the network's weights those that were kept. */
  restore(): void {
    this.#kept.forEach((kept, i) => {
      writeBack(this.parameters[i].value, valuesOf(kept));
    });
  }

  #keep(): void {
    this.#kept = this.parameters.map(({ value }, i) => copyOf(value, this.#kept[i]));
  }
}
