import { currentCell, inCell } from "./cells.js";

type Callback = (...args: unknown[]) => unknown;
type Scheduler = (callback: Callback, ...rest: unknown[]) => unknown;

/** Under this name a function keeps what `util.promisify` makes of it, as Node's timers do. */
const PROMISIFIED = Symbol.for("nodejs.util.promisify.custom");

/**
 * Wraps functions of `owner` that take a callback, as timers do, so that it runs on behalf of the cell
 * that scheduled it, and no more once that cell was interrupted. AsyncLocalStorage would do the first,
 * but below Node 24 it rests on async hooks, which a terminated callback leaves broken, and browsers have none.
 */
export function bindToCells(owner: object, names: readonly string[]): void {
  for (const name of names) wrap(owner as Record<string, Scheduler>, name);
}

function wrap(owner: Record<string, Scheduler>, name: string): void {
  const original = owner[name] as Scheduler & { [PROMISIFIED]?: unknown };
  const wrapped = (callback: Callback, ...rest: unknown[]): unknown => {
    // Wrong arguments, and timers of the kernel itself, are left as they are.
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
  const promisified = original[PROMISIFIED];
  if (promisified !== undefined)
    Object.defineProperty(wrapped, PROMISIFIED, { value: promisified });
  owner[name] = wrapped;
}
