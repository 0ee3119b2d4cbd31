import { AbstractMatrix, Matrix } from "ml-matrix";

/** ml-matrix keeps a matrix as an array of rows, which its declarations leave out. */
export interface Rows {
  data: ArrayLike<number>[];
  rows: number;
  columns: number;
}

// Matrix itself would make its rows at once, so what it rests on is extended.
const Base = AbstractMatrix as unknown as new () => Matrix;

/**
 * A `Matrix` whose elements are one array, row by row, which a product can use as it is. Its rows,
 * views of that array, are made when they are first asked for: for many short rows that takes longer
 * than a product. Once rows are added, removed or replaced, it is a matrix like any other.
 */
export class DenseMatrix extends Base {
  readonly #values: Float64Array;
  #rows: ArrayLike<number>[] | undefined;
  /** The rows as they were made, to see whether they still are. */
  #made: readonly ArrayLike<number>[] = [];

  static {
    Object.setPrototypeOf(DenseMatrix.prototype, Matrix.prototype);
    // It is one: as ml-matrix prints it, and as tests compare it.
    Object.defineProperty(DenseMatrix.prototype, "constructor", { value: Matrix });
  }

  constructor(rows: number, columns: number, values: Float64Array) {
    super();
    this.#values = values;
    Object.defineProperty(this, "data", DenseMatrix.#data);
    Object.assign<Matrix, Omit<Rows, "data">>(this, { rows, columns });
  }

  /** The elements, row by row, of a matrix of this class that still has its rows. */
  static valuesOf(matrix: AbstractMatrix): Float64Array | undefined {
    if (!(#values in matrix)) return undefined;
    const rows = matrix.#rows;
    if (rows === undefined) return matrix.#values;
    const made = matrix.#made;
    if (rows.length !== made.length) return undefined;
    for (let i = 0; i < made.length; i++) if (rows[i] !== made[i]) return undefined;
    return matrix.#values;
  }

  static readonly #data: PropertyDescriptor & ThisType<DenseMatrix> = {
    configurable: true,
    enumerable: true,
    get() {
      return this.#rows ?? this.#makeRows();
    },
    set(rows: ArrayLike<number>[]) {
      this.#rows = rows;
    },
  };

  #makeRows(): ArrayLike<number>[] {
    const { rows, columns } = this;
    const views: Float64Array[] = [];
    for (let i = 0; i < rows; i++) {
      views.push(this.#values.subarray(i * columns, (i + 1) * columns));
    }
    this.#rows = views;
    this.#made = views.slice();
    return views;
  }
}
