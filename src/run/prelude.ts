import { currentCell } from "./cells.js";
import type { Tell } from "./messages.js";

/** The functions that every cell finds, beside the globals of its platform. A cell may declare its own instead. */
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

/** Asks the reader for a line of text. `call` is what the error names where the front end cannot ask. */
export type Ask = (call: string, message: string, password?: boolean) => string;

/** `print` writes to the standard output of the cell that runs. */
export function createPrelude(tell: Tell, ask: Ask, print: (text: string) => void): Prelude {
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
      print(`${message}\n`);
    },
    clearOutput({ wait = false } = {}) {
      const cell = currentCell();
      if (cell === undefined || cell.silent) return;
      tell({ type: "publish", parent: cell.parent, msgType: "clear_output", content: { wait } });
    },
  };
}
