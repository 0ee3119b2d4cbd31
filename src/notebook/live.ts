import { checkEpoch, copyEpoch, thinEpochs } from "../charts/epochs.js";
import { checkLook } from "../charts/look.js";
import { checkFlag, checkInteger } from "../check.js";
import type { Epoch } from "../training/epoch.js";
import { type LiveLook, NotebookScreen } from "./live-notebook.js";
import { type LiveScreen, TerminalScreen } from "./live-terminal.js";
import { findPublisher, type Publisher } from "./publisher.js";

/** How {@link live} shows a training; what is not said here is as in `historyChart`. */
export interface LiveOptions extends LiveLook {
  /** The number of the last epoch, if known: for the x axis, and for the time that is left. */
  readonly epochs?: number | undefined;
}

/** Shows a training epoch by epoch. */
export interface LiveView {
  /**
   * TypeError unless `epoch` is an epoch, RangeError unless its number is an integer from 0 on. A
   * number not above the one before begins another training, with a chart of its own.
   */
  (epoch: Epoch): void;
  /** Shows the last epoch now, if it has not been shown. */
  end(): void;
}

/** Epochs that are kept, and how many for each measure are when there are more. */
const ROOM = { most: 5_000, thinned: 1_000 } as const;

const OPTIONS = ["epochs", "title", "width", "height", "logScale"];

/**
 * Shows a training while it runs, in a loop or as `onEpoch`:
 *
 *     const view = live({ epochs: 100 });
 *     for (const epoch of net.epochs(x, t, { epochs: 100 })) view(epoch);
 *
 * In a notebook, one chart as `historyChart` draws it, at most four times a second, with a line on
 * the progress; the chart that stays is that of all epochs, with its picture. The loop needs no
 * `await`. In stock tslab a loop that awaits, without `epochs`, leaves the last epochs to a timer:
 * there, `view.end()` completes the chart before the cell is over.
 *
 * Of more than 5,000 epochs the ends, the extremes and gaps are kept, so no training is too long.
 *
 * Outside a notebook, the line: a terminal rewrites it, elsewhere about ten are printed.
 *
 * TypeError for an option of a wrong kind or name, RangeError for `epochs` that is no integer >= 1
 * and for sizes that `historyChart` refuses.
 */
export function live(options: LiveOptions = {}): LiveView {
  checkLook("live", options, OPTIONS);
  const { epochs, logScale = false } = options;
  checkFlag("live", "logScale", logScale);
  if (epochs !== undefined) checkInteger("live", "epochs", epochs, 1);
  const look = { ...options };
  let training: Training | undefined;
  const view = (epoch: Epoch): void => {
    checkEpoch("live", "epoch", epoch, -1);
    const publish = findPublisher();
    if (!training?.goesOn(epoch, publish)) {
      const known = training?.isBefore(epoch) ? training.epochs : [];
      training?.end();
      training = new Training(publish, look, known);
    }
    training.add(epoch);
  };
  return Object.assign(view, { end: (): void => training?.end() });
}

/** The epochs of one training, on one screen. */
class Training {
  #epochs: Epoch[];
  readonly #publish: Publisher | undefined;
  readonly #last: number | undefined;
  readonly #screen: LiveScreen;

  /** `known` are its epochs in earlier cells. */
  constructor(publish: Publisher | undefined, look: LiveLook, known: readonly Epoch[]) {
    this.#epochs = [...known];
    this.#publish = publish;
    this.#last = look.epochs;
    this.#screen = publish ? new NotebookScreen(publish, look) : new TerminalScreen(look.epochs);
  }

  get epochs(): readonly Epoch[] {
    return this.#epochs;
  }

  isBefore({ epoch }: Epoch): boolean {
    return this.#epochs[this.#epochs.length - 1].epoch < epoch;
  }

  /** Whether `epoch` is the next of this training in the same cell. */
  goesOn(epoch: Epoch, publish: Publisher | undefined): boolean {
    return this.#publish === publish && this.isBefore(epoch);
  }

  add(epoch: Epoch): void {
    this.#epochs.push(copyEpoch(epoch));
    if (this.#epochs.length > ROOM.most) this.#epochs = thinEpochs(this.#epochs, ROOM.thinned);
    this.#screen.show(this.#epochs);
    if (epoch.epoch === this.#last) this.#screen.end();
  }

  end(): void {
    this.#screen.end();
  }
}
