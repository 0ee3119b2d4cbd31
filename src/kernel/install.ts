import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
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

/** Writes the kernelspec, in place of one that is there; returns its folder and what it replaced. */
export function installKernel(
  place: Place,
  options: KernelOptions = {},
): { folder: string; replaced: Found } {
  const folder = kernelFolder(place);
  const replaced = find(folder);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "kernel.json"), `${JSON.stringify(kernelSpec(options), null, 2)}\n`);
  writeFileSync(join(folder, "logo-svg.svg"), LOGO);
  return { folder, replaced };
}

/** Removes the kernelspec if it is this kernel's; returns its folder and what was there. */
export function uninstallKernel(place: Place): { folder: string; found: Found } {
  const folder = kernelFolder(place);
  const found = find(folder);
  if (found === "this kernel") rmSync(folder, { recursive: true });
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
  if (place !== "sys-prefix") return resolve(place.prefix);
  const python = process.platform === "win32" ? "python" : "python3";
  try {
    const code = "import sys; print(sys.prefix)";
    return execFileSync(python, ["-c", code], { encoding: "utf8" }).trim();
  } catch {
    throw new Error(`--sys-prefix: expected ${python} on the PATH, found none; use --prefix`);
  }
}
