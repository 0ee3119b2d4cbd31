import { type Cell, currentCell, inCell } from "../run/cells.js";
import { cellOf, describeError } from "../run/errors.js";
import { Interrupted } from "../run/interrupted.js";

/** Makes `process.exit` in a cell an error instead of the end of the kernel. */
export function forbidExit(): void {
  process.exit = (code) => {
    throw new Error(
      `process.exit(${code ?? ""}): a cell cannot end the kernel; use the front end's Restart or Shut Down`,
    );
  };
}

/**
 * Reports rejections that nobody handles, and errors thrown in timers and events, on the standard error
 * of the cell that made them: the one in their stack, else the one that they happened for.
 */
export function reportLateErrors(find: (name: string | undefined) => Cell | undefined): void {
  const reporter = (title: string) => (error: unknown) => {
    // What an interrupt ends is not an error of anybody.
    if (error instanceof Interrupted) return;
    const text = `${title}\n${describeError(error).traceback.join("\n")}\n`;
    inCell(find(cellOf(error)) ?? currentCell(), () => process.stderr.write(text));
  };
  process.on("unhandledRejection", reporter("Unhandled rejection:"));
  process.on("uncaughtException", reporter("Uncaught exception:"));
}

/** Prints the warnings of Node in the cell that they are for, but for those about experiments. */
export function filterWarnings(): void {
  process.removeAllListeners("warning");
  process.on("warning", ({ name, message }) => {
    if (name !== "ExperimentalWarning") process.stderr.write(`${name}: ${message}\n`);
  });
}

/** Ends the child processes that cells have left behind, if this process leads their group. */
export function endChildren(): void {
  try {
    process.on("SIGTERM", () => {});
    process.kill(-process.pid, "SIGTERM");
  } catch {
    // Not the leader: the group has other members that are none of the kernel's business.
  }
}
