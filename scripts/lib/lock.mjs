import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { inProject } from "./project.mjs";

const FILE = inProject(".setup-lock");

/**
 * Runs `work` while no other process does; waits for one that is still alive.
 *
 * @param {() => Promise<void>} work
 */
export async function alone(work) {
  for (let waited = 0; !take(); waited++) {
    if (waited === 0) console.log(`Waiting for the set-up that process ${owner()} is running …`);
    await sleep(500);
  }
  try {
    await work();
  } finally {
    rmSync(FILE, { force: true });
  }
}

function take() {
  try {
    writeFileSync(FILE, `${process.pid}`, { flag: "wx" });
    return true;
  } catch {
    // A set-up that was killed leaves its lock behind: the next one takes it away.
    if (!isAlive(owner())) rmSync(FILE, { force: true });
    return false;
  }
}

function owner() {
  try {
    return Number(readFileSync(FILE, "utf8"));
  } catch {
    return 0;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
