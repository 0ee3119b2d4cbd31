import { existsSync, readFileSync, rmSync } from "node:fs";
import { npmEnvironment } from "./environment.mjs";
import { explainFull, Failure } from "./failure.mjs";
import { inProject, npm } from "./project.mjs";
import { runOrFail } from "./run.mjs";
import { faultOf, hashOf, stamp, unstamp } from "./stamp.mjs";

const OLDEST = [20, 19];

/** Throws the failure that a too old Node is. */
export function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new Failure(
    `Node.js ${OLDEST.join(".")} or newer is needed, this is ${process.versions.node}: install it from https://nodejs.org and run the command again.`,
  );
}

const MODULES = inProject("node_modules");
const modulesMade = () => ({
  lock: hashOf(inProject("package-lock.json")),
  platform: `${process.platform}-${process.arch}`,
});

/**
 * For `npm ci` and `npm install`, which may read settings of the user's that bring less, other or
 * nothing at all.
 */
export const NPM_OPTIONS = [
  "--ignore-scripts", // no package needs its own: the binaries are in the packages themselves
  "--no-audit",
  "--no-fund",
  ...["--include=dev", "--include=optional", "--include=peer", "--no-production"],
  ...["--no-global", "--location=project", "--no-dry-run", "--no-package-lock-only"],
  ...["--install-strategy=hoisted", "--no-install-links", "--bin-links", "--package-lock"],
  ...["--no-legacy-peer-deps", "--no-strict-peer-deps", "--no-engine-strict", "--no-force"],
  ...[`--os=${process.platform}`, `--cpu=${process.arch}`],
  ...["--loglevel=error", "--no-color", "--no-progress"],
  "--prefer-offline", // the lock says what is right
  // Without a network npm would wait 70 s between its tries before it says so.
  "--fetch-retry-mintimeout=2000",
  "--fetch-retry-maxtimeout=8000",
];

export const npmPackages = {
  name: "npm packages, in node_modules",
  fault: () => faultOf(MODULES, modulesMade()),

  async make() {
    unstamp(MODULES);
    await runOrFail([...npm, "ci", ...NPM_OPTIONS], explainNpm, npmEnvironment());
    checkPackages();
    stamp(MODULES, modulesMade());
  },
};

/** Throws if npm has left out packages that the lock names and this machine can have. */
function checkPackages() {
  const { packages } = JSON.parse(readFileSync(inProject("package-lock.json"), "utf8"));
  const wanted = Object.keys(packages).filter(
    (path) => !packages[path].optional || isForThisMachine(packages[path]),
  );
  const missing = wanted.filter((path) => !existsSync(inProject(path, "package.json")));
  if (missing.length === 0) return;
  throw new Failure(
    `npm has left out ${missing.length} of the packages (${missing.slice(0, 3).join(", ")}): see whether \`npm config list\` shows why, and run the command again.`,
  );
}

/** Whether a package of the lock is one of those of which each machine takes its own. @param {{ os?: string[], cpu?: string[], libc?: string[] }} lock */
function isForThisMachine({ os = [], cpu = [], libc }) {
  if (!os.includes(process.platform) || (cpu.length > 0 && !cpu.includes(process.arch)))
    return false;
  const { header } = /** @type {any} */ (process.report.getReport());
  return libc === undefined || libc.includes(header.glibcVersionRuntime ? "glibc" : "musl");
}

const DIST = inProject("dist");
const BUILDERS = ["build.mjs", "build-wasm.mjs", "package.tsconfig.json"];
const distMade = () => ({
  sources: hashOf(
    ...["src", "package.json", "package-lock.json", "tsconfig.json"].map((name) => inProject(name)),
    ...BUILDERS.map((name) => inProject("scripts", name)),
  ),
});

export const build = {
  name: "the package itself, in dist",
  fault: () => faultOf(DIST, distMade()),

  async make() {
    unstamp(DIST);
    rmSync(DIST, { recursive: true, force: true }); // the build would keep what it finds to be young
    await runOrFail([process.execPath, inProject("scripts", "build.mjs")], explainBuild);
    stamp(DIST, distMade());
  },
};

/** @param {string} output */
export function explainNpm(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED|network/.test(output))
    return "the npm packages could not be fetched, since the registry did not answer: check the network connection and run the command again.";
  return (
    explainFull(output) ??
    `the npm packages could not be installed (${errorLine(output)}): fix this and run the command again.`
  );
}

/** @param {string} output */
function explainBuild(output) {
  return (
    explainFull(output) ??
    `the package could not be built (${errorLine(output)}): fix this and run the command again.`
  );
}

/** @param {string} output */
function errorLine(output) {
  const lines = output.trim().split("\n");
  return (lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? "").trim();
}
