import { Session } from "node:inspector";
import { Slot } from "./channel.js";
import { giveGateBack, isSettled, takeGate } from "./gate.js";

/** How long the main thread may take to settle an interrupt before it is stopped by force. */
const PATIENCE = 50;

/**
 * The worker's side of an interrupt. Child processes get a signal. A cell that waits is ended by the main
 * thread, which is told by message. Code that computes never reads it: V8 is told to terminate it.
 * The interrupt is under way until the main thread says that it is settled; the next cell waits for that.
 */
export class Interrupter {
  readonly #shared: Int32Array;
  readonly #notify: (id: number) => void;
  #isTerminating = false;
  #isUnderWay = false;

  /** `notify` tells the main thread by message; it may be told the same several times. */
  constructor(shared: Int32Array, notify: (id: number) => void) {
    this.#shared = shared;
    this.#notify = notify;
  }

  /**
   * Whether an interrupt was asked for that the main thread has not said to be settled. The shared slots
   * know sooner, but what that thread has sent before is read only now.
   */
  get isUnderWay(): boolean {
    return this.#isUnderWay;
  }

  /** The main thread says that the interrupt is over. */
  settled(): void {
    this.#isUnderWay = false;
  }

  interrupt(): void {
    if (this.#isUnderWay) return;
    this.#isUnderWay = true;
    const id = Atomics.add(this.#shared, Slot.asked, 1) + 1;
    this.#tell(id);
    this.#insist(id);
  }

  #tell(id: number): void {
    // On Windows a signal would end the kernel.
    if (process.platform !== "win32") {
      Atomics.add(this.#shared, Slot.signals, 1);
      signalGroup("SIGINT");
    }
    this.#notify(id);
  }

  #insist(id: number): void {
    setTimeout(() => {
      if (isSettled(this.#shared, id)) return;
      if (!this.#isTerminating) this.#terminate(id);
      // Again, since what was terminated may have been the reading of the message, and since a child
      // process that was started after the first signal keeps the main thread from being terminated.
      if (this.#isTerminating) this.#tell(id);
      this.#insist(id);
    }, PATIENCE);
  }

  /** Ends the JavaScript that the main thread runs, or the next that it would run. */
  #terminate(id: number): void {
    if (!takeGate(this.#shared)) return;
    if (isSettled(this.#shared, id)) {
      giveGateBack(this.#shared);
      return;
    }
    this.#isTerminating = true;
    const session = new Session();
    session.connectToMainThread();
    // V8 answers when the termination is over.
    session.post("Runtime.terminateExecution", () => {
      session.disconnect();
      this.#isTerminating = false;
      giveGateBack(this.#shared);
    });
  }
}

/** Sends a signal to the kernel and its children, if it leads a process group, else to it alone. */
export function signalGroup(signal: NodeJS.Signals): void {
  try {
    process.kill(-process.pid, signal);
  } catch {
    process.kill(process.pid, signal);
  }
}
