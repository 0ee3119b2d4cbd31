import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./project.mjs";

// A step of the set-up writes its stamp last, into the folder it makes. No stamp, or one of other
// contents, means that the step was interrupted or that what it was made from has changed.
const NAME = ".middle-layer.json";

/** Whether `folder` was made, wholly, from `contents`. @param {string} folder @param {object} contents */
export function isStamped(folder, contents) {
  const file = join(folder, NAME);
  return existsSync(file) && readFileSync(file, "utf8") === JSON.stringify(contents);
}

/** Marks `folder` as made from `contents`. @param {string} folder @param {object} contents */
export function stamp(folder, contents) {
  writeFileSync(join(folder, NAME), JSON.stringify(contents));
}

/** One hash of files and of folders with all they hold. @param {string[]} paths */
export function hashOf(...paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesIn))
    hash.update(relative(root, path)).update(readFileSync(path));
  return hash.digest("hex");
}

/** @param {string} file */
export function sha256(file) {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/** @param {string} path @returns {string[]} */
function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}
