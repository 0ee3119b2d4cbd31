import type { Constant } from "../wasm.js";
import { gemm, gemmMemory } from "./gemm.js";
import { startWasmHelper } from "./helper.js";
import { NUMBER, type Packed } from "./pack.js";
import { Team } from "./team.js";

/** Multiply-adds from which a helper pays. */
export const TEAM_WORK = 1e6;

/** One call of the kernel: `c += alpha · a · b` for parts that are in its memory. */
export interface Task {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly a: Float64Array;
  readonly b: Packed;
  readonly c: Float64Array;
  /** Numbers from one row of c to the next. */
  readonly stride: number;
}

/**
 * The kernel over a memory of its own, which has room for two of all: while one task is computed, the
 * next can be written. If the memory is shared, a helper takes part in large tasks.
 */
export class WasmKernel {
  readonly maxRows: number;
  readonly maxColumns: number;
  readonly maxDepth: number;
  /** The distance of the rows of c where it is not copied as it is. */
  readonly stride: number;
  readonly nextA: () => Float64Array;
  readonly nextB: () => Float64Array;
  readonly nextC: () => Float64Array;
  readonly #nextTask: () => Int32Array;
  readonly #task: Int32Array;
  readonly #alpha: Float64Array;
  readonly #exports: ReturnType<typeof gemm>;
  readonly #startTeam: (() => Team) | undefined;
  #team: Team | undefined;

  constructor(shared: boolean) {
    const memory = gemmMemory(shared);
    const exports = gemm(memory, shared);
    const numbers =
      ({ value }: Constant, length: number) =>
      (i: number) =>
        new Float64Array(memory.buffer, value + i * length * NUMBER, length);
    const tasks = (i: number): Int32Array =>
      new Int32Array(memory.buffer, exports.TASKS.value + i * exports.TASK_SIZE.value, 8);
    this.maxRows = exports.MAX_ROWS.value;
    this.maxColumns = exports.MAX_COLUMNS.value;
    this.maxDepth = exports.MAX_DEPTH.value;
    this.stride = exports.C_STRIDE.value;
    this.nextA = inTurns(numbers(exports.A, this.maxRows * this.maxDepth));
    this.nextB = inTurns(numbers(exports.B, this.maxColumns * this.maxDepth));
    this.nextC = inTurns(numbers(exports.C, this.maxRows * this.stride));
    this.#nextTask = inTurns(tasks);
    this.#task = new Int32Array(memory.buffer, exports.TASK.value, 1);
    this.#alpha = numbers(exports.ALPHA, 1)(0);
    this.#exports = exports;
    if (shared) this.#startTeam = () => new Team(startWasmHelper, { memory });
  }

  /** Begins a product; waits for the helper, should it still be at one that was interrupted. */
  begin(alpha: number): void {
    this.#team?.settle();
    this.#alpha[0] = alpha;
  }

  /** Starts a task, when no other runs. A small one, or without a helper, is done by `finish`. */
  start(task: Task): void {
    this.#task[0] = this.#write(task);
    if (this.#startTeam === undefined || work(task) < TEAM_WORK) return;
    this.#team ??= this.#startTeam();
    this.#team.start(panels(task));
  }

  /** Computes what is left of the task, and returns when all is done. */
  finish(task: Task): void {
    if (this.#team === undefined || work(task) < TEAM_WORK) this.#exports.panels(panels(task));
    else this.#team.finish(panels(task), this.#exports.panel);
  }

  /** Writes a task as the kernel reads it, and returns its address. */
  #write({ rows, depth, a, b, c, stride }: Task): number {
    const to = this.#nextTask();
    to[0] = depth;
    to[1] = Math.ceil(rows / 4);
    to[2] = b.panel;
    to[3] = b.step;
    to[4] = stride * NUMBER;
    to[5] = a.byteOffset;
    to[6] = b.memory.byteOffset;
    to[7] = c.byteOffset;
    return to.byteOffset;
  }
}

/** The kernel takes 4 columns at a time. */
function panels({ columns }: Task): number {
  return Math.ceil(columns / 4);
}

function work({ rows, columns, depth }: Task): number {
  return rows * columns * depth;
}

/** A function that gives `make(0)` and `make(1)` in turns. */
function inTurns<T>(make: (i: number) => T): () => T {
  const [first, second] = [make(0), make(1)];
  let isFirst = false;
  return () => {
    isFirst = !isFirst;
    return isFirst ? first : second;
  };
}
