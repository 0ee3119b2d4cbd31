import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../lib/project.mjs";

// Grounds on which the set-up is tried, and the processes that are started and ended there. Linux
// alone: processes are looked for in /proc.

/** Where all grounds of this run are; not made before the first case. */
export const GROUNDS = join(tmpdir(), `middle-layer-faults-${process.pid}`);

/** @typedef {{ code: number | null, output: string, seconds: number }} Ended */

/** @type {Set<number>} */
const groups = new Set();

/**
 * Starts a program in a process group of its own.
 *
 * @param {string} cwd
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} [env] variables beside those of this process; `undefined` takes one away
 */
export function begin(cwd, [file, ...args], env = {}) {
  const start = Date.now();
  const all = { ...cleanEnvironment(), ...env };
  const child = spawn(file, args, {
    cwd,
    env: all,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const pid = child.pid ?? 0;
  groups.add(pid);
  const found = { pid, output: "" };
  child.stdout.on("data", (data) => (found.output += data));
  child.stderr.on("data", (data) => (found.output += data));
  /** @type {Promise<Ended>} */
  const ended = new Promise((resolve) => {
    child.on("exit", async (code) => {
      await sleep(50); // what it has written last
      groups.delete(pid);
      resolve({ code, output: found.output, seconds: (Date.now() - start) / 1000 });
    });
  });
  return Object.assign(found, { ended });
}

/** Runs a program to its end. @param {string} cwd @param {string[]} command @param {NodeJS.ProcessEnv} [env] */
export const finish = (cwd, command, env) => begin(cwd, command, env).ended;

/** Without what npm tells the scripts that it runs. */
function cleanEnvironment() {
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|INIT_CWD$|NODE_ENV$)/i.test(name),
  );
  return Object.fromEntries(entries);
}

/** Ends all groups that this run has started and that are still there. */
export function endAll() {
  for (const pid of groups) signal(-pid, "SIGKILL");
}

/** @param {number} pid @param {NodeJS.Signals} name */
export function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended.
  }
}

/** Processes that run in or from a folder: their number and command line. @param {string} folder */
export function processesIn(folder) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
        return command.some((word) => word.includes(folder)) ? [{ pid: Number(pid), command }] : [];
      } catch {
        return [];
      }
    });
}

/** Whether `condition` becomes true within `seconds`. @param {() => unknown} condition @param {number} seconds */
export async function becomes(condition, seconds) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(100)) {
    if (await condition()) return true;
  }
  return false;
}

/** A port that nobody uses. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** @param {string} folder */
export const remove = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 10 });

/**
 * A copy of what the set-up begins with: the files of the project that Git knows or would take.
 *
 * @param {string} name of its folder
 */
export function freshGround(name) {
  const ground = join(GROUNDS, name);
  const list = execFileSync("git", ["ls-files", "-coz", "--exclude-standard"], { cwd: root });
  for (const file of list.toString().split("\0")) {
    if (file === "" || !existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(ground, file)), { recursive: true });
    cpSync(join(root, file), join(ground, file));
  }
  return ground;
}

/** @type {Promise<string> | undefined} */
let made;

/** A ground that is wholly set up; each case leaves it so. @returns {Promise<string>} */
export function madeGround() {
  made ??= (async () => {
    const ground = freshGround("made");
    await works(ground);
    return ground;
  })();
  return made;
}

/** A fresh ground with some of the folders of the made one. @param {string} name @param {string[]} folders */
export async function seededGround(name, folders) {
  const from = await madeGround();
  const ground = freshGround(name);
  for (const folder of folders) {
    const options = { recursive: true, verbatimSymlinks: true, preserveTimestamps: true };
    cpSync(join(from, folder), join(ground, folder), options);
  }
  return ground;
}

const START = ["npm", "start", "--", "--version"];

/** `npm start`, which ends when JupyterLab has told its version. @param {string} ground @param {NodeJS.ProcessEnv} [env] */
export const start = (ground, env) => finish(ground, START, env);

/** The same, not waited for. @param {string} ground @param {NodeJS.ProcessEnv} [env] */
export const beginStart = (ground, env) => begin(ground, START, env);

/**
 * Throws unless `npm start` sets up what is missing and JupyterLab tells its version.
 *
 * @param {string} ground
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function works(ground, env) {
  const ended = await start(ground, env);
  const isRight = ended.code === 0 && /^\d+\.\d+\.\d+$/m.test(ended.output);
  if (!isRight) throw new Error(`npm start ended with ${ended.code}: ${shortened(ended.output)}`);
  return ended;
}

/** Throws unless the first notebook gives its outputs in the real kernel. @param {string} ground @param {NodeJS.ProcessEnv} [env] */
export async function computes(ground, env) {
  const notebook = join("notebooks", "01-middle-layer.ipynb");
  const check = ["npm", "run", "notebooks", "--", "--check", notebook];
  const { code, output } = await finish(ground, check, env);
  if (code !== 0) throw new Error(`the notebook ended with ${code}: ${shortened(output)}`);
}

/** The last lines of a text, in one. @param {string} text */
export const shortened = (text) => text.trim().split("\n").slice(-4).join(" / ").slice(-400);
