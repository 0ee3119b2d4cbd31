import { Slot } from "./channel.js";

/**
 * The gate between the two threads: the number of closings by the main thread, or TERMINATING while the
 * worker is about to stop by force what the main thread runs. Only one of the two can be.
 */
const TERMINATING = -1;

/** Whether interrupt number `id` is over. */
export function isSettled(shared: Int32Array, id: number): boolean {
  return Atomics.load(shared, Slot.settled) >= id;
}

/** Whether an interrupt is under way: asked for, and not settled yet. */
export function isPending(shared: Int32Array): boolean {
  return !isSettled(shared, Atomics.load(shared, Slot.asked));
}

/**
 * Main thread: no interrupt stops by force what runs from here to `openGate`. If one is on its way, it
 * is awaited here and ends the caller, or has hit already what ran before.
 */
export function closeGate(shared: Int32Array): void {
  for (;;) {
    const closings = Atomics.load(shared, Slot.gate);
    if (closings === TERMINATING) Atomics.wait(shared, Slot.gate, TERMINATING, 10);
    else if (Atomics.compareExchange(shared, Slot.gate, closings, closings + 1) === closings)
      return;
  }
}

/** Main thread: takes one `closeGate` back. */
export function openGate(shared: Int32Array): void {
  Atomics.sub(shared, Slot.gate, 1);
}

/** Main thread: does `work` with the gate closed. */
export function withGateClosed<T>(shared: Int32Array, work: () => T): T {
  closeGate(shared);
  try {
    return work();
  } finally {
    openGate(shared);
  }
}

/** Worker: takes the open gate, to stop by force what the main thread runs; whether it was open. */
export function takeGate(shared: Int32Array): boolean {
  return Atomics.compareExchange(shared, Slot.gate, 0, TERMINATING) === 0;
}

/** Worker: gives the gate back. */
export function giveGateBack(shared: Int32Array): void {
  Atomics.store(shared, Slot.gate, 0);
  Atomics.notify(shared, Slot.gate);
}
