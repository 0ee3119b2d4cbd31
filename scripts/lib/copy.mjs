import { cpSync, existsSync, renameSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { inProject } from "./project.mjs";

/** The notebooks as they are kept in git. */
export const ORIGINALS = "notebooks";

/** The reader's copy of them, which git ignores; beside them, so that their links lead to the same. */
export const COPY = "my-notebooks";

/** Whether the reader works in a copy. */
export const isCopied = () => existsSync(inProject(COPY));

/** Makes the copy anew. An earlier one is kept: returns the name that it has now. @returns {string | undefined} */
export function copyAnew() {
  const kept = isCopied() ? freeName() : undefined;
  if (kept !== undefined) renameSync(inProject(COPY), inProject(kept));
  try {
    cpSync(inProject(ORIGINALS), inProject(COPY), { recursive: true, filter });
  } catch (error) {
    // A half copy would be taken for the reader's own.
    rmSync(inProject(COPY), { recursive: true, force: true });
    if (kept !== undefined) renameSync(inProject(kept), inProject(COPY));
    throw error;
  }
  return kept;
}

/** @param {string} path */
const filter = (path) => basename(path) !== ".ipynb_checkpoints";

function freeName() {
  let number = 1;
  while (existsSync(inProject(`${COPY}-${number}`))) number += 1;
  return `${COPY}-${number}`;
}
