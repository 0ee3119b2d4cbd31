import { promisify } from "node:util";
import { currentCell, inCell } from "./cells.js";

type Callback = (...args: unknown[]) => unknown;
type Scheduler = (callback: Callback, ...rest: unknown[]) => unknown;

const NAMES = ["setTimeout", "setInterval", "setImmediate", "queueMicrotask"] as const;

/**
 * Wraps the global timers so that a callback runs on behalf of the cell that scheduled it, and no more
 * once that cell was interrupted. AsyncLocalStorage would do the first, but below Node 24 it rests on
 * async hooks, which a terminated callback leaves broken.
 */
export function bindTimersToCells(): void {
  for (const name of NAMES) wrap(globalThis as unknown as Record<string, Scheduler>, name);
  wrap(process as unknown as Record<string, Scheduler>, "nextTick");
}

function wrap(owner: Record<string, Scheduler>, name: string): void {
  const original = owner[name] as Scheduler & { [promisify.custom]?: unknown };
  const wrapped = (callback: Callback, ...rest: unknown[]): unknown => {
    // Wrong arguments, and timers of the launcher itself, are left as they are.
    const cell = currentCell();
    if (typeof callback !== "function" || cell === undefined) {
      return original.call(owner, callback, ...rest);
    }
    const bound = function (this: unknown, ...args: unknown[]): unknown {
      return cell.stopped ? undefined : inCell(cell, () => callback.apply(this, args));
    };
    return original.call(owner, bound, ...rest);
  };
  Object.defineProperty(wrapped, "name", { value: name });
  // util.promisify(setTimeout) is a function of its own.
  const custom = original[promisify.custom];
  if (custom !== undefined) Object.defineProperty(wrapped, promisify.custom, { value: custom });
  owner[name] = wrapped;
}
