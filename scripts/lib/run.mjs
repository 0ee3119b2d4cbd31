import { spawn } from "node:child_process";
import { jupyterEnvironment } from "./environment.mjs";
import { explainFull, Failure } from "./failure.mjs";
import { holdFor } from "./lock.mjs";
import { endWithNpm } from "./parent.mjs";
import { descendantsOf, endProcess } from "./processes.mjs";
import { inProject, root, venvPython } from "./project.mjs";

/**
 * Runs a command in the project's folder, or in `cwd`; its output is shown, or with `quiet` only collected. The
 * end of this process by a signal is the end of the command; with `watched`, which child.py wants,
 * any end.
 *
 * @param {string[]} command
 * @param {{ quiet?: boolean, watched?: boolean, env?: NodeJS.ProcessEnv | undefined, cwd?: string | undefined }} [options]
 * @returns {Promise<{ code: number, output: string }>} `code` is -1 when it could not be started
 */
export function run([file, ...args], options = {}) {
  const { quiet = false, watched = false, env = process.env, cwd = root } = options;
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd,
      env,
      stdio: [
        ...(quiet ? /** @type {const} */ (["ignore", "pipe", "pipe"]) : INHERITED),
        ...(watched ? /** @type {const} */ (["pipe"]) : []),
      ],
      // Node starts .cmd files on Windows by a shell only.
      shell: file.endsWith(".cmd"),
    });
    // Ctrl-C reaches the child by itself. It knows SIGTERM, but perhaps not SIGHUP.
    const end = () => {
      // JupyterLab ends its kernels itself; what works quietly may have left that to others.
      if (quiet) descendantsOf(child.pid ?? 0).forEach(endProcess);
      child.kill("SIGTERM");
    };
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

const INHERITED = /** @type {const} */ (["inherit", "inherit", "inherit"]);

/**
 * Runs a Python program of the project's environment, which ends with this process, however that ends.
 *
 * @param {string[]} program `-m` and a module, or a file, and arguments
 */
export function runPython(program) {
  const command = [venvPython, "-I", inProject("scripts", "child.py"), ...program];
  return run(command, { watched: true, env: jupyterEnvironment() });
}

/**
 * Runs a command quietly, or throws the failure that `explain` makes of its output.
 *
 * @param {string[]} command
 * @param {(output: string) => string} explain
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [cwd] that of the project, unless told
 * @returns {Promise<string>} the output
 */
export async function runOrFail(command, explain, env, cwd) {
  const { code, output } = await run(command, { quiet: true, env, cwd });
  if (code !== 0) throw new Failure(explain(output));
  return output;
}

/** Runs `main`, prints a failure, or what the system refuses, as one line, and sets the exit code. @param {() => Promise<number>} main */
export async function runMain(main) {
  endWithNpm();
  try {
    process.exitCode = await main();
  } catch (error) {
    const isForUser = error instanceof Failure || (error instanceof Error && "syscall" in error);
    if (!isForUser) throw error;
    console.error(`middle-layer: ${explainFull(error.message) ?? error.message}`);
    process.exitCode = 1;
  }
}
