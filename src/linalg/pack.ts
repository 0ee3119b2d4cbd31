import type { Block } from "./block.js";

/** A range of rows, of columns, or of the steps of a sum. */
export interface Range {
  readonly start: number;
  readonly length: number;
}

/** How b lies in the memory of the kernel: distances in bytes. */
export interface Packed {
  readonly memory: Float64Array;
  /** From four columns to the next four. */
  readonly panel: number;
  /** From one step of the sum to the next. */
  readonly step: number;
}

/** Bytes of a number. */
export const NUMBER = 8;

/** Numbers up to which an operand is copied as it is: it stays in the first caches. */
export const SMALL = 8192;

/** Copies a part of a to the memory of the kernel, 4 rows side by side. */
export function packRows(memory: Float64Array, a: Block, rows: Range, depth: Range): Float64Array {
  const [lane, step] = steps(a);
  pack(memory, a.values, rows, lane, depth, step);
  return memory;
}

/** Copies a part of b to the memory of the kernel, which takes 4 columns side by side. */
export function packColumns(memory: Float64Array, b: Block, columns: Range, depth: Range): Packed {
  const [step, lane] = steps(b);
  const whole = columns.length === b.columns && depth.length === b.rows;
  if (whole && lane === 1 && b.values.length <= SMALL) {
    memory.set(b.values);
    return { memory, panel: 4 * NUMBER, step: step * NUMBER };
  }
  pack(memory, b.values, columns, lane, depth, step);
  return { memory, panel: 4 * depth.length * NUMBER, step: 4 * NUMBER };
}

/** The distances of rows and of columns of a block, in numbers. */
function steps({ stride, transposed }: Block): [number, number] {
  return transposed ? [1, stride] : [stride, 1];
}

/** Panels of 4 lanes (rows or columns) whose numbers lie side by side at each step. */
function pack(
  memory: Float64Array,
  values: Float64Array,
  lanes: Range,
  laneStep: number,
  depth: Range,
  step: number,
): void {
  const start = lanes.start * laneStep + depth.start * step;
  let to = 0;
  for (let lane = 0; lane < lanes.length; lane += 4) {
    let from = start + lane * laneStep;
    if (lane + 4 > lanes.length) {
      packEdge(memory, to, values, from, laneStep, lanes.length - lane, step, depth.length);
      break;
    }
    for (let k = 0; k < depth.length; k++) {
      memory[to] = values[from];
      memory[to + 1] = values[from + laneStep];
      memory[to + 2] = values[from + 2 * laneStep];
      memory[to + 3] = values[from + 3 * laneStep];
      to += 4;
      from += step;
    }
  }
}

/** A panel of fewer lanes than 4; the others keep what was there. */
function packEdge(
  memory: Float64Array,
  to: number,
  values: Float64Array,
  from: number,
  laneStep: number,
  lanes: number,
  step: number,
  depth: number,
): void {
  for (let k = 0; k < depth; k++) {
    for (let lane = 0; lane < lanes; lane++) {
      memory[to + 4 * k + lane] = values[from + lane * laneStep + k * step];
    }
  }
}
