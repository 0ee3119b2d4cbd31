// npm run bench [-- --rounds N] [-- --only TEXT] [-- --quick]: one step forward and back of a layer
// with sigmoid, by this package, NumPy and others, side by side; prints tables, and writes JSON and
// charts to bench/results/.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Failure } from "../scripts/lib/failure.mjs";
import { npm } from "../scripts/lib/project.mjs";
import { run, runMain } from "../scripts/lib/run.mjs";
import { setup } from "../scripts/lib/setup.mjs";

const SIZES = [
  [2, 2, 3],
  [32, 64, 64],
  [128, 784, 128],
  [256, 784, 512],
  [256, 2048, 2048],
];
const BATCHES = [1, 4, 16, 64, 256, 1024].map((samples) => [samples, 256, 256]);
const WIDTHS = [4, 16, 64, 256, 1024].map((width) => [64, width, width]);
const LAYER = [2048, 2048];

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "15" },
    only: { type: "string", default: "" },
    quick: { type: "boolean", default: false },
  },
});

await runMain(async () => {
  await setup();
  await peers();
  await bench();
  return 0;
});

/** Installs what is compared with. */
async function peers() {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const command = [...npm, "ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"];
  const { code, output } = await run(command, { quiet: true });
  if (code !== 0) throw new Failure(`the peers could not be installed in bench: ${output}`);
}

async function bench() {
  const { CONTENDERS, REFERENCE } = await import("./contenders.mjs");
  const { creation, measure, peakMemory } = await import("./measure.mjs");
  const { digits, machine, markdown, table, time } = await import("./report.mjs");
  const rounds = options.quick ? 3 : Number(options.rounds);
  const contenders = CONTENDERS.filter(
    ({ name }) => name === REFERENCE || name.includes(options.only),
  );
  console.log(`${machine()}\n`);
  const largest = SIZES[SIZES.length - 1];
  /** @type {{ name: string, text: string, memory: number }[]} */
  const abouts = [];
  for (const contender of contenders.filter(({ name }) => !/naive|fnn/.test(name))) {
    abouts.push({ name: contender.name, ...(await peakMemory(contender, largest)) });
  }
  for (const { name, text } of abouts) if (text) console.log(`${name}: ${text}`);

  /** @type {import("./measure.mjs").Result[]} */
  const steps = [];
  for (const size of SIZES) {
    steps.push(...(await measure(contenders, size, rounds)));
    console.error(`measured (${size})`);
  }
  console.log(`\n${table(steps)}\n`);

  const growing = contenders.filter(({ name }) => /NumPy, 2|BLAS$|WASM$|plain/.test(name));
  const few = Math.min(rounds, 5);
  /** @type {import("./measure.mjs").Result[]} */
  const batches = [];
  /** @type {import("./measure.mjs").Result[]} */
  const widths = [];
  for (const size of BATCHES) batches.push(...(await measure(growing, size, few)));
  for (const size of WIDTHS) widths.push(...(await measure(growing, size, few)));
  console.log(`${table(batches)}\n\n${table(widths)}\n`);

  const makers = contenders.filter(({ name }) => [REFERENCE, "middle-layer, BLAS"].includes(name));
  const creations = Object.entries(await creation(makers, LAYER, few));
  const numpy = creations[0][1];
  console.log(
    markdown([
      ["2048 × 2049 normal weights", "best, µs", "ratio"],
      ...creations.map(([name, seconds]) => [name, time(seconds), digits(seconds / numpy)]),
    ]),
  );
  console.log(
    `\n${markdown([
      [`peak memory at (${largest}), MB`, ""],
      ...abouts.map(({ name, memory }) => [name, String(Math.round(memory))]),
    ])}`,
  );
  await save({ machine: machine(), abouts, steps, batches, widths, creations });
}

/** @param {Record<string, any>} results */
async function save(results) {
  const { growthChart, picture } = await import("./chart.mjs");
  const folder = new URL("results/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL("bench.json", folder), `${JSON.stringify(results, null, 2)}\n`);
  const charts = {
    batch: growthChart(
      "Time of a step, 256 inputs, 256 units",
      "samples",
      results.batches,
      (s) => s[0],
    ),
    width: growthChart("Time of a step, 64 samples", "inputs = units", results.widths, (s) => s[1]),
  };
  for (const [name, chart] of Object.entries(charts)) {
    writeFileSync(new URL(`${name}.png`, folder), await picture(chart));
  }
  console.log("\nbench/results/: bench.json, batch.png, width.png");
}
