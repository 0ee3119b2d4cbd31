import { type AbstractMatrix, Matrix } from "ml-matrix";

/** ml-matrix keeps a matrix as an array of rows, which its declarations leave out. */
export interface Rows {
  data: ArrayLike<number>[];
  rows: number;
  columns: number;
}

/** Gives back a `Matrix` without rows, for a class that extends this one to add its own fields to it. */
class Bare {
  constructor() {
    // biome-ignore lint/correctness/noConstructorReturn: fields are added to what is returned
    return Object.create(Matrix.prototype) as Bare;
  }
}

/**
 * Makes of a new `Matrix` one whose elements are one array, row by row, which a product can use as it
 * is. Its rows, views of that array, are made when they are first asked for: for many short rows that
 * takes longer than a product. Once rows are added, removed or replaced, it is a matrix like any other.
 *
 * It is of no class of its own, so that nothing that compares matrices, as tests do, tells it from
 * others: it has the prototype of a `Matrix`, and beside its properties private fields alone.
 */
export class DenseMatrix extends Bare {
  readonly #values: Float64Array;
  #rows: ArrayLike<number>[] | undefined;
  /** The rows as they were made, to see whether they still are. */
  #made: readonly ArrayLike<number>[] = [];

  private constructor(rows: number, columns: number, values: Float64Array) {
    super();
    this.#values = values;
    Object.defineProperty(this, "data", DenseMatrix.#data);
    Object.assign<DenseMatrix, Omit<Rows, "data">>(this, { rows, columns });
  }

  static of(rows: number, columns: number, values: Float64Array): Matrix {
    return new DenseMatrix(rows, columns, values) as unknown as Matrix;
  }

  /** The elements, row by row, of a matrix made here that still has its rows. */
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
      return this.#rows ?? DenseMatrix.#makeRows(this);
    },
    set(rows: ArrayLike<number>[]) {
      this.#rows = rows;
    },
  };

  static #makeRows(matrix: DenseMatrix): ArrayLike<number>[] {
    const { rows, columns } = matrix as unknown as Rows;
    const views: Float64Array[] = [];
    for (let i = 0; i < rows; i++) {
      views.push(matrix.#values.subarray(i * columns, (i + 1) * columns));
    }
    matrix.#rows = views;
    matrix.#made = views.slice();
    return views;
  }
}
