import type { Header } from "./messages.js";

/** One execution of a cell: output made on its behalf goes to `parent`, also after it has ended. */
export interface Cell {
  readonly parent: Header;
  readonly silent: boolean;
  readonly allowStdin: boolean;
  /** Set by an interrupt: nothing that the cell left waiting shall go on. */
  stopped: boolean;
  /** Wakes each await of the cell that is under way, for the cell to end. */
  readonly waiting: Set<() => void>;
  /** What is to be done just before the cell is over; undefined once it is. */
  endings: (() => void)[] | undefined;
}

let foreground: Cell | undefined;
let current: Cell | undefined;
let isRunning = false;
let background: Cell[] = [];

/** The cell on whose behalf code runs now: the one that made a timer or an await, else the latest. */
export function currentCell(): Cell | undefined {
  return current;
}

/** Makes `cell` the one that runs. */
export function enterCell(cell: Cell): void {
  foreground = cell;
  current = cell;
  isRunning = true;
  background.push(cell);
}

/** Whether a cell runs that has not ended. */
export function isCellRunning(): boolean {
  return isRunning;
}

/** The running cell has ended; what it left behind may go on. */
export function leaveCell(): void {
  isRunning = false;
}

/** Runs `work` on behalf of `cell`. */
export function inCell<T>(cell: Cell | undefined, work: () => T): T {
  current = cell;
  try {
    return work();
  } finally {
    current = foreground;
  }
}

/** Goes on on behalf of `cell` until the end of this turn of the microtask queue. */
export function resumeCell(cell: Cell | undefined): void {
  if (cell === current) return;
  current = cell;
  queueReset(() => {
    current = foreground;
  });
}

/** The original, so that cells' wrapped microtasks are not involved. */
const queueReset = queueMicrotask;

/** Stops the running cell; when none runs, stops all that earlier cells left in the background. */
export function stopCells(): void {
  for (const cell of isRunning && foreground !== undefined ? [foreground] : background) {
    cell.stopped = true;
    // The innermost awaits first, so that `finally` blocks run from the inside out.
    for (const wake of [...cell.waiting].reverse()) wake();
  }
  background = background.filter((cell) => !cell.stopped);
}
