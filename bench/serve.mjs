// Runs one contender in a process of its own: takes one JSON command a line, answers with one line.
//   {"size": [samples, inputs, units]}   makes a layer and its signals
//   {"steps": n}                         runs n steps forward and back; answers the seconds
//   {"create": [inputs, units]}          makes a layer; answers the seconds
//   {"about": true}                      answers what computes, and the peak memory in MB
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

/** @type {typeof import("./steps/middle-layer.mjs")} */
const { prepare, create, about } = await import(pathToFileURL(process.argv[2]).href);

/** @type {(() => unknown) | undefined} */
let step;

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answer(JSON.parse(line))));
}

/** @param {Record<string, any>} command */
async function answer({ size, steps, create: layer }) {
  if (size) {
    step = undefined;
    step = await prepare(size[0], size[1], size[2]);
    return true;
  }
  if (steps && step) return seconds(step, steps);
  if (layer) return seconds(() => create?.(layer[0], layer[1]), 1);
  return { text: about?.() ?? "", memory: process.resourceUsage().maxRSS / 1024 };
}

/** @param {() => unknown} run @param {number} times */
function seconds(run, times) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < times; i++) run();
  return Number(process.hrtime.bigint() - start) / 1e9;
}
