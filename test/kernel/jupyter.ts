import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { inProject, venvPython } from "../../scripts/lib/project.mjs";
import {
  type KernelOptions,
  type KernelSpec,
  kernelSpec,
  LAUNCHER,
} from "../../src/kernel/kernelspec.js";

/**
 * The kernelspec of the kernel in dist/, so the project must have been built. `KERNEL_NODE` names another
 * Node.js to run it than the one that runs the tests.
 */
export function builtKernel(options: KernelOptions = {}): KernelSpec {
  const { argv, ...spec } = kernelSpec(options);
  const launcher = inProject("dist", "kernel", "main.js");
  const [, ...rest] = argv.map((arg) => (arg === LAUNCHER ? launcher : arg));
  return { ...spec, argv: [process.env.KERNEL_NODE ?? process.execPath, ...rest] };
}

/** A folder with Jupyter's files, in which kernels are installed for a test. */
export class TestJupyter {
  readonly folder: string = mkdtempSync(join(tmpdir(), "middle-layer-kernel-"));

  install(name: string, spec: KernelSpec): void {
    const folder = join(this.folder, "kernels", name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "kernel.json"), JSON.stringify(spec));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  get environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      JUPYTER_PATH: this.folder,
      JUPYTER_DATA_DIR: this.folder,
      JUPYTER_CONFIG_DIR: join(this.folder, "config"),
      JUPYTER_RUNTIME_DIR: join(this.folder, "runtime"),
    };
  }

  /**
   * Runs Python in the project's `.venv` and the folder of these tests; calls `line` for each line that
   * it prints. When it takes longer than `limit` milliseconds it is killed, and its kernels go with it.
   */
  async python(args: string[], limit: number, line: (text: string) => void): Promise<string> {
    const child = spawn(venvPython, args, {
      cwd: inProject("test", "kernel"),
      env: this.environment,
      timeout: limit,
      killSignal: "SIGKILL",
    });
    let errors = "";
    child.stderr.on("data", (data) => (errors += data));
    for await (const text of createInterface(child.stdout)) line(text);
    return errors;
  }
}
