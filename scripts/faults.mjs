import { mkdirSync } from "node:fs";
import { commands } from "./faults/commands.mjs";
import { brokenKernels, damages } from "./faults/damage.mjs";
import { disk, unmount } from "./faults/disk.mjs";
import { ends, together } from "./faults/ends.mjs";
import { environments, outside } from "./faults/environments.mjs";
import { kills } from "./faults/kills.mjs";
import { endAll, GROUNDS, madeGround, remove } from "./faults/machine.mjs";
import { paths } from "./faults/paths.mjs";
import { Failure } from "./lib/failure.mjs";
import { readOptions } from "./lib/options.mjs";
import { runMain } from "./lib/run.mjs";

const USAGE = `usage: npm run faults [-- --only NAME] [--list]

Tries the set-up on broken ground, in folders for temporary files that it takes away again, and prints
a table. Linux only; some 40 minutes with all packages in the caches of npm and pip, and 5 GB.

  --only NAME  the cases that have NAME in their name; may be given again
  --list       only name the cases`;

/** @typedef {{ name: string, what: string, run: () => Promise<string> }} Case */

/** @type {Case[]} */
const FRESH = [
  {
    name: "fresh",
    what: "a fresh set-up",
    run: async () => (await madeGround()) && "set up",
  },
];

/** @type {Case[]} */
const CASES = [
  ...FRESH,
  ...commands,
  ...ends,
  together,
  ...brokenKernels,
  ...damages,
  ...environments,
  outside,
  ...paths,
  ...disk,
  ...kills,
];

await runMain(async () => {
  const options = {
    only: /** @type {const} */ ({ type: "string", multiple: true }),
    list: /** @type {const} */ ({ type: "boolean" }),
  };
  const { only = [""], list } = readOptions({ usage: USAGE, options }).values;
  const unknown = only.find((part) => !CASES.some(({ name }) => name.includes(part)));
  if (unknown !== undefined)
    throw new Failure(`--only ${unknown}: no case has this in its name\n${USAGE}`);
  const cases = CASES.filter(({ name }) => only.some((part) => name.includes(part)));
  if (list) {
    for (const { name, what } of cases) console.log(`${name}: ${what}`);
    return 0;
  }
  if (process.platform !== "linux") throw new Failure("the faults can be tried on Linux only");
  for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(name, leave);
  mkdirSync(GROUNDS);
  try {
    return await tryAll(cases);
  } finally {
    clean();
  }
});

/** @param {Case[]} cases */
async function tryAll(cases) {
  console.log("| case | what was done | what happened | | s |\n|---|---|---|---|---|");
  let failed = 0;
  for (const { name, what, run } of cases) {
    const start = Date.now();
    const { text, result } = await run().then(
      (text) => ({ text, result: text.startsWith("skipped") ? "skipped" : "ok" }),
      (/** @type {Error} */ error) => ({ text: error.message, result: "**failed**" }),
    );
    if (result === "**failed**") failed++;
    const cells = [name, what, text, result, ((Date.now() - start) / 1000).toFixed(1)];
    console.log(`| ${cells.map(cell).join(" | ")} |`);
  }
  console.log(`\n${cases.length} cases, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** A text as it stands in a cell of a table. @param {string} text */
function cell(text) {
  return text.replaceAll(GROUNDS, "…").replaceAll("|", "\\|").replace(/\s+/g, " ").trim();
}

function leave() {
  clean();
  process.exit(1);
}

function clean() {
  endAll();
  unmount();
  remove(GROUNDS);
}
