import { type AbstractMatrix, Matrix } from "ml-matrix";

/**
 * Side of the squares of pixels of which one is drawn, so that neither side of an image of such a size
 * has more than `room`: 1 if it fits.
 */
export function blockFor({ rows, columns }: AbstractMatrix, room: number): number {
  return Math.ceil(Math.max(rows, columns) / room);
}

/** The mean of each square of `side` x `side` pixels; not finite if one of them is not. */
export function blockMeans(image: AbstractMatrix, side: number): AbstractMatrix {
  if (side === 1) return image;
  const { rows, columns } = image;
  const means = Matrix.zeros(Math.ceil(rows / side), Math.ceil(columns / side));
  for (let i = 0; i < means.rows; i++) {
    const down = Math.min(side, rows - i * side);
    for (let j = 0; j < means.columns; j++) {
      const across = Math.min(side, columns - j * side);
      let mean = 0;
      for (let k = 0; k < down * across; k++) {
        const row = i * side + Math.floor(k / across);
        // Divided one by one: a sum may be infinite.
        mean += image.get(row, j * side + (k % across)) / (down * across);
      }
      means.set(i, j, mean);
    }
  }
  return means;
}
