import { homedir } from "node:os";
import { join } from "node:path";

type Environment = Record<string, string | undefined>;

/** Jupyter's data folder of the user, as `jupyter --data-dir` prints it. */
export function dataFolder(env: Environment = process.env): string {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  if (process.platform === "darwin") return join(homedir(), "Library", "Jupyter");
  if (process.platform === "win32") return join(env.APPDATA ?? homedir(), "jupyter");
  return join(env.XDG_DATA_HOME || join(homedir(), ".local", "share"), "jupyter");
}

/** Where the history of cells is kept, unless the kernel is told otherwise. */
export function historyPath(env?: Environment): string {
  return join(dataFolder(env), "tslab", "history.jsonl");
}
