import { execFileSync } from "node:child_process";
import { mkdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { inProject, npm } from "./project.mjs";

/** The major versions of Node.js that the package is tried on. */
export const NODE_VERSIONS = ["20", "22", "24", "26"];

/**
 * The path of a Node of the major version `version`, which comes from npm, as `npx node@22` would fetch
 * it, into node_modules/.cache.
 *
 * @param {string} version
 */
export function fetchNode(version) {
  const folder = inProject("node_modules", ".cache", "node", version);
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  mkdirSync(folder, { recursive: true });
  const [command, ...args] = npm;
  const install = ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund"];
  execFileSync(command, [...args, ...install, `${name}@${version}`], {
    stdio: "ignore",
    shell: command.endsWith(".cmd"),
  });
  const file = process.platform === "win32" ? "node.exe" : "node";
  return realpathSync(join(folder, "node_modules", name, "bin", file));
}
