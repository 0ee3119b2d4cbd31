import { Slot } from "./channel.js";

/** The signals of an interrupt, which may be several, arrive within so many milliseconds. */
const ECHO = 5000;

let lastSeen = Number.NEGATIVE_INFINITY;
let received = 0;

/** Whether an interrupt was asked for that the main thread has not acted on yet. */
export function isPending(shared: Int32Array): boolean {
  return Atomics.load(shared, Slot.seen) < Atomics.load(shared, Slot.asked);
}

/** Says that all interrupts asked for so far have been acted on. */
export function acknowledge(shared: Int32Array): void {
  if (isPending(shared)) lastSeen = performance.now();
  Atomics.store(shared, Slot.seen, Atomics.load(shared, Slot.asked));
}

/** After a cell: an interrupt that is still pending has ended its script, which took the signal. */
export function settleAccount(shared: Int32Array): void {
  if (isPending(shared)) received = Atomics.load(shared, Slot.signals);
  acknowledge(shared);
}

/**
 * Takes note of a signal; whether it asks for something. If not, it is another signal of an interrupt
 * that has been acted on already, and must not hit the next cell.
 */
export function isNews(shared: Int32Array): boolean {
  received += 1;
  const isSent = received <= Atomics.load(shared, Slot.signals);
  return isPending(shared) || !(isSent && performance.now() - lastSeen < ECHO);
}
