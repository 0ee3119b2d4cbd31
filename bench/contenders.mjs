import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { pythonOf, venvPython } from "../scripts/lib/project.mjs";

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {string[]} command answers as serve.mjs does
 * @property {Record<string, string>} [env]
 * @property {readonly string[]} [kinds] the steps that it makes, if it makes several; each is measured by itself
 * @property {string} [note] what it does otherwise than the others
 */

/** What all others are compared with: the article's code, with both threads. */
export const REFERENCE = "NumPy, 2 threads";

/** @type {(file: string) => string} */
const path = (file) => fileURLToPath(new URL(file, import.meta.url));

/** Where the Python packages are that the trainings are compared with. */
export const PEERS = path(".venv");

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

/** What trainings are compared with. */
export const TORCH = "PyTorch, 2 threads";
export const ARTICLE = "the article's NumPy, 2 threads";

const KINDS = ["SGD", "Adam"];

/** @type {(name: string, threads: string, module: string, ...options: string[]) => Contender} */
const trained = (name, threads, module, ...options) => ({
  name,
  command: python(pythonOf(PEERS), `training/${module}`, ...options),
  env: { OPENBLAS_NUM_THREADS: threads, OMP_NUM_THREADS: threads },
  kinds: KINDS,
});

/** @type {(name: string, backend: string, threads: string) => Contender} */
const ourTraining = (name, backend, threads) => ({
  ...ours("training/middle-layer", name, backend, threads),
  kinds: KINDS,
});

/** Contenders of the training of a network. @type {Contender[]} */
export const TRAININGS = [
  trained(TORCH, "2", "torch_network", "float64"),
  trained("PyTorch, 1 thread", "1", "torch_network", "float64"),
  {
    ...trained("PyTorch fused, 2 threads", "2", "torch_network", "float64", "fused"),
    note: "its optimisers with `fused=True`, which is not the default",
  },
  {
    ...trained("PyTorch float32, 2 threads", "2", "torch_network", "float32"),
    note: "float32, for information",
  },
  trained(ARTICLE, "2", "numpy_networks", "article"),
  trained("lean NumPy, 2 threads", "2", "numpy_networks", "lean"),
  trained("scikit-learn, 2 threads", "2", "sklearn_network"),
  ourTraining("BLAS", "blas", "2"),
  ourTraining("BLAS, 1 thread", "blas", "1"),
  ourTraining("WASM", "wasm", "2"),
  ourTraining("WASM, 1 thread", "wasm", "1"),
  ourTraining("plain", "plain", "1"),
  {
    name: "ml-fnn",
    command: node("training/ml-fnn"),
    kinds: ["SGD"],
    note: "its steps made by batches, which it does not know itself; tanh, as it takes no other; it has no Adam",
  },
  {
    name: "brain.js",
    command: node("training/brain"),
    kinds: KINDS,
    note: "float32, sigmoid, squared error; corrects after each sample: its step is as many of those",
  },
  {
    name: "tfjs wasm",
    command: node("training/tfjs-wasm"),
    kinds: KINDS,
    note: "float32",
  },
];

/** The environment of a contender: without what would choose another OpenBLAS kernel than its own. */
export function environmentOf(/** @type {Contender} */ { env }) {
  const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...rest } = process.env;
  return { ...rest, VIRTUAL_ENV: "", ...env };
}

export const THREADS = Math.min(2, availableParallelism());
