import { setTimeout as sleep } from "node:timers/promises";
import { Child } from "./child.mjs";
import { REFERENCE } from "./contenders.mjs";

/** @typedef {import("./contenders.mjs").Contender} Contender */

/** Seconds that a sample should last, and that a step may last to be measured in every round. */
const SAMPLE = 0.04;
const SLOW = 0.4;
const SLOW_ROUNDS = 2;

/** Seconds of warming up: some thousand small steps run in V8's first compilers. */
const WARM_UP = 0.5;

/** Milliseconds: OpenBLAS's threads look for work for some 100 after a product, on a core that the next contender needs. */
const PAUSE = 150;

/**
 * @typedef {object} Result
 * @property {string} name
 * @property {number[]} size samples, inputs, units
 * @property {number} best seconds of a step
 * @property {number} median
 * @property {number} ratio best ÷ the reference's best
 * @property {[number, number]} spread quartiles of the ratio within a round
 */

/**
 * Measures all contenders at one size: every round takes a sample of each, in changing order.
 *
 * @param {Contender[]} contenders
 * @param {number[]} size
 * @param {number} rounds
 * @returns {Promise<Result[]>}
 */
export async function measure(contenders, size, rounds) {
  const runners = [];
  for (const contender of contenders) runners.push(await warmUp(contender, size));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < runners.length; i++) {
      const runner = runners[(i + round) % runners.length];
      if (runner.step > SLOW && round >= SLOW_ROUNDS) continue;
      await sleep(PAUSE);
      const seconds = await runner.child.ask({ steps: runner.steps });
      runner.samples[round] = seconds / runner.steps;
    }
  }
  for (const { child } of runners) child.end();
  const reference = runners.find(({ name }) => name === REFERENCE)?.samples ?? [];
  return runners.map(({ name, samples }) => summary(name, size, samples, reference));
}

/** @param {Contender} contender @param {number[]} size */
async function warmUp(contender, size) {
  const child = new Child(contender);
  await child.ask({ size });
  let [step, spent] = [Infinity, 0];
  for (let steps = 1; spent < WARM_UP; steps *= 2) {
    const seconds = await child.ask({ steps });
    step = seconds / steps;
    spent += seconds;
  }
  const steps = Math.max(1, Math.round(SAMPLE / step));
  return { name: contender.name, child, step, steps, samples: /** @type {number[]} */ ([]) };
}

/**
 * @param {string} name
 * @param {number[]} size
 * @param {number[]} samples
 * @param {number[]} reference
 * @returns {Result}
 */
function summary(name, size, samples, reference) {
  const both = Math.min(samples.length, reference.length);
  const ratios = samples.slice(0, both).map((seconds, round) => seconds / reference[round]);
  const best = Math.min(...samples);
  return {
    name,
    size,
    best,
    median: quantile(samples, 0.5),
    ratio: best / Math.min(...reference),
    spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
  };
}

/** @param {number[]} values @param {number} part */
function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round(part * (sorted.length - 1))];
}

/**
 * Peak memory in MB, in a fresh process that makes some steps, and what the contender says of itself.
 *
 * @param {Contender} contender
 * @param {number[]} size
 * @returns {Promise<{ text: string, memory: number }>}
 */
export async function peakMemory(contender, size) {
  const child = new Child(contender);
  await child.ask({ size });
  await child.ask({ steps: 3 });
  const answer = await child.ask({ about: true });
  child.end();
  return answer;
}

/**
 * The best of `rounds` times, alternating, that it takes to draw a layer's weights: seconds by name.
 *
 * @param {Contender[]} contenders
 * @param {number[]} layer inputs and units
 * @param {number} rounds
 */
export async function creation(contenders, layer, rounds) {
  const children = contenders.map((contender) => new Child(contender));
  /** @type {Record<string, number>} */
  const best = {};
  for (let round = 0; round < rounds; round++) {
    for (const child of children) {
      const seconds = await child.ask({ create: layer });
      best[child.name] = Math.min(best[child.name] ?? Infinity, seconds);
    }
  }
  for (const child of children) child.end();
  return best;
}
