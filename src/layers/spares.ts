import type { Matrix } from "ml-matrix";
import { zeros } from "../linalg/dense.js";

/** As many as the passes over a whole and a last, smaller batch need. */
const MOST = 8;

/**
 * Matrices that nobody has any more, to be written to anew: new memory in each pass would cost more
 * than all else but the products.
 *
 * A pass takes some and gives back others when it is done. If it is interrupted in between, those it
 * took are lost, which is meant: a helper thread may go on writing to them.
 */
export class Spares {
  readonly #matrices: Matrix[] = [];

  /** A matrix of this shape whose elements may be anything. */
  take(rows: number, columns: number): Matrix {
    const matrices = this.#matrices;
    for (let i = matrices.length - 1; i >= 0; i--) {
      const matrix = matrices[i];
      if (matrix.rows === rows && matrix.columns === columns) {
        const last = matrices.pop() as Matrix; // takes its place: a splice would cost as much as a tiny pass
        if (i < matrices.length) matrices[i] = last;
        return matrix;
      }
    }
    return zeros(rows, columns);
  }

  /** Takes back a matrix, if there is one, for the next that asks; one is let go if there are many. */
  give(matrix: Matrix | undefined): void {
    if (matrix === undefined) return;
    if (this.#matrices.length < MOST) this.#matrices.push(matrix);
    else this.#matrices[0] = matrix;
  }
}
