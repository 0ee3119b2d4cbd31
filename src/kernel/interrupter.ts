import { Slot } from "./channel.js";
import { isPending } from "./interrupt-account.js";

/** How long the main thread may take to see an interrupt before it is stopped by force. */
const PATIENCE = 100;

const HAS_SIGNALS = process.platform !== "win32";

/**
 * The worker's side of an interrupt. A signal stops a cell that computes (vm's `breakOnSigint`), its
 * child processes, and a cell that waits (the main thread's handler). A loop that runs after an await
 * or in a timer sees no signal: V8 is told to terminate it.
 */
export class Interrupter {
  readonly #shared: Int32Array;
  readonly #notify: () => void;

  /** `notify` tells the main thread by message, for systems whose signals cannot be handled. */
  constructor(shared: Int32Array, notify: () => void) {
    this.#shared = shared;
    this.#notify = notify;
  }

  /** `isRunning`: whether a cell runs. If not, the interrupt must not hit one that comes after it. */
  interrupt(isRunning: boolean): void {
    if (isPending(this.#shared)) return;
    Atomics.add(this.#shared, Slot.asked, 1);
    if (isRunning && HAS_SIGNALS) this.#signal();
    else this.#notify();
    this.#insist();
  }

  #signal(): void {
    Atomics.add(this.#shared, Slot.signals, 1);
    signalGroup("SIGINT");
  }

  #insist(): void {
    setTimeout(async () => {
      if (!isPending(this.#shared)) return;
      if (Atomics.load(this.#shared, Slot.guarded) === 0) {
        await terminateMainThread();
        // A child process that was started after the first signal keeps the main thread waiting.
        if (HAS_SIGNALS && isPending(this.#shared)) this.#signal();
      }
      this.#insist();
    }, PATIENCE);
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

/** Ends the JavaScript that the main thread runs now; its event loop and its state live on. */
async function terminateMainThread(): Promise<void> {
  const { Session } = await import("node:inspector");
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.terminateExecution", () => session.disconnect());
}
