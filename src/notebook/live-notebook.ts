import type { Chart } from "../charts/chart.js";
import { type HistoryChartOptions, historyChart } from "../charts/history.js";
import { withPicture } from "../charts/with-picture.js";
import { loadRenderer } from "../render/load.js";
import type { Epoch } from "../training/epoch.js";
import type { LiveScreen } from "./live-terminal.js";
import { Clock, progressLine } from "./progress.js";
import type { Publisher } from "./publisher.js";

/** Least time between two charts, in milliseconds. */
const PAUSE = 250;

/** The time that charts take is at most one part in so many. */
const SHARE = 10;

/** Screens so far: for their ids, which no other process has either, by the time of its start. */
let screens = 0;

/** How the chart of a training looks, with its number of epochs, if known. */
export type LiveLook = Pick<
  HistoryChartOptions,
  "title" | "width" | "height" | "epochs" | "logScale"
>;

/**
 * Shows a training as one chart, which is replaced in place: while it runs, by vega-lite alone with
 * a line on its progress; at last by the whole bundle with its picture.
 *
 * All is sent at once, so a loop that never awaits is shown as well. The last chart is sent at the
 * end of the cell, where the kernel tells it; else, as in tslab, when the code that runs awaits or
 * is done, and again later if it goes on.
 */
export class NotebookScreen implements LiveScreen {
  readonly #publish: Publisher;
  readonly #look: LiveLook;
  readonly #id: string = `live-${performance.timeOrigin}-${screens++}`;
  readonly #clock = new Clock(() => performance.now());
  readonly #turns = new Turns(() => this.end());
  #endsWithCell: boolean;
  #epochs: readonly Epoch[] = [];
  #isShown = false;
  #isComplete = true;
  #next = Number.NEGATIVE_INFINITY;

  constructor(publish: Publisher, look: LiveLook) {
    this.#publish = publish;
    this.#look = look;
    const atEnd = (): void => {
      // Timers that the cell has left may go on with the training.
      this.#endsWithCell = false;
      this.end();
    };
    this.#endsWithCell = publish.atEnd?.(atEnd) ?? false;
  }

  show(epochs: readonly Epoch[]): void {
    this.#epochs = epochs;
    this.#isComplete = false;
    const last = epochs[epochs.length - 1];
    const total = this.#look.epochs;
    const left = total && this.#clock.secondsLeft(last.epoch, total);
    const start = performance.now();
    if (start >= this.#next) {
      const line = progressLine(last, total, left);
      const { spec } = historyChart(epochs, { ...this.#look, subtitle: line });
      const data = { "application/vnd.vegalite.v5+json": spec, "text/plain": line };
      this.#send({ data, metadata: {} });
      const end = performance.now();
      this.#next = end + Math.max(PAUSE, SHARE * (end - start));
    }
    if (!this.#endsWithCell) this.#turns.watch();
  }

  end(): void {
    if (this.#isComplete) return;
    this.#isComplete = true;
    // Without what was still to come, and without times, which differ from run to run.
    const chart: Chart = historyChart(this.#epochs, { ...this.#look, epochs: undefined });
    const renderer = loadRenderer();
    this.#send(withPicture(chart, renderer?.toPng(renderer.toSvgNow(chart.spec))));
  }

  #send(content: ReturnType<typeof withPicture>): void {
    this.#publish({ ...content, transient: { display_id: this.#id } }, this.#isShown);
    this.#isShown = true;
  }
}

/**
 * Does a `work` that takes long as soon as the code that runs awaits or is done; but not again soon,
 * since that code may go on after each await.
 */
class Turns {
  readonly #work: () => void;
  #isWatching = false;
  #timer: NodeJS.Timeout | undefined;
  #next = Number.NEGATIVE_INFINITY;

  constructor(work: () => void) {
    this.#work = work;
  }

  watch(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    queueMicrotask(() => {
      this.#isWatching = false;
      const wait = this.#next - performance.now();
      if (wait <= 0) this.#do();
      else this.#timer ??= setTimeout(() => this.#do(), wait);
    });
  }

  #do(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const start = performance.now();
    this.#work();
    const end = performance.now();
    this.#next = end + SHARE * (end - start);
  }
}
