import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { jupyterEnvironment } from "../../scripts/lib/environment.mjs";
import { inProject, venvPython } from "../../scripts/lib/project.mjs";
import { LIMIT } from "../limits.js";

/** One output of a notebook cell, as nbformat has it. */
export interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: string;
  readonly data?: Record<string, unknown>;
  readonly metadata?: Record<string, unknown>;
}

/** Runs cells in stock tslab by nbclient, in a temporary folder inside the project, and gives the outputs of each. */
export async function runInTslab(cells: readonly string[]): Promise<Output[][]> {
  const output = inProject("test", "output");
  await mkdir(output, { recursive: true });
  const folder = await mkdtemp(join(output, "tslab-"));
  try {
    await writeKernelSpec(join(folder, "kernels/tslab-test"));
    return await runCells(folder, cells);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeKernelSpec(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const tslab = inProject("node_modules", "tslab", "bin", "tslab");
  const argv = [process.execPath, tslab, "kernel", "--config-path", "{connection_file}"];
  const spec = { argv, display_name: "tslab", language: "typescript" };
  await writeFile(join(folder, "kernel.json"), JSON.stringify(spec));
}

function runCells(folder: string, cells: readonly string[]): Promise<Output[][]> {
  const env = { ...jupyterEnvironment(), JUPYTER_PATH: folder };
  return new Promise((resolve, reject) => {
    const run = execFile(
      venvPython,
      [join(__dirname, "run-notebook.py"), folder, "tslab-test"],
      { env, timeout: LIMIT, maxBuffer: 1 << 26 },
      (error, stdout, stderr) =>
        error ? reject(new Error(`${error.message}\n${stderr}`)) : resolve(JSON.parse(stdout)),
    );
    run.stdin?.end(JSON.stringify(cells));
  });
}
