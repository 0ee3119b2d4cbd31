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

/**
 * The environment for the project's Jupyter: its own files stay in the project, and nothing of the user's own Python or Jupyter shows through.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function jupyterEnvironment() {
  const { JUPYTER_PATH, JUPYTER_CONFIG_PATH, PYTHONPATH, PYTHONHOME, ...env } = process.env;
  return {
    ...env,
    JUPYTER_CONFIG_DIR: join(JUPYTER_FILES, "config"),
    JUPYTER_DATA_DIR: join(JUPYTER_FILES, "data"),
    JUPYTER_RUNTIME_DIR: join(JUPYTER_FILES, "runtime"),
    PYTHONUTF8: "1", // Windows would read and write texts in a code page
    IPYTHONDIR: join(JUPYTER_FILES, "ipython"),
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_PLATFORM_DIRS: "1",
  };
}
