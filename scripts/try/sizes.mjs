import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { inProject } from "../lib/project.mjs";
import { runMain } from "../lib/run.mjs";

// Prints how large the notebooks in a page are, as `npm run site` has written them into site/try.

/** What each file of the kernel is. @type {[pattern: RegExp, what: string][]} */
const PARTS = [
  [/^compiler-worker/, "compiler: TypeScript and the engine of cells"],
  [/^declarations/, "declarations: TypeScript's library and the packages"],
  [/^(packages|chunk|wasm-helper)/, "packages: middle-layer, ml-matrix, seedrandom, data sets"],
  [/^run-worker/, "runs cells"],
  [/^remoteEntry/, "JupyterLite's extension"],
];

await runMain(async () => {
  const folder = process.argv[2] ?? inProject("site", "try");
  const [built = ""] = readdirSync(join(folder, "extensions", "middle-layer", "static"));
  const kernel = join(folder, "extensions", "middle-layer", "static", built);
  const all = filesIn(folder);
  const row = (/** @type {string} */ what, /** @type {string[]} */ files) => {
    const texts = files.map((file) => readFileSync(file));
    const raw = texts.reduce((sum, text) => sum + text.length, 0);
    const zipped = texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
    console.log(`| ${what} | ${files.length} | ${kilo(raw)} | ${kilo(zipped)} |`);
  };
  console.log("| | files | kB | kB, gzip |\n|---|--:|--:|--:|");
  for (const [pattern, what] of PARTS) {
    row(
      what,
      readdirSync(kernel)
        .filter((name) => pattern.test(name))
        .map((name) => join(kernel, name)),
    );
  }
  row("**the kernel**", filesIn(kernel));
  row("notebooks of both languages", filesIn(join(folder, "files")));
  row("all that is on the server", all);
  return 0;
});

/** @param {string} folder */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile());
}

/** @param {number} bytes */
function kilo(bytes) {
  return Math.round(bytes / 1000).toLocaleString("en");
}
