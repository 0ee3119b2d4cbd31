import { rmSync } from "node:fs";
import { signalGroup } from "./interrupter.js";

const PERIOD = 500;

/**
 * Ends the kernel, with its child processes, as soon as the process that started it is gone; works
 * while a cell computes, since it runs in the worker. Removes the connection file, as nobody else will.
 */
export function dieWithParent(connectionFile: string): void {
  const parent = process.ppid;
  // The parent may have gone before the kernel looked: it is then a child of process 1.
  const orphan = parent === 1 && (process.env.JPY_PARENT_PID ?? "1") !== "1";
  setInterval(() => {
    if (!orphan && process.ppid === parent && isAlive(parent)) return;
    rmSync(connectionFile, { force: true });
    signalGroup("SIGKILL");
  }, PERIOD).unref();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
