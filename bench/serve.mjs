// Runs one contender in a process of its own: takes one JSON command a line, answers with one line.
//   {"size": [samples, …]}       makes its steps, by name, and their signals
//   {"steps": n, "of": "Adam"}   makes n of these steps; answers the seconds
//   {"create": [inputs, units]}  makes a layer; answers the seconds
//   {"about": true}              answers what computes, the peak memory in MB, and the last numbers that steps gave
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

/**
 * What is measured: one step, or, where steps are not made one by one, what makes `times` of them.
 *
 * @typedef {(() => unknown) | { run(times: number): Measured }} Step
 * @typedef {{ seconds: number, result: unknown }} Measured
 * @typedef {object} Module
 * @property {(...sizeAndOptions: any[]) => Record<string, Step> | Promise<Record<string, Step>>} prepare
 * @property {(inputs: number, units: number) => unknown} [create]
 * @property {() => string} [about]
 */

const [, , path, ...options] = process.argv;
/** @type {Module} */
const { prepare, create, about } = await import(pathToFileURL(path).href);

/** @type {Record<string, Step>} */
let made = {};
/** @type {Record<string, unknown>} */
const results = {};

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answer(JSON.parse(line))));
}

/** @param {Record<string, any>} command */
async function answer({ size, steps, of, create: layer }) {
  if (size) {
    made = {};
    made = await prepare(...size, ...options);
    return true;
  }
  if (steps) {
    const { seconds, result } = measured(made[of], steps);
    if (typeof result === "number") results[of] = result;
    return seconds;
  }
  if (layer) return measured(() => create?.(layer[0], layer[1]), 1).seconds;
  return { text: about?.() ?? "", memory: process.resourceUsage().maxRSS / 1024, results };
}

/** @param {Step} step @param {number} times @returns {Measured} */
function measured(step, times) {
  if (typeof step !== "function") return step.run(times);
  /** @type {unknown} */
  let result;
  const start = process.hrtime.bigint();
  for (let i = 0; i < times; i++) result = step();
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, result };
}
