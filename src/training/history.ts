import type { Epoch } from "./epoch.js";

/** What a training has come to. */
export interface History {
  /** Every pass over the samples. */
  readonly epochs: readonly Epoch[];
  /** That with the least validation loss, or, where there is none, the least training loss. */
  readonly best: Epoch;
  /** Whether it ended because nothing got better any more. */
  readonly stoppedEarly: boolean;
}

/** The loss that says how good an epoch was: of validation, where there is one. */
export function watchedLoss({ loss, validationLoss }: Epoch): number {
  return validationLoss ?? loss;
}
