import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import { currentCell } from "./cells.js";
import { Slot, type ToWorker } from "./channel.js";

/** The functions that every cell finds, beside Node's globals. A cell may declare its own instead. */
export interface Prelude {
  /**
   * Asks the reader for a line of text and returns it. Throws if the front end cannot ask, and when it is
   * interrupted. `password: true` hides what is typed.
   */
  prompt(message?: string, options?: { password?: boolean }): string;
  /** Clears the output of the cell; with `wait: true` not before there is new output. */
  clearOutput(options?: { wait?: boolean }): void;
}

/** Their declarations, in the form in which tslab keeps those of earlier cells. */
export const PRELUDE = `
declare function prompt(message?: string, options?: { password?: boolean }): string;
declare function clearOutput(options?: { wait?: boolean }): void;
`;

type Post = (message: ToWorker) => void;

/** `input` brings the lines that the reader types, one message each. */
export function createPrelude(post: Post, shared: Int32Array, input: MessagePort): Prelude {
  return {
    prompt(message = "", { password = false } = {}) {
      if (!currentCell()?.allowStdin) {
        throw new Error("prompt: expected a front end that asks for input, got one that does not");
      }
      // What was typed for a prompt that has been interrupted is no answer to this one.
      while (receiveMessageOnPort(input) !== undefined) {}
      post({ type: "input", prompt: String(message), password });
      for (;;) {
        const inputs = Atomics.load(shared, Slot.inputs);
        const typed = receiveMessageOnPort(input);
        if (typed !== undefined) return String(typed.message);
        // Short waits: a thread that waits cannot be interrupted.
        Atomics.wait(shared, Slot.inputs, inputs, 50);
      }
    },
    clearOutput({ wait = false } = {}) {
      const cell = currentCell();
      if (cell === undefined || cell.silent) return;
      post({ type: "publish", parent: cell.parent, msgType: "clear_output", content: { wait } });
    },
  };
}
