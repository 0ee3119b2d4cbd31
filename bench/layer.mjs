// npm run bench: one step forward and back of a layer with
// sigmoid, by this package, NumPy and others, side by side; prints tables, and writes JSON and
// charts to bench/results/.
import { growthChart, picture } from "./chart.mjs";
import { CONTENDERS, REFERENCE } from "./contenders.mjs";
import { creation, measure, peakMemory } from "./measure.mjs";
import { digits, machine, markdown, save, table, time } from "./report.mjs";

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

/** @param {{ rounds: number, only: string }} options */
export async function layer({ rounds, only }) {
  const contenders = CONTENDERS.filter(({ name }) => name === REFERENCE || name.includes(only));
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
  save("bench.json", { machine: machine(), abouts, steps, batches, widths, creations });
  await saveCharts({ batches, widths });
  console.log("\nbench/results/: bench.json, batch.png, width.png");
}

/** @param {Record<"batches" | "widths", import("./measure.mjs").Result[]>} results */
async function saveCharts({ batches, widths }) {
  const charts = {
    batch: growthChart("Time of a step, 256 inputs, 256 units", "samples", batches, (s) => s[0]),
    width: growthChart("Time of a step, 64 samples", "inputs = units", widths, (s) => s[1]),
  };
  for (const [name, chart] of Object.entries(charts)) save(`${name}.png`, await picture(chart));
}
