import { describe } from "../check.js";
import { environment } from "../node.js";
import { blasProduct } from "./blas.js";
import { libraries } from "./blas-library.js";
import type { AddProduct } from "./block.js";
import { checkBlas, loadBlas } from "./dgemm.js";
import { wasmProduct } from "./wasm.js";

/** The ways to compute a product, fastest first for large ones. */
export type Backend = "blas" | "wasm" | "plain";

const NAMES: readonly string[] = ["auto", "blas", "wasm", "plain"];

/** A backend at work: `add` is missing for plain TypeScript, which has its own products. */
interface Engine {
  readonly name: Backend;
  readonly description: string;
  readonly add?: AddProduct;
}

/** What came of starting a backend: it works, or else why not; libraries may be skipped first. */
interface Attempt {
  readonly engine?: Engine;
  readonly reasons: readonly string[];
}

let engine: Engine | undefined;
let reasons: string[] = [];

/**
 * Chooses how products are computed from now on, and returns what will be used: `"blas"`, `"wasm"`,
 * `"plain"`, or the best there is (`"auto"`). Where the machine lacks it, the next best; `skipped()`
 * says why. At first the environment variable MIDDLE_LAYER_LINALG chooses, else `"auto"`.
 *
 * Products of fewer than some thousand multiply-adds are computed in plain TypeScript anyway.
 * RangeError for another name.
 */
export function use(name: Backend | "auto"): Backend {
  if (!NAMES.includes(name)) {
    throw new RangeError(`linalg.use: expected ${expected}, got ${describe(name)}`);
  }
  reasons = [];
  engine = start(name);
  return engine.name;
}

/** What computes the large products: `"blas"`, `"wasm"` or `"plain"`. */
export function backend(): Backend {
  return current().name;
}

/** One line on what computes them: for BLAS its version and kernel. */
export function description(): string {
  return current().description;
}

/** Why faster backends or libraries are not used, a line each; empty if none was skipped. */
export function skipped(): readonly string[] {
  current();
  return [...reasons];
}

/** The product of blocks, unless plain TypeScript is used. */
export function product(): AddProduct | undefined {
  return current().add;
}

const expected = NAMES.map((name) => `"${name}"`).join(" or ");

function current(): Engine {
  engine ??= start(environment("MIDDLE_LAYER_LINALG") ?? "auto");
  return engine;
}

function start(name: string): Engine {
  if (!NAMES.includes(name)) {
    reasons.push(`MIDDLE_LAYER_LINALG: expected ${expected}, got ${describe(name)}`);
  }
  const first = BACKENDS.findIndex(({ name: backend }) => backend === name);
  for (const { attempt } of BACKENDS.slice(Math.max(0, first))) {
    const result = attempt();
    reasons.push(...result.reasons);
    if (result.engine) return result.engine;
  }
  return PLAIN;
}

const PLAIN: Engine = { name: "plain", description: "plain TypeScript" };

/** Fastest first; each is started once. */
const BACKENDS: readonly { name: Backend; attempt: () => Attempt }[] = [
  { name: "blas", attempt: once(startBlas) },
  { name: "wasm", attempt: once(startWasm) },
  { name: "plain", attempt: () => ({ engine: PLAIN, reasons: [] }) },
];

function once(attempt: () => Attempt): () => Attempt {
  let result: Attempt | undefined;
  return () => {
    result ??= attempt();
    return result;
  };
}

function startBlas(): Attempt {
  const reasons: string[] = [];
  for (const library of libraries()) {
    try {
      const blas = loadBlas(library);
      blas.useOneThread();
      checkBlas(blas);
      const { description } = blas;
      return { engine: { name: "blas", description, add: blasProduct(library, blas) }, reasons };
    } catch (error) {
      reasons.push(`blas: ${library.path}: ${(error as Error).message.split("\n")[0]}`);
    }
  }
  return { reasons: reasons.length > 0 ? reasons : ["blas: no library found"] };
}

function startWasm(): Attempt {
  try {
    const engine: Engine = { name: "wasm", description: "WebAssembly SIMD", add: wasmProduct() };
    return { engine, reasons: [] };
  } catch (error) {
    return { reasons: [`wasm: ${(error as Error).message}`] };
  }
}
