import { readFileSync } from "node:fs";
import { inProject } from "../lib/project.mjs";

/** @param {string} path from the project's folder */
export function readJson(path) {
  return JSON.parse(readFileSync(inProject(path), "utf8"));
}
