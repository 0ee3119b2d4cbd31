import { setTimeout as sleep } from "node:timers/promises";
import { quantile } from "../scripts/lib/quantile.mjs";
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

/** The name of a contender's step if it makes no other. */
const STEP = "step";

/**
 * @typedef {object} Samples
 * @property {string} name
 * @property {string} kind which of its steps
 * @property {number[]} samples seconds of a step, in each round
 * @property {number} steps that it made for them
 * @property {About} about
 */

/**
 * @typedef {object} About
 * @property {string} text what computes
 * @property {number} memory peak, in MB
 * @property {Record<string, number>} results the last numbers that its steps gave, by their names
 */

/**
 * @typedef {object} Comparison
 * @property {number} ratio best ÷ the reference's best
 * @property {[number, number]} spread quartiles of the ratio within a round
 */

/**
 * @typedef {Comparison & { name: string, size: number[], best: number, median: number }} Result seconds
 * of a step
 */

/**
 * Takes samples of all contenders at one size: every round one of each, in changing order.
 *
 * @param {Contender[]} contenders
 * @param {number[]} size
 * @param {{ rounds: number, sample?: number }} options `sample`: the seconds that one should last
 * @returns {Promise<Samples[]>}
 */
export async function takeSamples(contenders, size, { rounds, sample = SAMPLE }) {
  const runners = [];
  for (const contender of contenders) runners.push(...(await start(contender, size)));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < runners.length; i++) {
      const runner = runners[(i + round) % runners.length];
      if (runner.best > SLOW && round >= SLOW_ROUNDS) continue;
      await sleep(PAUSE);
      // By the last one: while the machine was busy the steps may have been far slower.
      const steps = Math.max(1, Math.round(sample / runner.last));
      runner.last = (await runner.child.ask({ steps, of: runner.kind })) / steps;
      runner.best = Math.min(runner.best, runner.last);
      runner.samples[round] = runner.last;
      runner.steps += steps;
    }
  }
  const taken = [];
  for (const { child, kind, samples, steps } of runners) {
    taken.push({ name: child.name, kind, samples, steps, about: await child.ask({ about: true }) });
  }
  for (const { child } of runners) child.end();
  return taken;
}

/**
 * Measures one step of all contenders at one size.
 *
 * @param {Contender[]} contenders
 * @param {number[]} size
 * @param {number} rounds
 * @returns {Promise<Result[]>}
 */
export async function measure(contenders, size, rounds) {
  const taken = await takeSamples(contenders, size, { rounds });
  const reference = taken.find(({ name }) => name === REFERENCE)?.samples ?? [];
  return taken.map(({ name, samples }) => ({
    name,
    size,
    ...summary(samples),
    ...comparison(samples, reference),
  }));
}

/** A process of a contender, with its steps warmed up. @param {Contender} contender @param {number[]} size */
async function start(contender, size) {
  const child = new Child(contender);
  await child.ask({ size });
  const runners = [];
  for (const kind of contender.kinds ?? [STEP]) {
    const step = await warmUp(child, kind);
    const samples = /** @type {number[]} */ ([]);
    runners.push({ child, kind, best: step, last: step, steps: 0, samples });
  }
  return runners;
}

/** The seconds of a step, once it has become fast. @param {Child} child @param {string} kind */
async function warmUp(child, kind) {
  let [step, spent] = [Infinity, 0];
  for (let steps = 1; spent < WARM_UP; steps *= 2) {
    const seconds = await child.ask({ steps, of: kind });
    step = seconds / steps;
    spent += seconds;
  }
  return step;
}

/** @param {number[]} samples */
export function summary(samples) {
  return { best: Math.min(...samples), median: quantile(samples, 0.5) };
}

/** @param {number[]} samples @param {number[]} reference @returns {Comparison} */
export function comparison(samples, reference) {
  const both = Math.min(samples.length, reference.length);
  const ratios = samples.slice(0, both).map((seconds, round) => seconds / reference[round]);
  return {
    ratio: Math.min(...samples) / Math.min(...reference),
    spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
  };
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
  await child.ask({ steps: 3, of: STEP });
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
