import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { venvPython } from "../scripts/lib/project.mjs";

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {string[]} command answers as serve.mjs and numpy_steps.py do
 * @property {Record<string, string>} [env]
 */

/** What all others are compared with: the article's code, with both threads. */
export const REFERENCE = "NumPy, 2 threads";

/** @type {(file: string) => string} */
const path = (file) => fileURLToPath(new URL(file, import.meta.url));

/** @type {(module: string) => string[]} */
const node = (module) => [process.execPath, path("serve.mjs"), path(`steps/${module}.mjs`)];

/** @type {(kind: string) => string[]} */
const python = (kind) => [venvPython, path("numpy_steps.py"), kind];

/** @type {(name: string, backend: string, threads: string) => Contender} */
const ours = (name, backend, threads) => ({
  name: `middle-layer, ${name}`,
  command: node("middle-layer"),
  env: { MIDDLE_LAYER_LINALG: backend, MIDDLE_LAYER_THREADS: threads },
});

/** @type {Contender[]} */
export const CONTENDERS = [
  { name: REFERENCE, command: python("article"), env: { OPENBLAS_NUM_THREADS: "2" } },
  { name: "NumPy, 1 thread", command: python("article"), env: { OPENBLAS_NUM_THREADS: "1" } },
  { name: "lean NumPy, 2 threads", command: python("lean"), env: { OPENBLAS_NUM_THREADS: "2" } },
  ours("BLAS", "blas", "2"),
  ours("BLAS, 1 thread", "blas", "1"),
  ours("WASM", "wasm", "2"),
  ours("WASM, 1 thread", "wasm", "1"),
  ours("plain", "plain", "1"),
  { name: "naive ml-matrix", command: node("naive") },
  { name: "ml-fnn", command: node("ml-fnn") },
  { name: "tfjs wasm (float32)", command: node("tfjs-wasm") },
];

/** The environment of a contender: without what would choose another OpenBLAS kernel than its own. */
export function environmentOf(/** @type {Contender} */ { env }) {
  const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...rest } = process.env;
  return { ...rest, VIRTUAL_ENV: "", ...env };
}

export const THREADS = Math.min(2, availableParallelism());
