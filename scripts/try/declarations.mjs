import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { inProject } from "../lib/project.mjs";

/** Library files that do not speak of browsers: the engine of cells takes those that the browser has. */
const LIBRARY = /^lib\.(es(next|5|20\d\d)(?!\.full)[\w.]*|decorators[\w.]*)\.d\.ts$/;

/** What cells can import, with the file in which its declarations begin. */
const PACKAGES = {
  "middle-layer": "dist/index.d.ts",
  "ml-matrix": "matrix.d.ts",
  "@types/seedrandom": "index.d.ts",
};

/** Where they come from, beside the library. */
export const DECLARED = Object.entries(PACKAGES)
  .filter(([name]) => name !== "middle-layer")
  .map(([name, file]) => `node_modules/${name}/${file}`);

/**
 * All declarations that the compiler in the page needs: texts by their paths in its files.
 *
 * @returns {Record<string, string>}
 */
export function declarations() {
  /** @type {Record<string, string>} */
  const files = {};
  const library = inProject("node_modules", "typescript", "lib");
  for (const name of readdirSync(library).filter((name) => LIBRARY.test(name))) {
    files[`/lib/${name}`] = readFileSync(join(library, name), "utf8");
  }
  for (const [name, types] of Object.entries(PACKAGES)) addPackage(files, name, types);
  return files;
}

/** @param {Record<string, string>} files @param {string} name @param {string} types */
function addPackage(files, name, types) {
  const folder = inProject("node_modules", name);
  const to = `/node_modules/${name}`;
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  files[`${to}/package.json`] = JSON.stringify({ name, version, types });
  /** @param {string} path */
  const add = (path) => {
    const target = `${to}/${path}`;
    if (target in files || !existsSync(join(folder, path))) return;
    const text = readFileSync(join(folder, path), "utf8");
    files[target] = text.replace(/^\/\/# sourceMappingURL=.*$/m, "");
    for (const [, other] of text.matchAll(/(?:from|import\()\s*["'](\.[^"']+)["']/g)) {
      add(posix.join(dirname(path), String(other).replace(/\.js$/, ".d.ts")));
    }
  };
  add(types);
}
