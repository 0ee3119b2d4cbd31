import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Of the pipe that stands in the place of descriptor 1 or 2. */
export interface PipeEnds {
  /** Where the kernel reads what is written to the descriptor. */
  read: number;
  /** Where the kernel itself writes: apart from the descriptor, whose modes child processes share and change. */
  write: number;
}

export interface OutputEnds {
  stdout: PipeEnds;
  stderr: PipeEnds;
}

/** Jupyter's log: what was the standard error when the process started. */
export let log = 2;

/**
 * Puts pipes in the place of the standard output and error, and nothing in that of the input: what child
 * processes and `fs` write there arrives in the cell, and who reads hears the end at once. To be called before
 * anything else opens files or starts threads: the system gives a file that is opened the lowest number
 * that is free, which is the one that was closed just before.
 *
 * Undefined where the system has no named pipes; then all stays as it is.
 */
export function redirectDescriptors(): OutputEnds | undefined {
  if (process.platform === "win32") return undefined;
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), "middle-layer-"));
    const pipes = [join(folder, "1"), join(folder, "2")] as const;
    execFileSync("mkfifo", pipes, { stdio: "ignore" });
    const kept = keepLog();
    const [stdout, stderr] = [openEnds(pipes[0]), openEnds(pipes[1])];
    replace(0, "/dev/null", "r");
    replace(1, pipes[0], "w");
    replace(2, pipes[1], "w");
    if (kept !== undefined) log = kept;
    return { stdout, stderr };
  } catch {
    return undefined;
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function openEnds(pipe: string): PipeEnds {
  // For reading and writing: it never ends, and opening it waits for nobody.
  const read = openSync(pipe, "r+");
  return { read, write: openSync(pipe, "w") };
}

/** Another descriptor of Jupyter's log; there can be none if that is a socket, and what is written to it is lost. */
function keepLog(): number | undefined {
  try {
    return openSync("/dev/fd/2", "w");
  } catch {
    return undefined;
  }
}

function replace(descriptor: number, path: string, flags: string): void {
  closeSync(descriptor);
  const opened = openSync(path, flags);
  if (opened !== descriptor) throw new Error(`expected descriptor ${descriptor}, got ${opened}`);
}
