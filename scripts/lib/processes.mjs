import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Whether a process runs. @param {number} pid */
export function isAlive(pid) {
  if (procStat(pid)?.state === "Z") return false; // it has ended, and nobody has asked how
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/** Asks a process to end. @param {number} pid */
export function endProcess(pid) {
  try {
    process.kill(pid, "SIGTERM");
  } catch {
    // It has ended.
  }
}

/** When a process started, in ticks of the system; empty where that is not known. @param {number} pid */
export const birthOf = (pid) => procStat(pid)?.start ?? "";

/**
 * The parent of a process and its command line; empty where they are not known.
 *
 * @param {number} pid
 * @returns {{ parent?: number, command: string }}
 */
export function lineageOf(pid) {
  const stat = procStat(pid);
  if (stat !== undefined) {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return { parent: Number(stat.parent), command };
  }
  const line = fromPs(`-p ${pid}`, "ppid=,command=");
  const [, parent, command = ""] = /^\s*(\d+)\s(.*)/s.exec(line) ?? [];
  return { parent: Number(parent), command };
}

/** The processes that a process has started, and that these have started. @param {number} pid @returns {number[]} */
export function descendantsOf(pid) {
  const pairs = allProcesses();
  const children = pairs.filter(([, parent]) => parent === pid).map(([child]) => child);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

/** All processes with their parents. @returns {number[][]} */
function allProcesses() {
  try {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return pids.map((pid) => [Number(pid), Number(procStat(Number(pid))?.parent)]);
  } catch {
    return fromPs("-A", "pid=,ppid=")
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/).map(Number));
  }
}

/** Some fields of /proc/PID/stat, where there is one. @param {number} pid */
function procStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // After the name, which is in parentheses and may hold anything.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0], parent: fields[1], start: fields[19] };
  } catch {
    return undefined;
  }
}

/** What ps says, empty where there is none. @param {string} which @param {string} columns */
function fromPs(which, columns) {
  const args = ["-ww", ...which.split(" "), "-o", columns];
  try {
    return execFileSync("ps", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return "";
  }
}
