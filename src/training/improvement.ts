import type { Epoch } from "./epoch.js";
import { watchedLoss } from "./history.js";

/** Counts the epochs since the watched loss last fell by more than `minDelta`. */
export class Improvement {
  /** Epochs without one. */
  wait = 0;
  #least = Infinity;

  constructor(private readonly minDelta: number) {}

  observe(epoch: Epoch): void {
    const loss = watchedLoss(epoch);
    const improved = loss < this.#least - this.minDelta;
    if (improved) this.#least = loss;
    this.wait = improved ? 0 : this.wait + 1;
  }
}
