import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "./failure.mjs";
import { inProject, root } from "./project.mjs";

// Holds the numbers of the processes that set up: this one and those it has started. When it is
// killed they may go on writing for a while, and the lock stays theirs until the last has ended.
const FILE = inProject(".setup-lock");

let isOurs = false;

/**
 * Runs `work` while no other process does; waits for one that is still alive.
 *
 * @param {() => Promise<void>} work
 */
export async function alone(work) {
  for (let waited = 0; !take(); waited++) {
    if (waited === 0) {
      const owner = owners().find(isAlive) ?? "?";
      console.log(
        `Waiting for the set-up that process ${owner} is running … (If there is none, delete .setup-lock.)`,
      );
    }
    await sleep(500);
  }
  isOurs = true;
  try {
    await work();
  } finally {
    isOurs = false;
    rmSync(FILE, { force: true });
  }
}

/** Lets the lock, if it is ours, be held by a process that we have started. @param {number} [pid] */
export function holdFor(pid) {
  if (isOurs && pid) appendFileSync(FILE, `${pid}\n`);
}

function take() {
  try {
    writeFileSync(FILE, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code !== "EEXIST") {
      throw new Failure(
        `the folder ${root} cannot be written (${code}): allow it, or clone elsewhere.`,
      );
    }
    if (!owners().some(isAlive)) rmSync(FILE, { force: true });
    return false;
  }
}

function owners() {
  try {
    return readFileSync(FILE, "utf8").trim().split("\n").map(Number);
  } catch {
    return [];
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
