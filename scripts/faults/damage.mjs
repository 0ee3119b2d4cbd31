import { readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { computes, finish, madeGround, remove, shortened, start, works } from "./machine.mjs";

/** @type {Record<string, (path: string) => void>} */
const WAYS = {
  removed: remove,
  emptied: (path) => truncateSync(path, 0),
  cut: (path) => truncateSync(path, Math.floor(readFileSync(path).length / 2)),
  zeroed: (path) => writeFileSync(path, Buffer.alloc(readFileSync(path).length)),
  misled(path) {
    remove(path);
    symlinkSync("nowhere", path);
  },
};

const PACKAGES = ".venv/lib/python3*/site-packages";

// What is damaged, how, and what makes it again.
const DAMAGES = [
  ["node_modules/zeromq", "removed", "npm packages"],
  ["node_modules/typescript/lib/typescript.js", "emptied", "npm packages"],
  ["node_modules/ml-matrix/package.json", "cut", "npm packages"],
  ["node_modules/vega/build/vega-node.js", "zeroed", "npm packages"],
  ["node_modules/middle-layer", "misled", "npm packages"],
  ["node_modules/.middle-layer.json", "cut", "npm packages"],
  ["dist", "removed", "the package itself"],
  ["dist/kernel/main.js", "emptied", "the package itself"],
  ["dist/wasm/gemm.js", "cut", "the package itself"],
  ["dist/kernel/*.cache", "zeroed", "the package itself"],
  [".venv/bin/python3", "misled", "JupyterLab"],
  [".venv/pyvenv.cfg", "emptied", "JupyterLab"],
  [`${PACKAGES}/jupyterlab`, "removed", "JupyterLab"],
  [`${PACKAGES}/tornado/__pycache__/web.*.pyc`, "cut", "JupyterLab"],
  [`${PACKAGES}/scipy_openblas64/lib/*.so`, "emptied", "JupyterLab"],
  [".venv/share/jupyter/kernels/tslab/kernel.json", "cut", "the TypeScript kernel"],
  [".jupyter", "removed", "the TypeScript kernel"],
];

export const damages = DAMAGES.map(([pattern, how, step], i) => ({
  name: `damage-${i + 1}`,
  what: `${pattern.replace(PACKAGES, "….venv")} ${how}`,
  async run() {
    const ground = await madeGround();
    WAYS[how](found(ground, pattern));
    const { output } = await works(ground);
    const line = output.split("\n").find((text) => text.startsWith("Setting up")) ?? "";
    if (!line.includes(step)) throw new Error(`not noticed: ${shortened(output)}`);
    const again = await start(ground);
    if (/Setting up/.test(again.output)) throw new Error(`not mended: ${shortened(again.output)}`);
    await computes(ground);
    return /, (since .*?) …/.exec(line)?.[1] ?? "made again";
  },
}));

/** @param {string} ground @param {string} pattern */
function found(ground, pattern) {
  /** @type {string[]} */
  let paths = [ground];
  for (const part of pattern.split("/")) {
    const like = new RegExp(`^${part.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
    paths = paths.flatMap((path) =>
      readdirSync(path)
        .filter((n) => like.test(n))
        .map((n) => join(path, n)),
    );
  }
  if (paths.length === 0) throw new Error(`${pattern} is not there`);
  return paths[0];
}

// A kernel that starts although the set-up was not asked: what Jupyter's log and the notebook say.
const BROKEN = [
  ["node_modules/zeromq", "removed"],
  ["node_modules/zeromq/package.json", "emptied"],
  ["node_modules/typescript/lib/typescript.js", "cut"],
  ["node_modules/tslab", "removed"],
  ["dist/kernel/worker.js", "cut"],
  ["dist/kernel/kernel-*.js", "emptied"],
  ["dist/kernel/main.js", "cut"],
];

export const brokenKernels = BROKEN.map(([pattern, how], i) => ({
  name: `kernel-${i + 1}`,
  what: `a kernel starts with ${pattern} ${how}`,
  async run() {
    const ground = await madeGround();
    WAYS[how](found(ground, pattern));
    const python = join(ground, ".venv", "bin", "python");
    const probe = [python, join(ground, "scripts", "faults", "kernel.py"), "tslab", ground];
    const { output } = await finish(ground, probe, { JUPYTER_PREFER_ENV_PATH: "1" });
    await works(ground);
    const cell = /^CELL (.*)$/m.exec(output)?.[1];
    const log = /^LOG (.*)$/m.exec(output)?.[1] ?? "";
    const says = (/** @type {string | undefined} */ text) => /npm start/.test(text ?? "");
    if (!says(log) && !/SyntaxError/.test(output)) throw new Error(`no word: ${shortened(output)}`);
    return says(cell) ? "the log and the cell say what to do" : `only the log: ${log.slice(0, 80)}`;
  },
}));
