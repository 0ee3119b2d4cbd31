import { currentCell } from "../run/cells.js";
import type { Ask } from "../run/prelude.js";
import { type FromRunner, Slot } from "./channel.js";

/** Asks the reader by the page, and waits in `shared`; where no memory is shared nobody can wait. */
export function createAsk(
  post: (message: FromRunner) => void,
  shared: Int32Array | undefined,
  turn: () => number,
): Ask {
  return (call, message, password = false) => {
    if (!currentCell()?.allowStdin) {
      throw new Error(`${call}: expected a front end that asks for input, got one that does not`);
    }
    if (shared === undefined) {
      throw new Error(
        `${call}: expected a page that is isolated (crossOriginIsolated), got one that is not`,
      );
    }
    Atomics.store(shared, Slot.answered, 0);
    post({ type: "input", prompt: message, password });
    while (Atomics.load(shared, Slot.answered) === 0) {
      // Short waits: an interrupt does not wake.
      Atomics.wait(shared, Slot.answered, 0, 50);
      turn();
    }
    const length = Atomics.load(shared, Slot.answered) - 1;
    const bytes = new Uint8Array(shared.buffer, 4 * Slot.answer, length);
    return new TextDecoder().decode(bytes.slice());
  };
}
