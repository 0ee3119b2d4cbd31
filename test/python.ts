import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { jupyterEnvironment } from "../scripts/lib/environment.mjs";
import { inProject, venvPython } from "../scripts/lib/project.mjs";

/** Runs a script of the project in its `.venv`; its output, whatever the exit code. */
export async function python(
  script: string,
  args: string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; output: string }> {
  const options = { env: { ...jupyterEnvironment(), ...env }, maxBuffer: 2 ** 26 };
  try {
    const { stdout } = await promisify(execFile)(venvPython, [inProject(script), ...args], options);
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}
