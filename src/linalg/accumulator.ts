import type { Block } from "./block.js";
import { type Range, SMALL } from "./pack.js";

/** A part of c. */
export interface Part {
  readonly rows: Range;
  readonly columns: Range;
}

/**
 * Copies a part of c to the memory of the kernel, which adds to it there; returns the distance of its
 * rows. `stride`: the one that large parts get.
 */
export function copyIn(memory: Float64Array, stride: number, c: Block, part: Part): number {
  const { rows, columns } = part;
  if (isWhole(c, part)) {
    memory.set(c.values);
    return c.stride;
  }
  for (let i = 0; i < rows.length; i++) {
    const from = (rows.start + i) * c.stride + columns.start;
    memory.set(c.values.subarray(from, from + columns.length), i * stride);
  }
  return stride;
}

/** Copies the part back. */
export function copyOut(memory: Float64Array, stride: number, c: Block, part: Part): void {
  const { rows, columns } = part;
  if (isWhole(c, part)) {
    c.values.set(memory.subarray(0, c.values.length));
    return;
  }
  for (let i = 0; i < rows.length; i++) {
    const to = (rows.start + i) * c.stride + columns.start;
    c.values.set(memory.subarray(i * stride, i * stride + columns.length), to);
  }
}

/** Whether c is small and copied as it is. The kernel writes 4 columns at a time. */
function isWhole(c: Block, { rows, columns }: Part): boolean {
  const isAll = rows.length === c.rows && columns.length === c.columns;
  return isAll && c.columns % 4 === 0 && c.values.length <= SMALL;
}
