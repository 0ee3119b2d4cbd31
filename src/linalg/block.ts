/**
 * A rows × columns part of an array: element (i, j) is `values[i * stride + j]`, or, transposed,
 * `values[j * stride + i]`.
 */
export interface Block {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
  readonly transposed: boolean;
}

/** The first `columns` columns of a matrix whose rows begin `stride` numbers apart. */
export function block(values: Float64Array, rows: number, columns: number, stride: number): Block {
  return { values, rows, columns, stride, transposed: false };
}

/** The same numbers with rows as columns. */
export function transpose({ values, rows, columns, stride, transposed }: Block): Block {
  return { values, rows: columns, columns: rows, stride, transposed: !transposed };
}

/** `c += alpha · a · b`; none is empty, `c` is not transposed and shares nothing with `a` and `b`. */
export type AddProduct = (c: Block, alpha: number, a: Block, b: Block) => void;
