import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { root } from "./project.mjs";
import { writeWhole } from "./write.mjs";

// A step of the set-up writes its stamp last, into the folder it makes: what the folder was made
// from, and what is in it. No stamp means that the step was interrupted.
const NAME = ".middle-layer.json";

/** The fault of what was never made. */
export const NOT_THERE = "it is not there yet";

/** @typedef {{ contents: string, files: Record<string, string> }} Stamp */

/**
 * Why `folder` is not what was made, wholly, from `contents`; `undefined` if it is. Files that have
 * come in since then do not matter.
 *
 * @param {string} folder
 * @param {object} contents
 * @returns {string | undefined}
 */
export function faultOf(folder, contents) {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return NOT_THERE;
  const stamp = readStamp(folder);
  if (stamp === undefined) return "it was not finished";
  if (stamp.contents !== JSON.stringify(contents)) return "what it is made from has changed";
  for (const [name, mark] of Object.entries(stamp.files)) {
    const found = markOf(join(folder, name));
    if (found === mark) continue;
    return `${relative(root, join(folder, name))} ${found === undefined ? "is missing" : "was changed"}`;
  }
  return undefined;
}

/** Marks `folder` as made from `contents`. @param {string} folder @param {object} contents */
export function stamp(folder, contents) {
  /** @type {Stamp} */
  const stamp = { contents: JSON.stringify(contents), files: {} };
  for (const file of filesIn(folder)) {
    if (file !== join(folder, NAME)) stamp.files[relative(folder, file)] = markOf(file) ?? "";
  }
  writeWhole(join(folder, NAME), JSON.stringify(stamp));
}

/** Takes the stamp away before the folder is changed. @param {string} folder */
export function unstamp(folder) {
  rmSync(join(folder, NAME), { force: true });
}

/** @param {string} folder @returns {Stamp | undefined} */
function readStamp(folder) {
  try {
    const stamp = JSON.parse(readFileSync(join(folder, NAME), "utf8"));
    return Object(stamp.files) === stamp.files ? stamp : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What tells whether a file is as it was made: its size and the second when it was written, or where
 * a link leads. Copies of a folder and archives keep no more of the time.
 *
 * @param {string} file
 * @returns {string | undefined} `undefined` if the file is not there
 */
function markOf(file) {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (stat.isSymbolicLink()) return readlinkSync(file);
  return stat.isFile() ? `${stat.size} ${Math.floor(stat.mtimeMs / 1000)}` : "no file";
}

/**
 * One hash of files and of folders with all they hold, but for what JupyterLab keeps beside a file that is
 * opened there.
 *
 * @param {string[]} paths
 */
export function hashOf(...paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of statSync(path).isDirectory() ? filesIn(path).filter(isOwn) : [path])
      hash.update(relative(root, file)).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** @param {string} file */
const isOwn = (file) => !file.includes(`${sep}.ipynb_checkpoints${sep}`);

/** @param {string} file */
export function sha256(file) {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/** All that a folder holds but folders, in an order that stays. @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path) : [path];
    });
}
