// Compiles the AssemblyScript kernels to TypeScript modules that hold their bytes in base64, so that
// they are loaded without reading a file, in Node and in a browser. A module younger than its
// source is left as it is.
import { statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const MEMORY_PAGES = 48;

const KERNELS = [
  {
    source: "src/linalg/assembly/gemm.ts",
    modules: {
      "src/linalg/gemm-bytes.ts": ["--initialMemory", MEMORY_PAGES],
      // The same for a memory shared with a second thread.
      "src/linalg/gemm-shared-bytes.ts": [
        ...["--enable", "threads", "--sharedMemory"],
        ...["--initialMemory", MEMORY_PAGES, "--maximumMemory", MEMORY_PAGES],
      ],
    },
  },
  {
    source: "src/elementwise/assembly/exponential.ts",
    modules: {
      "src/elementwise/exponential-bytes.ts": ["--initialMemory", 1, "--maximumMemory", 1],
    },
  },
];

const root = new URL("../", import.meta.url);
const youngest = modified("scripts/build-wasm.mjs");

for (const { source, modules } of KERNELS) {
  for (const [module, options] of Object.entries(modules)) {
    if (modified(module) < Math.max(modified(source), youngest))
      await build(source, module, options);
  }
}

/**
 * @param {string} source
 * @param {string} module
 * @param {(string | number)[]} options
 */
async function build(source, module, options) {
  const bytes = await compile(source, options);
  const text = `// Made from ${source} by \`npm run build\`.
export const BYTES: string =
  "${Buffer.from(bytes).toString("base64")}";
`;
  writeFileSync(new URL(module, root), text);
}

/**
 * @param {string} source
 * @param {(string | number)[]} options
 */
async function compile(source, options) {
  const { default: asc } = await import("assemblyscript/asc");
  /** @type {string | Uint8Array | undefined} */
  let bytes;
  const { error, stderr } = await asc.main(
    [source, "--baseDir", fileURLToPath(root), "--outFile", "kernel.wasm", "--runtime", "stub"]
      .concat(["--noAssert", "--importMemory", "--enable", "simd", "-O3"])
      .concat(options.map(String)),
    {
      writeFile: (_name, contents) => {
        bytes = contents;
      },
    },
  );
  if (error || !bytes) throw new Error(`${source}: ${stderr?.toString() || error}`);
  return bytes;
}

/**
 * When a file was last written, in milliseconds; 0 if it is not there.
 * @param {string} file
 */
function modified(file) {
  return statSync(new URL(file, root), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
