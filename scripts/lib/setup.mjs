import { kernelspec } from "./kernelspec.mjs";
import { alone } from "./lock.mjs";
import { build, checkNode, npmPackages } from "./node.mjs";
import { pythonPackages } from "./python.mjs";

// In this order: each rests on those before it.
const STEPS = [npmPackages, build, pythonPackages, kernelspec];

/**
 * Makes what is missing of the project's environment, and shows what it does.
 *
 * @param {typeof STEPS} more steps beyond those that all need
 */
export async function setup(more = []) {
  checkNode();
  const steps = [...STEPS, ...more];
  if (steps.every((step) => step.isDone())) return;
  await alone(async () => {
    // Looked at one by one, since a step may undo what a later one has made.
    for (const step of steps) if (!step.isDone()) await make(step);
  });
}

/** @param {(typeof STEPS)[number]} step */
async function make({ name, make }) {
  const start = Date.now();
  process.stdout.write(`Setting up ${name} …`);
  try {
    await make();
    process.stdout.write(` ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
  } catch (error) {
    process.stdout.write(" failed\n");
    throw error;
  }
}
