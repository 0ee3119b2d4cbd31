import { spawn } from "node:child_process";
import { Failure } from "./failure.mjs";
import { holdFor } from "./lock.mjs";
import { root } from "./project.mjs";

/**
 * Runs a command in the project's folder; its output is shown, or with `quiet` only collected.
 *
 * @param {string[]} command
 * @param {{ quiet?: boolean, env?: NodeJS.ProcessEnv | undefined }} [options]
 * @returns {Promise<{ code: number, output: string }>} `code` is -1 when it could not be started
 */
export function run([file, ...args], { quiet = false, env = process.env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      env,
      stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
      // Node starts .cmd files on Windows by a shell only.
      shell: file.endsWith(".cmd"),
    });
    // The end of this process is to be the end of the child; Ctrl-C reaches it by itself.
    const end = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    process.once("SIGTERM", end).once("SIGHUP", end);
    holdFor(child.pid);
    let output = "";
    child.stdout?.on("data", (data) => (output += data));
    child.stderr?.on("data", (data) => (output += data));
    child.on("error", (error) => resolve({ code: -1, output: error.message }));
    child.on("exit", () => process.off("SIGTERM", end).off("SIGHUP", end));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs a command quietly, or throws the failure that `explain` makes of its output.
 *
 * @param {string[]} command
 * @param {(output: string) => string} explain
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string>} the output
 */
export async function runOrFail(command, explain, env) {
  const { code, output } = await run(command, { quiet: true, env });
  if (code !== 0) throw new Failure(explain(output));
  return output;
}

/** Runs `main`, prints a failure, or what the system refuses, as one line, and sets the exit code. @param {() => Promise<number>} main */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    const isForUser = error instanceof Failure || (error instanceof Error && "syscall" in error);
    if (!isForUser) throw error;
    console.error(`middle-layer: ${error.message}`);
    process.exitCode = 1;
  }
}
