import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import * as matrices from "ml-matrix";
import { inProject } from "./lib/project.mjs";

// Builds the package into dist/, anew, so that nothing of a deleted source is left in it:
// - dist/**, a module for each of src/ and its declarations: what TypeScript reads, and what bundlers
//   take, since of many modules they leave out those that are not used;
// - dist/node/, the same in one file, since Node takes five times as long to load the many;
// - dist/kernel/, the kernel;
// - dist/wasm/, the WebAssembly kernels, which are left as they are while they are young enough.
mkdirSync(inProject("dist"), { recursive: true });
for (const name of readdirSync(inProject("dist"))) {
  if (name !== "wasm") rmSync(inProject("dist", name), { recursive: true, force: true });
}
const { peerDependencies } = JSON.parse(readFileSync(inProject("package.json"), "utf8"));
try {
  await import("./build-wasm.mjs");
  const tsc = inProject("node_modules", "typescript", "bin", "tsc");
  execFileSync(process.execPath, [tsc, "-p", inProject("scripts", "package.tsconfig.json")], {
    stdio: "inherit",
  });
  await bundle("node", {
    index: "src/index.ts",
    render: "src/render/index.ts",
    "wasm-helper": "src/linalg/wasm-helper.ts",
    "blas-helper": "src/linalg/blas-helper.ts",
  });
  await bundle("kernel", {
    main: "src/kernel/main.ts",
    worker: "src/kernel/worker.ts",
    cli: "src/kernel/cli.ts",
    typescript: "src/kernel/typescript.ts",
  });
  // The kernel starts faster with the compiler as this version of Node has compiled it.
  const { cacheCompiler } = await import(
    String(pathToFileURL(inProject("dist/kernel/typescript.js")))
  );
  cacheCompiler();
} catch (error) {
  process.exitCode = 1;
  console.error(/** @type {Error} */ (error).message);
}

/**
 * Has ml-matrix loaded by `require`, its other half of the same classes: `import` would first read
 * through its CommonJS for names, which takes as long as all else. Bundlers take dist/index.js.
 *
 * @returns {import("esbuild").Plugin}
 */
function requireMatrices() {
  const names = Object.keys(matrices).filter((name) => name !== "default");
  const contents = `import { createRequire } from "node:module";
export const { ${names.join(", ")} } = createRequire(import.meta.url)("ml-matrix");`;
  return {
    name: "require-matrices",
    setup(build) {
      build.onResolve({ filter: /^ml-matrix$/ }, ({ path }) => ({ path, namespace: "required" }));
      build.onLoad({ filter: /^/, namespace: "required" }, () => ({ contents }));
    },
  };
}

/**
 * Bundles modules of src/ for Node into a folder of dist/; what they share is in files of its own.
 *
 * @param {string} folder
 * @param {Record<string, string>} entryPoints
 */
async function bundle(folder, entryPoints) {
  const { outputFiles } = await build({
    absWorkingDir: inProject(),
    entryPoints,
    outdir: `dist/${folder}`,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    // All but fflate and papaparse, which are small: as packages they would take as long to load as
    // all of this one.
    alias: { fflate: "fflate/browser" },
    define: { PAPA_BROWSER_CONTEXT: "true" }, // or papaparse would load Node's streams
    external: Object.keys(peerDependencies),
    plugins: [requireMatrices()],
    logLevel: "warning",
    write: false,
  });
  mkdirSync(inProject("dist", folder));
  for (const { path, text } of outputFiles) {
    // What esbuild puts in place of a `require` that an ES module does not have; papaparse has one for
    // streams, which are not used.
    if (/__require(?:\.|\((?!"stream"\)))/.test(text))
      throw new Error(`${path}: expected no require`);
    writeFileSync(path, text);
  }
}
