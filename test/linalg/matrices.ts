import {
  type AbstractMatrix,
  Matrix,
  MatrixSubView,
  MatrixTransposeView,
  WrapperMatrix1D,
  WrapperMatrix2D,
} from "ml-matrix";
import { dense } from "../../src/linalg/dense.js";

class Subclass extends Matrix {}

interface Rows {
  data: ArrayLike<number>[];
}

/** A copy of a matrix in every way that ml-matrix, or a user, can make one. */
export const MATRICES: Record<string, (m: Matrix) => Matrix> = {
  "rows of their own": (m) => new Matrix(m.to2DArray()),
  "a matrix of ours": toDense,
  "rows that are views of one buffer": (m) => {
    const values = Float64Array.from([0, ...m.to1DArray()]);
    return withRows(m, (i) => values.subarray(1 + i * m.columns, 1 + (i + 1) * m.columns));
  },
  "rows of plain arrays": (m) => withRows(m, (i) => m.getRow(i)),
  "a subclass": (m) => new Subclass(m.to2DArray()),
  "a row added and removed": (m) => {
    const copy = toDense(m);
    copy.addRow(
      0,
      m.getRow(0).map(() => 7),
    );
    return copy.removeRow(0);
  },
  "a row added": (m) => {
    const copy = toDense(m.subMatrix(0, m.rows - 2, 0, m.columns - 1));
    return copy.addRow(m.getRow(m.rows - 1));
  },
  "a column removed": (m) => {
    const copy = toDense(m.clone().addColumn(m.getColumn(0)));
    return copy.removeColumn(m.columns);
  },
  "rows in another order than their memory": reversed,
};

/** The same for what can only be read. */
export const VIEWS: Record<string, (m: Matrix) => AbstractMatrix> = {
  MatrixSubView: (m) => {
    const larger = new Matrix(m.rows + 2, m.columns + 3).setSubMatrix(m, 1, 2);
    return new MatrixSubView(larger, 1, m.rows, 2, m.columns + 1);
  },
  MatrixTransposeView: (m) => new MatrixTransposeView(m.transpose()),
  WrapperMatrix1D: (m) => new WrapperMatrix1D(m.to1DArray(), { rows: m.rows }),
  WrapperMatrix2D: (m) => new WrapperMatrix2D(m.to2DArray()),
};

export function toDense(m: AbstractMatrix): Matrix {
  return dense(m.rows, m.columns, Float64Array.from(m.to1DArray()));
}

/** The rows of a matrix of ours in another order: that of `m` again. */
function reversed(m: Matrix): Matrix {
  const backwards = toDense(new Matrix(m.to2DArray().reverse()));
  (backwards as unknown as Rows).data.reverse();
  return backwards;
}

function withRows(m: Matrix, row: (i: number) => ArrayLike<number>): Matrix {
  const copy = new Matrix(m.rows, m.columns);
  (copy as unknown as Rows).data = Array.from({ length: m.rows }, (_, i) => row(i));
  return copy;
}
