import { extent } from "./curve.js";

/** Bins of equal width, from the least edge to the greatest. */
export interface Bins {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * Bins over all finite numbers, as NumPy's `histogram` has them: around a single value from 0.5
 * below to 0.5 above, and 0 to 1 for none.
 */
export function binsOver(numbers: readonly number[], count: number): Bins {
  const [from, to] = extent(numbers);
  if (Number.isNaN(from)) return { from: 0, to: 1, count };
  // Also where the two are so close that bins between them could not be told apart.
  if (!((to - from) / count > Math.max(Math.abs(from), Math.abs(to)) * Number.EPSILON)) {
    return { from: from - 0.5, to: to + 0.5, count };
  }
  return { from, to, count };
}

/** How many numbers fall in each bin; the last one takes its upper edge as well. */
export function countIn({ from, to, count }: Bins, numbers: readonly number[]): number[] {
  const counts = new Array<number>(count).fill(0);
  for (const x of numbers) {
    if (!(x >= from && x <= to)) continue;
    counts[Math.min(count - 1, Math.floor(((x - from) / (to - from)) * count))]++;
  }
  return counts;
}
