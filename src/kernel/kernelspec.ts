import { join } from "node:path";

/**
 * Node's checks of its async hooks end the process when an interrupt terminates a callback halfway
 * (Node 20). Nothing here uses async hooks.
 */
export const REQUIRED_FLAG = "--no-force-async-hooks-checks";

/** The name of the kernel's folder; notebooks name it too, so it is the one of stock tslab. */
export const KERNEL_NAME = "tslab";

/** The program that Jupyter starts. */
export const LAUNCHER: string = join(import.meta.dirname, "main.js");

/** The picture that JupyterLab shows for the kernel. */
export const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <rect width="64" height="64" rx="8" fill="#3178c6"/>
  <text x="32" y="46" fill="#fff" font-family="sans-serif" font-size="34" font-weight="bold" text-anchor="middle">TS</text>
</svg>
`;

/** The content of kernel.json. */
export interface KernelSpec {
  argv: string[];
  display_name: string;
  language: string;
  interrupt_mode: "message";
  metadata: { debugger: boolean };
}

/** What can be chosen about a kernel when it is installed. */
export interface KernelOptions {
  /** Refuse all that strict types forbid. Default: what tslab lets run is only warned of. */
  strict?: boolean;
  /** The file of the history. Default: in Jupyter's data folder of the user who runs the kernel. */
  history?: string;
}

/** The kernelspec that starts this kernel, with absolute paths to this Node and to this package. */
export function kernelSpec({ strict = false, history }: KernelOptions = {}): KernelSpec {
  const options = [
    ...(strict ? ["--strict"] : []),
    ...(history === undefined ? [] : ["--history", history]),
  ];
  return {
    argv: [process.execPath, REQUIRED_FLAG, LAUNCHER, ...options, "{connection_file}"],
    display_name: "TypeScript (tslab)",
    language: "typescript",
    // Signals alone cannot stop a loop that runs after an await.
    interrupt_mode: "message",
    metadata: { debugger: false },
  };
}
