import { root } from "./project.mjs";

/** What a user can mend: one line with the cause and the remedy. */
export class Failure extends Error {}

const FULL = /ENOSPC|EDQUOT|EFBIG|No space left|Errno (28|122|27)\b|disk quota|File too large/i;

/** What to do if a message says that the disk is full. @param {string} message */
export const explainFull = (message) =>
  FULL.test(message)
    ? `the disk is full: free about 1 GB where ${root} is, and run the command again.`
    : undefined;

/** The failure that an error of writing in the project is. @param {unknown} error */
export function explainWrite(error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  return new Failure(
    explainFull(message) ??
      `the folder ${root} cannot be written (${code}): allow it, or clone elsewhere.`,
  );
}
