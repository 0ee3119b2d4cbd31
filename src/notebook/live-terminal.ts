import type { Epoch } from "../training/epoch.js";
import { Clock, progressLine } from "./progress.js";

/** What a training shows itself on. */
export interface LiveScreen {
  /** Shows the training after the last of `epochs`, or leaves that to a later call. */
  show(epochs: readonly Epoch[]): void;
  /** Shows what was left to a later call. */
  end(): void;
}

/** Least time between two lines on a terminal, in milliseconds. */
const PAUSE = 250;

/** Columns of a terminal that does not tell them. */
const WIDTH = 80;

/** Lines that are printed of a training where they are not rewritten. */
const LINES = 10;

/** Screens whose last line may be missing. */
const open = new Set<LiveScreen>();
let endsAtExit = false;

/**
 * Shows a training as lines of text: a terminal has one, rewritten; elsewhere, as in a file, about
 * ten are printed.
 */
export class TerminalScreen implements LiveScreen {
  readonly #epochs: number | undefined;
  readonly #clock = new Clock(() => performance.now());
  #line = "";
  #printed = "";
  #time = Number.NEGATIVE_INFINITY;
  #next = 1;

  constructor(epochs: number | undefined) {
    this.#epochs = epochs;
    endAtExit(this);
  }

  show(epochs: readonly Epoch[]): void {
    const last = epochs[epochs.length - 1];
    const left = this.#epochs && this.#clock.secondsLeft(last.epoch, this.#epochs);
    this.#line = progressLine(last, this.#epochs, left);
    if (this.#isDue(last.epoch)) this.#print();
  }

  end(): void {
    open.delete(this);
    if (this.#line !== this.#printed) this.#print();
    if (stdout()?.isTTY && this.#printed !== "") stdout()?.write("\n");
    this.#printed = this.#line = "";
  }

  #isDue(epoch: number): boolean {
    if (stdout()?.isTTY) return performance.now() - this.#time >= PAUSE;
    if (epoch < this.#next) return false;
    this.#next = this.#epochs ? epoch + Math.ceil(this.#epochs / LINES) : nextRound(epoch);
    return true;
  }

  #print(): void {
    const stream = stdout();
    // A longer line would wrap, and then only its last part be rewritten.
    const room = (stream?.columns || WIDTH) - 1;
    if (stream?.isTTY) stream.write(`\r${this.#line.slice(0, room)}\u001b[K`);
    else if (stream) stream.write(`${this.#line}\n`);
    else console.log(this.#line);
    this.#printed = this.#line;
    this.#time = performance.now();
  }
}

/** The standard output; undefined in a browser. */
function stdout(): NodeJS.WriteStream | undefined {
  return globalThis.process?.stdout;
}

/** The next of 1, 2, 5, 10, 20, 50, 100, …. */
function nextRound(epoch: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(epoch, 1)));
  return [2, 5, 10].map((factor) => factor * power).find((round) => round > epoch) ?? epoch + 1;
}

function endAtExit(screen: LiveScreen): void {
  open.add(screen);
  if (endsAtExit) return;
  endsAtExit = true;
  globalThis.process?.once?.("exit", () => {
    for (const each of open) each.end();
  });
}
