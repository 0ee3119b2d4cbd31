import { BYTES } from "#wasm/gemm.js";
import { BYTES as SHARED_BYTES } from "#wasm/gemm-shared.js";
import { type Constant, createMemory, instantiate, type Memory } from "../wasm.js";

/** What assembly/gemm.ts exports. */
export interface Gemm {
  readonly MAX_DEPTH: Constant;
  readonly MAX_ROWS: Constant;
  readonly MAX_COLUMNS: Constant;
  readonly C_STRIDE: Constant;
  readonly TASK: Constant;
  readonly ALPHA: Constant;
  readonly TASKS: Constant;
  readonly TASK_SIZE: Constant;
  readonly A: Constant;
  readonly B: Constant;
  readonly C: Constant;
  panel(j: number): void;
  panels(count: number): void;
}

/** As many as scripts/build-wasm.mjs says. */
const PAGES = 84;

/** Whether memory can be shared between threads; in a browser only on pages that ask for it. */
export const CAN_SHARE: boolean = typeof SharedArrayBuffer === "function";

/** The memory of a kernel. */
export function gemmMemory(shared: boolean): Memory {
  return createMemory(PAGES, shared);
}

/** The kernel over a memory made by `gemmMemory`, perhaps in another thread. */
export function gemm(memory: Memory, shared: boolean): Gemm {
  return instantiate<Gemm>(shared ? SHARED_BYTES : BYTES, memory);
}
