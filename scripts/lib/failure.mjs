import { statfsSync } from "node:fs";
import { root } from "./project.mjs";

/** What a user can mend: one line with the cause and the remedy. */
export class Failure extends Error {}

const FULL = /ENOSPC|EDQUOT|EFBIG|No space left|Errno (28|122|27)\b|disk quota|File too large/i;

/** Programs that fail with less room than this may not say why. */
const ROOM = 20 * 2 ** 20;

/** What to do if the disk is full, as the message of an error says or the disk shows. @param {string} message */
export const explainFull = (message) =>
  FULL.test(message) || room() < ROOM
    ? `the disk is full: free about 1 GB where ${root} is, and run the command again.`
    : undefined;

/** How many bytes can be written where the project is. */
function room() {
  const { bavail, bsize } = statfsSync(root);
  return bavail * bsize;
}

/** The failure that an error of writing in the project is. @param {unknown} error */
export function explainWrite(error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  return new Failure(
    explainFull(message) ??
      `the folder ${root} cannot be written (${code}): allow it, or clone elsewhere.`,
  );
}
