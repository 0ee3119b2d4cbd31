import { appendFileSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { explainWrite } from "./failure.mjs";
import { birthOf, isAlive } from "./processes.mjs";
import { inProject } from "./project.mjs";

// Holds the processes that set up: this one and those it has started, one a line with the time when
// it started, since numbers are given again. When one is killed the others may go on writing for a
// while, and the lock stays theirs until the last has ended.
const FILE = inProject(".setup-lock");
const OURS = `${FILE}.${process.pid}`;

let isOurs = false;

/**
 * Runs `work` while no other process does; waits for one that is still alive.
 *
 * @param {() => Promise<void>} work
 */
export async function alone(work) {
  for (let waited = 0; !take(); waited++) {
    if (waited === 4) {
      const owner = owners(FILE).find(isOwner)?.pid ?? "?";
      console.log(
        `Waiting for the set-up that process ${owner} is running … (If there is none, delete .setup-lock.)`,
      );
    }
    await sleep(waited < 4 ? 25 : 500);
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
  try {
    if (isOurs && pid) appendFileSync(FILE, line(pid));
  } catch {
    // The disk is full, as what was started will find, too.
  }
}

/** Takes the lock if nobody has it. */
function take() {
  try {
    // Written first and then given its name, so that nobody finds one without an owner.
    writeFileSync(OURS, line(process.pid));
    link(OURS, FILE);
    return true;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code !== "EEXIST") throw explainWrite(error);
    if (!owners(FILE).some(isOwner)) removeStale();
    return false;
  } finally {
    rmSync(OURS, { force: true });
  }
}

/** Removes the lock of processes that have ended, but not one that another has taken meanwhile. */
function removeStale() {
  const stale = `${OURS}.stale`;
  try {
    renameSync(FILE, stale);
    if (owners(stale).some(isOwner)) link(stale, FILE);
  } catch {
    // Another was faster.
  } finally {
    rmSync(stale, { force: true });
  }
}

/** Gives a file another name, which nobody has. @param {string} from @param {string} to */
function link(from, to) {
  try {
    linkSync(from, to);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") throw error;
    // A file system without links.
    writeFileSync(to, readFileSync(from), { flag: "wx" });
  }
}

/** @param {number} pid */
const line = (pid) => `${pid} ${birthOf(pid)}\n`;

/** @param {string} file */
function owners(file) {
  try {
    return readFileSync(file, "utf8").trim().split("\n").map(parse);
  } catch {
    return [];
  }
}

/** @param {string} text */
function parse(text) {
  const [pid, birth = ""] = text.split(" ");
  return { pid: Number(pid), birth };
}

/** @param {ReturnType<typeof parse>} owner */
function isOwner({ pid, birth }) {
  const isSame = birth === "" ? pid !== process.pid : birthOf(pid) === birth;
  return isSame && isAlive(pid);
}
