import { type AbstractMatrix, Matrix } from "ml-matrix";

/** Pixels of an image of which one is drawn. */
export interface Block {
  readonly rows: number;
  readonly columns: number;
}

/** Pixels that are left of the shorter side of an image, where it has as many. */
const SHORTEST = 8;

/**
 * The block with which neither side of an image of such a size has more than `room` pixels, 1 x 1 if
 * it fits: a square, unless nothing would be left of the shorter side.
 */
export function blockFor({ rows, columns }: AbstractMatrix, room: number): Block {
  const side = Math.ceil(Math.max(rows, columns) / room);
  const most = (count: number): number => Math.max(1, Math.floor(count / SHORTEST));
  return { rows: Math.min(side, most(rows)), columns: Math.min(side, most(columns)) };
}

/** The mean of each block of pixels; not finite if one of them is not. */
export function blockMeans(image: AbstractMatrix, block: Block): AbstractMatrix {
  if (block.rows === 1 && block.columns === 1) return image;
  const { rows, columns } = image;
  const means = Matrix.zeros(Math.ceil(rows / block.rows), Math.ceil(columns / block.columns));
  for (let i = 0; i < means.rows; i++) {
    const down = Math.min(block.rows, rows - i * block.rows);
    for (let j = 0; j < means.columns; j++) {
      const across = Math.min(block.columns, columns - j * block.columns);
      let mean = 0;
      for (let k = 0; k < down * across; k++) {
        const row = i * block.rows + Math.floor(k / across);
        // Divided one by one: a sum may be infinite.
        mean += image.get(row, j * block.columns + (k % across)) / (down * across);
      }
      means.set(i, j, mean);
    }
  }
  return means;
}
