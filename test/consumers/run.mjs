// Installs the package as somebody would who has only it, and prints what it costs there and where it
// runs, as the tables of test/README.md:
//   npm run consumers
// It takes minutes and 0.5 GB: other runtimes and compilers come from npm.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { transform } from "esbuild";
import { fetchNode, NODE_VERSIONS } from "../../scripts/lib/other-node.mjs";
import { inProject, npm } from "../../scripts/lib/project.mjs";
import { BUNDLERS } from "./bundlers.mjs";

const HERE = inProject("test", "consumers");
const TOOLS = join(HERE, "node_modules");
const TYPESCRIPTS = ["5.0", "5.4", "5.9", "6.0", "7.0"];
const ROUNDS = 15;

const folder = mkdtempSync(join(tmpdir(), "middle-layer-consumers-"));
const modules = join(folder, "node_modules");

let failed = false;

/** Runs a command in the consumer's folder. @param {string} command @param {string[]} args */
function run(command, args, cwd = folder) {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: "pipe" });
}

/** What `work` gives; where it fails, its reason, which is shown in its place. @param {() => string} work */
function attempt(work) {
  try {
    return work();
  } catch (error) {
    failed = true;
    const { stdout, stderr, message } =
      /** @type {{ stdout?: string, stderr?: string, message: string }} */ (error);
    return `failed: ${(stderr || stdout || message).trim().split("\n").slice(0, 3).join(" / ")}`;
  }
}

/** @param {string[]} names @param {string[][]} rows */
function table(names, rows) {
  console.log(`| ${names.join(" | ")} |\n|${"---|".repeat(names.length)}`);
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
  console.log();
}

/** The sizes of all files of a folder, in bytes. @param {string} path @returns {number} */
function bytesOf(path) {
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + readFileSync(join(entry.parentPath, entry.name)).length, 0);
}

function install() {
  const [command, ...args] = npm;
  run(command, [...args, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], HERE);
  const pack = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const [{ filename }] = JSON.parse(run(command, [...args, ...pack], inProject()));
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const options = ["--no-audit", "--no-fund", "--no-package-lock"];
  run(command, [...args, "install", ...options, join(folder, filename)]);
  const packages = readdirSync(modules).filter((name) => !name.startsWith("."));
  const size = `${(bytesOf(modules) / 1e6).toFixed(1)} MB`;
  console.log(`\`npm install middle-layer\`: ${packages.length} packages, ${size}\n`);
}

async function bundle() {
  const entry = join(folder, "layer.js");
  cpSync(join(HERE, "layer.js"), entry);
  const rows = [];
  for (const [name, make] of Object.entries(BUNDLERS)) {
    const output = join(folder, name);
    const complaints = await make(entry, output);
    failed ||= complaints.length > 0;
    const text = readFileSync(join(output, "bundle.js"), "utf8");
    const { code } = await transform(text, { minify: true });
    const sizes = [code, gzipSync(code)].map(({ length }) => (length / 1000).toFixed(1));
    rows.push([name, ...sizes, complaints[0] ?? "none"]);
  }
  table(["`MiddleLayer` + `random`", "minified, kB", "gzip, kB", "warnings"], rows);
}

/** Times of a fresh process each, in turns. */
function time() {
  const ways = {
    'import("ml-matrix")': "ml-matrix",
    'import("middle-layer")': "middle-layer",
  };
  /** @type {Record<string, number[]>} */
  const times = { import: [], require: [] };
  /** @type {Map<string, number[]>} */
  const all = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of Object.values(ways)) {
      for (const way of Object.keys(times)) {
        const load = way === "import" ? `await import("${name}")` : `require("${name}")`;
        const before =
          way === "import"
            ? ""
            : 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
        const code = `${before} const start = performance.now(); ${load}; console.log(performance.now() - start);`;
        const key = `\`${way}("${name}")\``;
        const ms = Number(run(process.execPath, ["--input-type=module", "-e", code]));
        all.set(key, [...(all.get(key) ?? []), ms]);
      }
    }
  }
  const rows = [...all].map(([name, list]) => {
    const sorted = list.toSorted((a, b) => a - b);
    const at = (/** @type {number} */ part) => sorted[Math.floor(part * (ROUNDS - 1))].toFixed(0);
    return [name, at(0.5), `${at(0)}–${at(1)}`];
  });
  table([`Node ${process.versions.node}`, "ms, median", "least–most"], rows);
}

/** The README's code as one program that prints, last, what its `console.log` was given. */
function writeReadme() {
  const readme = readFileSync(inProject("README.md"), "utf8");
  const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);
  const promised = blocks
    .flatMap((code) => code.split("\n").filter((line) => line.startsWith("// ")))
    .map((line) => line.slice(3));
  const print = "const printed = []; const console = { log: (...x) => printed.push(x.join(' ')) };";
  const last = "globalThis.console.log(JSON.stringify(printed.join('\\n')));";
  const code = `${print}\n${blocks.join("\n")}\n${last}\n`;
  writeFileSync(join(folder, "readme.ts"), code);
  return promised.join("\n");
}

function runtimes() {
  const promised = writeReadme();
  const js = join(folder, "readme.js");
  const ts = join(TOOLS, "typescript-6.0");
  run(process.execPath, [
    join(ts, "bin", "tsc"),
    ...["--noCheck", "--module", "esnext", "--target", "es2022", "--moduleResolution", "bundler"],
    ...["--ignoreConfig", join(folder, "readme.ts")],
  ]);
  writeFileSync(
    join(folder, "backend.js"),
    'import { linalg } from "middle-layer";\nconsole.log(linalg.backend());\n',
  );
  const deno = join(TOOLS, ".bin", "deno");
  const bun = join(TOOLS, "@oven", `bun-${process.platform}-${process.arch}`, "bin", "bun");
  /** @param {string} command @param {string[]} options @param {string[]} free */
  const row = (command, options, free) => [
    attempt(() => run(command, ["--version"]).split("\n")[0]),
    attempt(() => {
      const lines = run(command, [...free, js])
        .trim()
        .split("\n");
      if (JSON.parse(lines.at(-1) ?? "") !== promised) throw new Error("another output");
      return "as the README says";
    }),
    attempt(() => run(command, [...options, join(folder, "backend.js")]).trim()),
  ];
  const rows = NODE_VERSIONS.map((version) => row(fetchNode(version), [], []));
  rows.push(row(deno, ["run", "--no-prompt"], ["run", "-A"]));
  rows.push(row(bun, ["run"], ["run"]));
  table(["runtime", "the README's code", "`linalg.backend()`, without permissions"], rows);
}

function types() {
  const program = readFileSync(join(HERE, "program.ts"), "utf8");
  for (const name of ["program.ts", "program.mts", "program.cts"])
    writeFileSync(join(folder, name), program);
  const ways = [
    { name: "node10", module: "commonjs", moduleResolution: "node10", file: "program.ts", to: 6 },
    { name: "bundler", module: "esnext", moduleResolution: "bundler", file: "program.ts", to: 9 },
    { name: "nodenext, .mts", module: "nodenext", file: "program.mts", to: 9 },
    { name: "nodenext, .cts", module: "nodenext", file: "program.cts", from: 5.8, to: 9 },
  ];
  const rows = TYPESCRIPTS.map((version) => {
    const tsc = join(TOOLS, `typescript-${version}`, "bin", "tsc");
    return [
      run(process.execPath, [tsc, "--version"]).trim(),
      ...ways.map(({ name: _, file, from = 0, to, ...options }) => {
        if (Number(version) < from || Number(version) >= to) return "–";
        const compilerOptions = {
          ...{ noEmit: true, strict: true, exactOptionalPropertyTypes: true },
          ...{ types: [], target: "es2022", ...options },
        };
        const config = join(folder, "tsconfig.json");
        writeFileSync(config, JSON.stringify({ compilerOptions, files: [file] }));
        return attempt(() => run(process.execPath, [tsc, "-p", config]).trim() || "clean");
      }),
    ];
  });
  table(["TypeScript", ...ways.map(({ name }) => name)], rows);
}

function metadata() {
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
  const attw = join(TOOLS, "@arethetypeswrong", "cli", "dist", "index.js");
  const publint = inProject("node_modules", "publint", "src", "cli.js");
  const check = (/** @type {string[]} */ command) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      cwd: folder,
      encoding: "utf8",
    });
    failed ||= status !== 0;
    return `${stdout}${stderr}`.trim();
  };
  console.log(check([publint, join(folder, tarball)]));
  console.log(check([attw, join(folder, tarball), "--profile", "esm-only", "--no-emoji"]));
}

try {
  install();
  await bundle();
  time();
  runtimes();
  types();
  metadata();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
