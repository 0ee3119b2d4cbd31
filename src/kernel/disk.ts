import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import type { Files } from "../cells/files.js";

/** The files of the disk as the compiler reads them; what cannot be read is not there. */
export const disk: Files = {
  readFile: (path) => attempt(() => readFileSync(path, "utf8")),
  fileExists: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
  directoryExists: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  getDirectories: (path) => attempt(() => foldersIn(path)) ?? [],
  realpath: (path) => attempt(() => slashed(realpathSync(path))) ?? path,
  modified: (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0,
};

/** A path of this platform as the compiler writes it. */
export function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}

function foldersIn(path: string): string[] {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries.filter((e) => e.isDirectory() || e.isSymbolicLink()).map(({ name }) => name);
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
