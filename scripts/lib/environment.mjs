import { join } from "node:path";
import { readersLanguage } from "./language.mjs";
import { inProject, JUPYTER_FILES } from "./project.mjs";

// What the user has set for npm, Python and Jupyter decides how they reach the network. It must not
// decide what they install, where, or what they load.

/** Variables of the user's Jupyter that name folders outside the project. */
const FOLDERS = /^(JUPYTER(_CONFIG)?_PATH|JUPYTERLAB_(DIR|SETTINGS_DIR|WORKSPACES_DIR))$/i;

/** Settings of npm that count: registries, proxies, certificates, the cache. */
const NPM_NETWORK =
  /^npm_config_(.*registry|replace_registry_host|.*proxy|noproxy|ca|cafile|cert|key|strict_ssl|cache|fetch_.*|maxsockets|local_address|offline|prefer_o.*line|userconfig|globalconfig|user_agent|_?auth.*|_?password|username|\/\/.*|@.*)$/i;

/** The environment for npm. @returns {NodeJS.ProcessEnv} */
export function npmEnvironment() {
  return environment((name) =>
    /^npm_config_/i.test(name) ? NPM_NETWORK.test(name) : name !== "NODE_ENV",
  );
}

/**
 * The environment for Python: nothing of the user's own Python shows through. Its files in the
 * project are left without `__pycache__` beside them.
 *
 * @param {(name: string) => boolean} [isKept] which of the other variables to keep
 * @returns {NodeJS.ProcessEnv}
 */
export function pythonEnvironment(isKept = () => true) {
  const env = environment((name) => isKept(name) && !/^(PYTHON|__PYVENV_LAUNCHER__$)/i.test(name));
  // Windows would read and write texts in a code page.
  return { ...env, PYTHONDONTWRITEBYTECODE: "1", PYTHONUTF8: "1" };
}

/**
 * The environment for the project's Jupyter: its own files stay in the project, and nothing of the
 * user's own Python or Jupyter shows through.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function jupyterEnvironment() {
  return {
    ...pythonEnvironment((name) => !FOLDERS.test(name)),
    JUPYTER_CONFIG_DIR: join(JUPYTER_FILES, "config"),
    // JupyterLab's first language, until the reader chooses another in its menu.
    JUPYTER_CONFIG_PATH: inProject("scripts", "jupyter", readersLanguage()),
    JUPYTER_DATA_DIR: join(JUPYTER_FILES, "data"),
    JUPYTER_RUNTIME_DIR: join(JUPYTER_FILES, "runtime"),
    IPYTHONDIR: join(JUPYTER_FILES, "ipython"),
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_PLATFORM_DIRS: "1",
  };
}

/** The variables whose names `isKept` wants. @param {(name: string) => boolean} isKept */
function environment(isKept) {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => isKept(name)));
}
