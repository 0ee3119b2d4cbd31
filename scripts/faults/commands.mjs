import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { finish, GROUNDS, madeGround, shortened } from "./machine.mjs";

// Command lines that are wrong, and those that ask for help, on a ground where nothing is to be made.

const WRONG = [
  ["notebooks", "nope.ipynb"],
  ["notebooks", "notebooks"],
  ["notebooks", "README.md"],
  ["notebooks", "--nope"],
  ["notebooks", "--kernel", "nope", "notebooks/01-middle-layer.ipynb"],
  ["site", "--nope"],
  ["site", "x"],
  ["data", "--nope"],
  ["bench", "--rounds", "x"],
  ["bench", "--rounds", "x", "--only", "zzz"],
  ["bench", "--only", "zzz"],
  ["bench", "--rounds", "0"],
  ["bench", "--rounds", "-1"],
  ["bench", "nope"],
  ["bench", "train", "--images", "1.5"],
  ["bench", "accuracy", "--seeds", ""],
  ["bench", "minute", "--epochs", "NaN"],
  ["bench", "--rounds"],
  ["start", "--port", "x"],
];

const HELP = ["start", "test", "notebooks", "site", "data", "bench", "faults"];

/** @param {string} script @param {string[]} args */
const npmRun = (script, ...args) => ["npm", "run", "--silent", script, "--", ...args];

const ONE_LINE = /^middle-layer: [^\n]+(\nusage: [\s\S]*)?\n$/;

export const commands = [
  ...WRONG.map(([script, ...args]) => ({
    name: `wrong-${script}`,
    what: `npm run ${script} -- ${args.join(" ")}`,
    async run() {
      const { code, output } = await finish(await madeGround(), npmRun(script, ...args));
      if (code === 0 || !ONE_LINE.test(output)) throw new Error(`${code}: ${shortened(output)}`);
      return output.split("\n")[0];
    },
  })),
  ...HELP.map((script) => ({
    name: `help-${script}`,
    what: `npm run ${script} -- --help`,
    async run() {
      const { code, output } = await finish(await madeGround(), npmRun(script, "--help"));
      if (code !== 0 || !output.startsWith("usage: "))
        throw new Error(`${code}: ${shortened(output)}`);
      return "its usage";
    },
  })),
  ...["/proc/x", "/sys/x", "/dev/null", "", join(GROUNDS, "file", "x"), "/proc/1/fd/x"].map(
    (prefix) => ({
      name: "prefix",
      what: `middle-layer kernel install --prefix ${JSON.stringify(prefix.replace(GROUNDS, "…"))}`,
      async run() {
        const ground = await madeGround();
        mkdirSync(GROUNDS, { recursive: true });
        writeFileSync(join(GROUNDS, "file"), "");
        const cli = join(ground, "dist", "kernel", "cli.js");
        const install = [
          "timeout",
          "60",
          process.execPath,
          cli,
          "kernel",
          "install",
          `--prefix=${prefix}`,
        ];
        const { code, output } = await finish(ground, install);
        if (code !== 2 || !ONE_LINE.test(output)) throw new Error(`${code}: ${shortened(output)}`);
        return output.trim().replaceAll(GROUNDS, "…");
      },
    }),
  ),
];
