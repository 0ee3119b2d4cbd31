import type { Epoch } from "./epoch.js";

/** What a training has come to. As the result of a cell it tells of its first, last and best epoch. */
export class History {
  /** Every pass over the samples. */
  readonly epochs: readonly Epoch[];
  /** Whether it ended because nothing got better any more. */
  readonly stoppedEarly: boolean;

  constructor(epochs: readonly Epoch[], stoppedEarly: boolean) {
    this.epochs = epochs;
    this.stoppedEarly = stoppedEarly;
  }

  /** The epoch with the least validation loss, or, where there is none, the least training loss. */
  get best(): Epoch {
    return this.epochs.reduce((best, epoch) =>
      watchedLoss(epoch) < watchedLoss(best) ? epoch : best,
    );
  }
}

// Not in the class: `isolatedDeclarations` allows no method there that is named by a symbol.
Object.defineProperty(History.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value(this: History): string {
    const { epochs, best, stoppedEarly } = this;
    const ends = [epochs[0], epochs[epochs.length - 1], best];
    const lines = ["first", "last ", "best "].map((name, i) => `  ${name}  ${lineOf(ends[i])}`);
    const count = `${epochs.length} epoch${epochs.length === 1 ? "" : "s"}`;
    return [`History of ${count}${stoppedEarly ? ", stopped early" : ""}`, ...lines].join("\n");
  },
});

/** An epoch in a line: its number, and what is known of it. */
function lineOf({ epoch, loss, accuracy, validationLoss, validationAccuracy }: Epoch): string {
  const parts = Object.entries({ loss, accuracy, validationLoss, validationAccuracy });
  const known = parts.filter(([, value]) => value !== undefined);
  const texts = known.map(([name, value]) => `${name} ${Number(value?.toPrecision(4))}`);
  return [`epoch ${epoch}`, ...texts].join("  ");
}

/** The loss that says how good an epoch was: of validation, where there is one. */
export function watchedLoss({ loss, validationLoss }: Epoch): number {
  return validationLoss ?? loss;
}
