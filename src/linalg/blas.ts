import type { Library } from "./blas-library.js";
import type { AddProduct, Block } from "./block.js";
import type { Blas, Operand } from "./dgemm.js";
import { startBlasHelper } from "./helper.js";
import { type Compute, Team } from "./team.js";

/** Multiply-adds from which a product is split in two parts, and in four. */
const SPLIT_WORK = 7e5;
const FOUR_WORK = 2e7;

/**
 * The product by a BLAS library.
 *
 * OpenBLAS gives other last bits with another number of threads. So it gets one thread, and a large
 * product is split in parts that depend on its shape alone; two threads of ours take these.
 */
export function blasProduct(library: Library, blas: Blas): AddProduct {
  let team: Team | undefined;
  // The helper has only their addresses: if a product is interrupted, this keeps the memory.
  let operands: Block[] = [];
  const job = new Float64Array(new SharedArrayBuffer(8 * JOB_LENGTH));
  const compute = computePart(blas, job);

  return (c, alpha, a, b) => {
    const work = c.rows * c.columns * a.columns;
    if (!blas.divisible || work < SPLIT_WORK) {
      blas.dgemm(c.rows, c.columns, a.columns, alpha, operand(a), operand(b), operand(c));
      return;
    }
    team ??= new Team(startBlasHelper, { library, job });
    team.settle();
    operands = [a, b, c];
    const size = partSize(c, work < FOUR_WORK ? 2 : 4);
    const addresses = operands.map(({ values }) => Number(blas.address(values)));
    const strides = operands.map(({ stride }) => stride);
    const flags = [a, b].map(({ transposed }) => Number(transposed));
    job.set([c.rows, c.columns, a.columns, alpha, ...size, ...addresses, ...strides, ...flags]);
    const parts = Math.ceil(c.rows / size[0]) * Math.ceil(c.columns / size[1]);
    team.start(parts);
    team.finish(parts, compute);
    operands = [];
  };
}

/** The numbers that say what to multiply, as `blasProduct` writes and `computePart` reads them. */
const JOB_LENGTH = 14;

/** Computes part `part` of what `job` says, in whichever thread. */
export function computePart(blas: Blas, job: Float64Array): Compute {
  return (part) => {
    const [rows, columns, depth, alpha, partRows, partColumns] = job;
    const [a, b, c, aStride, bStride, cStride, aTransposed, bTransposed] = job.subarray(6);
    const bands = Math.ceil(rows / partRows);
    const row = (part % bands) * partRows;
    const column = Math.floor(part / bands) * partColumns;
    blas.dgemm(
      Math.min(partRows, rows - row),
      Math.min(partColumns, columns - column),
      depth,
      alpha,
      at(a, aTransposed ? row : row * aStride, aStride, aTransposed !== 0),
      at(b, bTransposed ? column * bStride : column, bStride, bTransposed !== 0),
      at(c, row * cStride + column, cStride, false),
    );
  };
}

/**
 * Rows and columns of a part of `c`: a side is halved until there are enough. The rows are, unless they are
 * far fewer: a library that packs what it multiplies packs less again then.
 */
function partSize({ rows, columns }: Block, parts: number): [number, number] {
  let [height, width] = [rows, columns];
  while (Math.ceil(rows / height) * Math.ceil(columns / width) < parts) {
    if (4 * height > width) height = Math.ceil(height / 2);
    else width = Math.ceil(width / 2);
  }
  return [height, width];
}

function operand({ values, stride, transposed }: Block): Operand {
  return { memory: values, stride, transposed };
}

function at(address: number, offset: number, stride: number, transposed: boolean): Operand {
  return { memory: BigInt(address + 8 * offset), stride, transposed };
}
