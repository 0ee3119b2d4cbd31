import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { inProject } from "../lib/project.mjs";
import { DECLARED, declarations } from "./declarations.mjs";

/** @type {import("esbuild").BuildOptions} */
const COMMON = {
  absWorkingDir: inProject(),
  bundle: true,
  format: "esm",
  target: "es2022",
  platform: "browser",
  minifyWhitespace: true,
  minifySyntax: true,
  minifyIdentifiers: true,
  legalComments: "none", // the notices are in a file of their own
  logLevel: "warning",
  outdir: "out",
  metafile: true,
  write: false,
};

/** What TypeScript asks of Node only where there is one. */
const NODE_MODULES = [
  "fs",
  "os",
  "path",
  "crypto",
  "buffer",
  "inspector",
  "perf_hooks",
  "module",
  "url",
];

/**
 * Writes what the kernel in the page is made of into a folder that is called by its hash, so that no
 * browser mixes files of two versions.
 *
 * @param {string} folder
 * @returns {Promise<{ name: string, sources: string[] }>} the folder's name, and the files, from the project's
 *   folder, of which all is made
 */
export async function writeBundles(folder) {
  const { version } = JSON.parse(readFileSync(inProject("package.json"), "utf8"));
  const util = { "node:util": inProject("src", "browser", "util.ts") };
  const built = await Promise.all([
    build({
      ...COMMON,
      entryPoints: { "compiler-worker": "src/browser/compiler-worker.ts" },
      alias: util,
      plugins: [empty(NODE_MODULES)],
    }),
    build({
      ...COMMON,
      entryPoints: {
        "run-worker": "src/browser/run-worker.ts",
        "wasm-helper": "src/linalg/wasm-helper.ts",
      },
      // Readers see the names of classes: charts and errors tell them.
      minifyIdentifiers: false,
      alias: { ...util, fflate: "fflate/browser" },
      splitting: true,
      chunkNames: "[name]-[hash]",
      define: { PAPA_BROWSER_CONTEXT: "true" },
      plugins: [empty(["stream", "crypto"])],
    }),
    build({ ...COMMON, entryPoints: { "page-kernel": "src/browser/page-kernel.ts" } }),
    build({
      ...COMMON,
      entryPoints: { remoteEntry: "src/browser/lite.ts" },
      format: "iife",
      define: { VERSION: JSON.stringify(version) },
    }),
  ]);
  const files = new Map(
    built.flatMap(({ outputFiles = [] }) =>
      outputFiles.map(({ path, contents }) => [path.split(/[\\/]/).at(-1) ?? "", contents]),
    ),
  );
  files.set("declarations.json", new TextEncoder().encode(JSON.stringify(declarations())));
  const hash = createHash("sha256");
  for (const [name, contents] of [...files].sort()) hash.update(name).update(contents);
  const name = hash.digest("hex").slice(0, 12);
  mkdirSync(join(folder, name), { recursive: true });
  for (const [file, contents] of files) writeFileSync(join(folder, name, file), contents);
  const inputs = built.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
  const sources = inputs.filter((input) => !input.includes(":")); // with one: what is left out
  return { name, sources: [...sources, ...DECLARED] };
}

/**
 * Puts nothing in the place of modules that are never used in a browser.
 *
 * @param {string[]} names
 * @returns {import("esbuild").Plugin}
 */
function empty(names) {
  const filter = new RegExp(`^(node:)?(${names.join("|")})$`);
  return {
    name: "empty",
    setup(build) {
      build.onResolve({ filter }, ({ path }) => ({ path, namespace: "empty" }));
      build.onLoad({ filter: /^/, namespace: "empty" }, () => ({
        contents: "module.exports = {};",
      }));
    },
  };
}
