import type { AbstractMatrix, Matrix } from "ml-matrix";
import { dense, valuesOf } from "../linalg/dense.js";
import type { FitOptions } from "./fit-options.js";
import type { Samples } from "./targets.js";

/** Samples to train on and to watch, and how; all has been checked. */
export interface Plan {
  readonly samples: Samples;
  readonly validation: Samples | undefined;
  readonly options: FitOptions;
}

/** The last `share` of the samples for validation, the others for training. RangeError unless both have some. */
export function holdBack(
  call: string,
  { x, t, labels }: Samples,
  share: number,
): Pick<Plan, "samples" | "validation"> {
  const count = x.rows - Math.round(share * x.rows);
  if (count === 0 || count === x.rows) {
    throw new RangeError(
      `${call}: expected validation to leave samples on both sides, got ${share} of ${x.rows}`,
    );
  }
  const part = (from: number, to: number): Samples => ({
    x: rows(x, from, to),
    t: rows(t, from, to),
    labels,
  });
  return { samples: part(0, count), validation: part(count, x.rows) };
}

/** Rows `from` up to `to`; of a matrix that is one array, that array is shared. */
function rows(matrix: AbstractMatrix, from: number, to: number): Matrix {
  const { columns } = matrix;
  return dense(to - from, columns, valuesOf(matrix).subarray(from * columns, to * columns));
}
