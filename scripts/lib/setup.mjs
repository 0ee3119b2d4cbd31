import { kernelspec } from "./kernelspec.mjs";
import { alone } from "./lock.mjs";
import { build, checkNode, npmPackages } from "./node.mjs";
import { pythonPackages } from "./python.mjs";
import { NOT_THERE } from "./stamp.mjs";

/**
 * A step of the set-up.
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {() => string | undefined} fault why it has to be made; `undefined` if all is well
 * @property {() => Promise<void>} [prepare] fails at once if what `make` needs is not there
 * @property {() => Promise<void>} make
 */

/** In this order: each rests on those before it. @type {Step[]} */
const STEPS = [npmPackages, build, pythonPackages, kernelspec];

/**
 * Makes what is missing or broken of the project's environment, and shows what it does.
 *
 * @param {Step[]} more steps beyond those that all need
 */
export async function setup(more = []) {
  checkNode();
  const steps = [...STEPS, ...more];
  const undone = steps.filter((step) => step.fault() !== undefined);
  if (undone.length === 0) return;
  // What is missing on this machine is said before a minute of work.
  for (const step of undone) await step.prepare?.();
  await alone(async () => {
    // Looked at one by one, since a step may undo what a later one has made.
    for (const step of steps) {
      const fault = step.fault();
      if (fault !== undefined) await make(step, fault);
    }
  });
}

/** @param {Step} step @param {string} fault */
async function make({ name, make }, fault) {
  const start = Date.now();
  const why = fault === NOT_THERE ? "" : `, since ${fault}`;
  process.stdout.write(`Setting up ${name}${why} …`);
  try {
    await make();
    process.stdout.write(` ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
  } catch (error) {
    process.stdout.write(" failed\n");
    throw error;
  }
}
