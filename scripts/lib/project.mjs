import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** A path inside the project. @param {string[]} parts */
export const inProject = (...parts) => join(root, ...parts);

const isWindows = process.platform === "win32";

/** The Python of a virtual environment. @param {string} folder */
export const pythonOf = (folder) =>
  isWindows ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");

/** The Python of the project's own environment. */
export const venvPython = pythonOf(inProject(".venv"));

/** `npm` as a command that `spawn` starts on every system: the npm that runs us, if one does. */
export const npm = process.env.npm_execpath
  ? [process.execPath, process.env.npm_execpath]
  : [isWindows ? "npm.cmd" : "npm"];

/** Where the project's Jupyter keeps its settings, history and run-time files. */
export const JUPYTER_FILES = inProject(".jupyter");
