import { Failure } from "./failure.mjs";
import { inProject, npm } from "./project.mjs";
import { runOrFail } from "./run.mjs";
import { hashOf, isStamped, stamp } from "./stamp.mjs";

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

/** For `npm ci` and `npm install`. */
export const NPM_OPTIONS = [
  "--ignore-scripts", // no package needs its own: the binaries are in the packages themselves
  "--no-audit",
  "--no-fund",
  // Without a network npm would wait 70 s between its tries before it says so.
  "--fetch-retry-mintimeout=2000",
  "--fetch-retry-maxtimeout=8000",
];

export const npmPackages = {
  name: "npm packages, in node_modules",
  isDone: () => isStamped(MODULES, modulesMade()),

  async make() {
    await runOrFail([...npm, "ci", ...NPM_OPTIONS], explainNpm);
    stamp(MODULES, modulesMade());
  },
};

const DIST = inProject("dist");
const distMade = () => ({
  sources: hashOf(inProject("src"), inProject("tsconfig.json"), inProject("package-lock.json")),
});

export const build = {
  name: "the package itself, in dist",
  isDone: () => isStamped(DIST, distMade()),

  async make() {
    await runOrFail([...npm, "run", "--silent", "build"], explainBuild);
    stamp(DIST, distMade());
  },
};

/** @param {string} output */
export function explainNpm(output) {
  return /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network/.test(output)
    ? "the npm packages could not be fetched, since the registry did not answer: check the network connection and run the command again."
    : `the npm packages could not be installed (${errorLine(output)}): fix this and run the command again.`;
}

/** @param {string} output */
function explainBuild(output) {
  return `the package could not be built (${errorLine(output)}): fix this and run the command again.`;
}

/** @param {string} output */
function errorLine(output) {
  const lines = output.trim().split("\n");
  return (lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? "").trim();
}
