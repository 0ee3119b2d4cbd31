import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import { currentCell } from "./cells.js";
import { Slot, type ToWorker } from "./channel.js";

/** The functions that every cell finds, beside Node's globals. A cell may declare its own instead. */
export interface Prelude {
  prompt(message?: string, more?: string | { password?: boolean }): string;
  confirm(message?: string): boolean;
  alert(message?: string): void;
  clearOutput(options?: { wait?: boolean }): void;
}

/** Their declarations. */
export const PRELUDE = `
/**
 * Asks the reader for a line of text and returns it; \`value\` if the reader types nothing. Throws if the front
 * end cannot ask, and when it is interrupted.
 */
declare function prompt(message?: string, value?: string): string;
/** Asks for a line; \`password: true\` hides what is typed. */
declare function prompt(message: string | undefined, options: { password?: boolean }): string;
/** Asks the reader a question and returns whether the answer is yes. */
declare function confirm(message?: string): boolean;
/** Prints a message. */
declare function alert(message?: string): void;
/** Clears the output of the cell; with \`wait: true\` not before there is new output. */
declare function clearOutput(options?: { wait?: boolean }): void;
`;

type Post = (message: ToWorker) => void;

/** Asks the reader for a line of text. `call` is what the error names where the front end cannot ask. */
export type Ask = (call: string, message: string, password?: boolean) => string;

/** `input` brings the lines that the reader types, one message each. */
export function createAsk(post: Post, shared: Int32Array, input: MessagePort): Ask {
  return (call, message, password = false) => {
    if (!currentCell()?.allowStdin) {
      throw new Error(`${call}: expected a front end that asks for input, got one that does not`);
    }
    // What was typed for a prompt that has been interrupted is no answer to this one.
    while (receiveMessageOnPort(input) !== undefined) {}
    post({ type: "input", prompt: message, password });
    for (;;) {
      const inputs = Atomics.load(shared, Slot.inputs);
      const typed = receiveMessageOnPort(input);
      if (typed !== undefined) return String(typed.message);
      // Short waits: a thread that waits cannot be interrupted.
      Atomics.wait(shared, Slot.inputs, inputs, 50);
    }
  };
}

export function createPrelude(post: Post, ask: Ask): Prelude {
  return {
    prompt(message = "", more = "") {
      if (typeof more === "object") return ask("prompt", String(message), more.password);
      const hint = more === "" ? "" : `[${more}] `;
      return ask("prompt", `${message}${hint}`) || String(more);
    },
    confirm(message = "") {
      return /^\s*(y|yes|はい)\s*$/i.test(ask("confirm", `${message} [y/N] `));
    },
    alert(message = "") {
      process.stdout.write(`${message}\n`);
    },
    clearOutput({ wait = false } = {}) {
      const cell = currentCell();
      if (cell === undefined || cell.silent) return;
      post({ type: "publish", parent: cell.parent, msgType: "clear_output", content: { wait } });
    },
  };
}
