import { fileURLToPath } from "node:url";
import { npmEnvironment } from "../scripts/lib/environment.mjs";
import { Failure } from "../scripts/lib/failure.mjs";
import { explainNpm, NPM_OPTIONS } from "../scripts/lib/node.mjs";
import { readOptions, showUsage, wholeNumber } from "../scripts/lib/options.mjs";
import { npm } from "../scripts/lib/project.mjs";
import { virtualEnvironment } from "../scripts/lib/python.mjs";
import { runMain, runOrFail } from "../scripts/lib/run.mjs";
import { setup } from "../scripts/lib/setup.mjs";
import { CONTENDERS, TRAININGS } from "./contenders.mjs";

const USAGE = `usage: npm run bench [-- COMMAND] [OPTION ...]

Sets up what is measured and compared with, and measures.

  layer     one step of a layer (default): --rounds 15, --only TEXT, --quick
  train     the training of a network: --rounds 15, --only TEXT, --images 60000, --quick
  accuracy  how good trained networks become: --seeds 5, --only TEXT
  minute    how good one becomes on MNIST in a minute: --seed 0, --epochs 15, --still

  --only TEXT  only what has TEXT in its name, beside what all is compared with`;

/** @type {(file: string) => string} */
const path = (file) => fileURLToPath(new URL(file, import.meta.url));

const pythonPeers = virtualEnvironment({
  name: "PyTorch and scikit-learn, in bench/.venv (on Linux some GB, as PyTorch brings CUDA's libraries)",
  folder: path(".venv"),
  requirements: path("requirements.txt"),
  needed: "sklearn, torch",
});

const text = /** @type {const} */ ({ type: "string" });
const flag = /** @type {const} */ ({ type: "boolean" });

// Options are read before anything is set up; the module that measures, which imports the package,
// is loaded once that is built.
/** @type {Record<string, (args: string[]) => Promise<void>>} */
const COMMANDS = {
  async layer(args) {
    const { rounds, only, quick } = read(args, { rounds: text, only: text, quick: flag });
    const options = { rounds: quick ? 3 : number("rounds", rounds, 15, 1), only: only ?? "" };
    checkOnly(options.only, CONTENDERS);
    await setup();
    await npmPeers();
    await (await import("./layer.mjs")).layer(options);
  },
  async train(args) {
    const spec = { rounds: text, only: text, images: text, quick: flag };
    const { rounds, only, images, quick } = read(args, spec);
    const options = {
      rounds: quick ? 3 : number("rounds", rounds, 15, 1),
      only: only ?? "",
      images: number("images", images, 60_000, 1),
    };
    checkOnly(options.only, TRAININGS);
    await setup([pythonPeers]);
    await npmPeers();
    await (await import("./train.mjs")).train(options);
  },
  async accuracy(args) {
    const { seeds, only } = read(args, { seeds: text, only: text });
    const options = { seeds: number("seeds", seeds, 5, 1), only: only ?? "" };
    await setup();
    const { accuracy, TASKS } = await import("./accuracy.mjs");
    checkOnly(options.only, TASKS);
    accuracy(options);
  },
  async minute(args) {
    const { seed, epochs, still } = read(args, { seed: text, epochs: text, still: flag });
    const options = {
      seed: number("seed", seed, 0, 0),
      epochs: number("epochs", epochs, 15, 1),
      isStill: still ?? false,
    };
    await setup();
    (await import("./minute.mjs")).minute(options);
  },
};

await runMain(async () => {
  const args = process.argv.slice(2);
  if (args[0] === "--help" || args[0] === "-h") showUsage(USAGE);
  const command = args[0]?.startsWith("-") === false ? String(args.shift()) : "layer";
  if (!Object.hasOwn(COMMANDS, command)) throw new Failure(`no command ${command}\n${USAGE}`);
  await COMMANDS[command](args);
  return 0;
});

/**
 * @template {import("../scripts/lib/options.mjs").Options} O
 * @param {string[]} args
 * @param {O} options
 */
function read(args, options) {
  return readOptions({ usage: USAGE, options, args }).values;
}

/** @param {string} name @param {string | undefined} given @param {number} usual @param {number} least */
function number(name, given, usual, least) {
  return given === undefined ? usual : wholeNumber(name, given, least);
}

/** @param {string} only @param {readonly { name: string }[]} all */
function checkOnly(only, all) {
  if (all.some(({ name }) => name.includes(only))) return;
  const names = all.map(({ name }) => `"${name}"`).join(", ");
  throw new Failure(`--only ${only}: none of ${names} has this in its name`);
}

/** Installs the npm packages that are compared with. */
async function npmPeers() {
  const command = [...npm, "ci", "--prefix", path("."), ...NPM_OPTIONS];
  await runOrFail(command, explainNpm, npmEnvironment());
}
