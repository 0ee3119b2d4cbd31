import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { venvPython } from "../scripts/lib/project.mjs";

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {string[]} command answers as serve.mjs does
 * @property {Record<string, string>} [env]
 * @property {readonly string[]} [kinds] the steps that it makes, if it makes several; each is measured by itself
 */

/** What all others are compared with: the article's code, with both threads. */
export const REFERENCE = "NumPy, 2 threads";

/** @type {(file: string) => string} */
const path = (file) => fileURLToPath(new URL(file, import.meta.url));

/** @type {(module: string) => string[]} */
const node = (module) => [process.execPath, path("serve.mjs"), path(`${module}.mjs`)];

/** @type {(interpreter: string, module: string, ...options: string[]) => string[]} */
const python = (interpreter, module, ...options) => [
  ...[interpreter, path("serve.py"), path(`${module}.py`)],
  ...options,
];

/** @type {(kind: string) => string[]} */
const numpyLayer = (kind) => python(venvPython, "steps/numpy_steps", kind);

/** @type {(module: string, name: string, backend: string, threads: string) => Contender} */
const ours = (module, name, backend, threads) => ({
  name: `middle-layer, ${name}`,
  command: node(module),
  env: { MIDDLE_LAYER_LINALG: backend, MIDDLE_LAYER_THREADS: threads },
});

/** Contenders of one step of a layer. @type {Contender[]} */
export const CONTENDERS = [
  { name: REFERENCE, command: numpyLayer("article"), env: { OPENBLAS_NUM_THREADS: "2" } },
  { name: "NumPy, 1 thread", command: numpyLayer("article"), env: { OPENBLAS_NUM_THREADS: "1" } },
  {
    name: "lean NumPy, 2 threads",
    command: numpyLayer("lean"),
    env: { OPENBLAS_NUM_THREADS: "2" },
  },
  ours("steps/middle-layer", "BLAS", "blas", "2"),
  ours("steps/middle-layer", "BLAS, 1 thread", "blas", "1"),
  ours("steps/middle-layer", "WASM", "wasm", "2"),
  ours("steps/middle-layer", "WASM, 1 thread", "wasm", "1"),
  ours("steps/middle-layer", "plain", "plain", "1"),
  { name: "naive ml-matrix", command: node("steps/naive") },
  { name: "ml-fnn", command: node("steps/ml-fnn") },
  { name: "tfjs wasm (float32)", command: node("steps/tfjs-wasm") },
];

/** The environment of a contender: without what would choose another OpenBLAS kernel than its own. */
export function environmentOf(/** @type {Contender} */ { env }) {
  const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...rest } = process.env;
  return { ...rest, VIRTUAL_ENV: "", ...env };
}

export const THREADS = Math.min(2, availableParallelism());
