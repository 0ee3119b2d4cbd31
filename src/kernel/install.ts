import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { makeFolder } from "./folders.js";
import { dataFolder } from "./jupyter-paths.js";
import { KERNEL_NAME, type KernelOptions, kernelSpec, LAUNCHER, LOGO } from "./kernelspec.js";

/** Which Jupyter a kernel is for: the user's own, that of the Python in use, or that of a prefix. */
export type Place = "user" | "sys-prefix" | { prefix: string };

/** What was there, if anything, in the kernel's folder. */
export type Found = "nothing" | "this kernel" | "another kernel";

/** Where the kernelspec of a place is. */
export function kernelFolder(place: Place): string {
  const data = place === "user" ? dataFolder() : join(prefixOf(place), "share", "jupyter");
  return join(data, "kernels", KERNEL_NAME);
}

/**
 * Writes the kernelspec, in place of one that is there; returns its folder and what it replaced. Throws
 * an Error that says what cannot be written.
 */
export function installKernel(
  place: Place,
  options: KernelOptions = {},
): { folder: string; replaced: Found } {
  const folder = kernelFolder(place);
  const replaced = find(folder);
  try {
    makeFolder(folder);
    writeWhole(join(folder, "logo-svg.svg"), LOGO);
    writeWhole(join(folder, "kernel.json"), `${JSON.stringify(kernelSpec(options), null, 2)}\n`);
  } catch (error) {
    throw unwritable(error);
  }
  return { folder, replaced };
}

/** The error that tells a user what cannot be written, and why. */
function unwritable(error: unknown): Error {
  const { path, code } = error as NodeJS.ErrnoException;
  const reason = REASONS[code ?? ""] ?? "it cannot be written";
  return new Error(`${path}: ${reason} (${code}); choose another place`);
}

const REASONS: Record<string, string> = {
  EEXIST: "a file is where a folder is needed",
  ENOTDIR: "a file is where a folder is needed",
  EISDIR: "a folder is where a file is needed",
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "the file system cannot be written",
  ENOSPC: "the disk is full",
};

/** Writes a file wholly or not at all. */
function writeWhole(path: string, text: string): void {
  const fresh = `${path}.new`;
  try {
    writeFileSync(fresh, text);
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

/** Removes the kernelspec if it is this kernel's; returns its folder and what was there. */
export function uninstallKernel(place: Place): { folder: string; found: Found } {
  const folder = kernelFolder(place);
  const found = find(folder);
  try {
    if (found === "this kernel") rmSync(folder, { recursive: true });
  } catch (error) {
    throw unwritable(error);
  }
  return { folder, found };
}

function find(folder: string): Found {
  let text: string;
  try {
    text = readFileSync(join(folder, "kernel.json"), "utf8");
  } catch {
    return "nothing";
  }
  return text.includes(JSON.stringify(LAUNCHER).slice(1, -1)) ? "this kernel" : "another kernel";
}

function prefixOf(place: Exclude<Place, "user">): string {
  if (place !== "sys-prefix") {
    if (place.prefix === "") throw new Error("--prefix: expected a folder, got an empty text");
    return resolve(place.prefix);
  }
  const python = process.platform === "win32" ? "python" : "python3";
  try {
    const code = "import sys; print(sys.prefix)";
    return execFileSync(python, ["-c", code], { encoding: "utf8" }).trim();
  } catch {
    throw new Error(`--sys-prefix: expected ${python} on the PATH, found none; use --prefix`);
  }
}
