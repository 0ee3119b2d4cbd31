// Compiles the AssemblyScript kernels to modules that hold their bytes in base64, so that they are
// loaded without reading a file, in Node and in a browser; src/ imports them as "#wasm/…". A module
// younger than its source is left as it is.
import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MEMORY_PAGES = 84;

const KERNELS = [
  {
    source: "src/linalg/assembly/gemm.ts",
    modules: {
      "dist/wasm/gemm.js": ["--initialMemory", MEMORY_PAGES],
      // The same for a memory shared with a second thread.
      "dist/wasm/gemm-shared.js": [
        ...["--enable", "threads", "--sharedMemory"],
        ...["--initialMemory", MEMORY_PAGES, "--maximumMemory", MEMORY_PAGES],
      ],
    },
  },
  {
    source: "src/elementwise/assembly/vector.ts",
    modules: {
      "dist/wasm/vector.js": ["--initialMemory", 1, "--maximumMemory", 1],
    },
  },
  {
    source: "src/training/assembly/adam.ts",
    // Each parameter has a memory as large as it needs.
    modules: { "dist/wasm/adam.js": ["--initialMemory", 1] },
  },
];

const root = new URL("../", import.meta.url);
const youngest = modified("scripts/build-wasm.mjs");

for (const { source, modules } of KERNELS) {
  for (const [module, options] of Object.entries(modules)) {
    if (modified(module) < Math.max(modified(source), youngest)) build(source, module, options);
  }
}

/**
 * @param {string} source
 * @param {string} module
 * @param {(string | number)[]} options
 */
function build(source, module, options) {
  const bytes = compile(source, options).toString("base64");
  write(module.replace(/js$/, "d.ts"), "export declare const BYTES: string;\n");
  write(
    module,
    `// Made from ${source} by \`npm run build\`.\nexport const BYTES =\n  "${bytes}";\n`,
  );
}

/**
 * @param {string} source
 * @param {(string | number)[]} options
 */
function compile(source, options) {
  const folder = mkdtempSync(join(tmpdir(), "middle-layer-wasm-"));
  const outFile = join(folder, "kernel.wasm");
  const asc = ["node_modules/assemblyscript/bin/asc.js", source, "--outFile", outFile];
  const always = ["--runtime", "stub", "--noAssert", "--importMemory", "--enable", "simd", "-O3"];
  try {
    execFileSync(process.execPath, [...asc, ...always, ...options.map(String)], { cwd: root });
    return readFileSync(outFile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Writes a file wholly or, when the disk is full, not at all.
 * @param {string} file
 * @param {string} text
 */
function write(file, text) {
  const path = new URL(file, root);
  mkdirSync(new URL(".", path), { recursive: true });
  writeFileSync(new URL(`${path}.new`), text);
  renameSync(new URL(`${path}.new`), path);
}

/**
 * When a file was last written, in milliseconds; 0 if it is not there.
 * @param {string} file
 */
function modified(file) {
  return statSync(new URL(file, root), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
