// npm run bench [-- COMMAND] [OPTIONS]: sets up what is measured and compared with, and measures.
//   (none)    one step of a layer: layer.mjs
//   train     the training of a network: train.mjs
//   accuracy  how good trained networks become: accuracy.mjs
//   minute    how good one becomes on MNIST in a minute: minute.mjs
import { fileURLToPath } from "node:url";
import { Failure } from "../scripts/lib/failure.mjs";
import { npm } from "../scripts/lib/project.mjs";
import { virtualEnvironment } from "../scripts/lib/python.mjs";
import { run, runMain } from "../scripts/lib/run.mjs";
import { setup } from "../scripts/lib/setup.mjs";

/** @type {(file: string) => string} */
const path = (file) => fileURLToPath(new URL(file, import.meta.url));

const pythonPeers = virtualEnvironment({
  name: "PyTorch and scikit-learn, in bench/.venv (on Linux some GB, as PyTorch brings CUDA's libraries)",
  folder: path(".venv"),
  requirements: path("requirements.txt"),
  needed: "sklearn, torch",
});

// Each is loaded once the package is built, which they import.
/** @type {Record<string, (args: string[]) => unknown>} */
const COMMANDS = {
  async layer(args) {
    await setup();
    await npmPeers();
    await (await import("./layer.mjs")).layer(args);
  },
  async train(args) {
    await setup([pythonPeers]);
    await npmPeers();
    await (await import("./train.mjs")).train(args);
  },
  async accuracy(args) {
    await setup();
    (await import("./accuracy.mjs")).accuracy(args);
  },
  async minute(args) {
    await setup();
    (await import("./minute.mjs")).minute(args);
  },
};

await runMain(async () => {
  const args = process.argv.slice(2);
  const command = args[0]?.startsWith("-") === false ? args.shift() : "layer";
  if (!Object.hasOwn(COMMANDS, String(command))) {
    throw new Failure(`npm run bench -- ${Object.keys(COMMANDS).join(" | ")}, not ${command}`);
  }
  await COMMANDS[String(command)](args);
  return 0;
});

/** Installs the npm packages that are compared with. */
async function npmPeers() {
  const command = [...npm, "ci", "--prefix", path("."), "--ignore-scripts", "--no-audit"];
  const { code, output } = await run([...command, "--no-fund"], { quiet: true });
  if (code !== 0) throw new Failure(`the peers could not be installed in bench: ${output}`);
}
