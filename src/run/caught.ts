import { unmarked } from "../cells/marks.js";

/** Has the message of an error that was caught, or is told, quote the cell and not the compiled code. */
export function caught(error: unknown): unknown {
  try {
    const { message } = error as { message?: unknown };
    if (error instanceof Error && typeof message === "string") {
      const plain = unmarked(message);
      if (plain !== message) error.message = plain;
    }
  } catch {
    // A message that cannot be read or set quotes nothing.
  }
  return error;
}
