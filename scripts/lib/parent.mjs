import { isAlive, lineageOf } from "./processes.mjs";

const INTERVAL = 300;

/**
 * Ends this process as SIGTERM does, and so what it has started, when the npm that runs it is gone:
 * whoever ends npm alone wants this ended. Nothing is watched where no npm runs it, nor on Windows,
 * where the shell between the two outlives npm.
 */
export function endWithNpm() {
  const script = process.env.npm_lifecycle_script;
  if (script === undefined || process.platform === "win32") return;
  const shell = process.ppid;
  // Most shells stay between npm and what they run for it.
  const { parent, command } = lineageOf(shell);
  const npm = command.includes(`-c ${script}`) ? parent : undefined;
  const timer = setInterval(() => {
    if (process.ppid === shell && (npm === undefined || isAlive(npm))) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, INTERVAL);
  timer.unref();
}
