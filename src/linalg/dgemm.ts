import { nodeRequire } from "../node.js";
import type { Library } from "./blas-library.js";

const ROW_MAJOR = 101;
const AS_IS = 111;
const TRANSPOSED = 112;

/** A matrix: its memory (an array, or an address), the distance of rows, whether it is transposed. */
export interface Operand {
  readonly memory: Float64Array | bigint;
  readonly stride: number;
  readonly transposed: boolean;
}

/** `c += alpha · a · b` for c of `rows` × `columns` and sums of `depth` terms. */
export type Dgemm = (
  rows: number,
  columns: number,
  depth: number,
  alpha: number,
  a: Operand,
  b: Operand,
  c: Operand,
) => void;

/** A library that is loaded. */
export interface Blas {
  readonly dgemm: Dgemm;
  /** Its version, kernel and build options, as OpenBLAS tells them. */
  readonly description: string;
  /** Whether it is made for threads, so that two of ours may share a product. */
  readonly divisible: boolean;
  /** Ends its own threads, if it is OpenBLAS. */
  useOneThread(): void;
  /** The address of the first element. */
  address(values: Float64Array): bigint;
}

/** Loads a library; throws when koffi, the library or one of its functions is not there. */
export function loadBlas({ path, prefix, suffix, int }: Library): Blas {
  const koffi = loadKoffi();
  const library = koffi.load(path);
  const call = library.func(
    `void ${prefix}cblas_dgemm${suffix}(int order, int transA, int transB, ${int} m, ${int} n, ` +
      `${int} k, double alpha, const void *a, ${int} lda, const void *b, ${int} ldb, ` +
      `double beta, void *c, ${int} ldc)`,
  );
  const openblas = <T>(result: string, name: string, parameters: string): T | undefined => {
    try {
      return library.func(`${result} ${prefix}openblas_${name}${suffix}(${parameters})`) as T;
    } catch {
      return undefined; // not OpenBLAS
    }
  };
  const setThreads = openblas<(count: number) => void>("void", "set_num_threads", "int count");
  const parallel = openblas<() => number>("int", "get_parallel", "void")?.() ?? 0;
  const config = openblas<() => string>("const char *", "get_config", "void")?.();
  return {
    dgemm: (rows, columns, depth, alpha, a, b, c) =>
      call(
        ROW_MAJOR,
        a.transposed ? TRANSPOSED : AS_IS,
        b.transposed ? TRANSPOSED : AS_IS,
        rows,
        columns,
        depth,
        alpha,
        a.memory,
        a.stride,
        b.memory,
        b.stride,
        1,
        c.memory,
        c.stride,
      ),
    description: config?.trim() ?? path,
    divisible: parallel > 0,
    useOneThread: () => setThreads?.(1),
    address: (values) => koffi.address(values),
  };
}

function loadKoffi(): typeof import("koffi") {
  const require = nodeRequire();
  if (!require) throw new Error("native libraries need Node");
  return require("koffi");
}

/**
 * Throws unless the library multiplies as it should, with what is not finite passing through: a
 * library of another integer size, or one that leaves out what is multiplied by zero, is of no use.
 */
export function checkBlas({ dgemm }: Blas): void {
  const c = new Float64Array([1, 2, 3, 4]);
  const memory = new Float64Array([1, 2, 9, 0, 1, 9, 3, 4, 9, Infinity, 5, 9]);
  const a = { memory, stride: 3, transposed: false };
  const b = { memory: memory.subarray(6), stride: 3, transposed: true };
  dgemm(2, 2, 2, 2, a, b, { memory: c, stride: 2, transposed: false });
  if (String(c) !== "23,Infinity,11,NaN") throw new Error(`a test product came out as ${c}`);
}
