import { createRequire } from "node:module";
import { CLASSES, HIDDEN, images, orders } from "./images.mjs";

const { NeuralNetwork } = createRequire(import.meta.url)("brain.js");

const OPTIONS = {
  SGD: { learningRate: 0.01 },
  Adam: { praxis: "adam", learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
};

/**
 * It corrects its weights after each sample, so a step is as many corrections as a batch has samples.
 * Its layers have one activation, the output too, so not ReLU; its loss is the squared error, and its
 * numbers are float32.
 *
 * @param {number} count
 * @param {number} batchSize
 */
export function prepare(count, batchSize) {
  const { x, labels } = images(count);
  const sample = (/** @type {number} */ row) => ({
    input: x.getRow(row),
    output: Array.from({ length: CLASSES }, (_, i) => Number(i === labels[row])),
  });
  const steps = Object.entries(OPTIONS).map(([name, options]) => {
    const net = new NeuralNetwork({ hiddenLayers: [HIDDEN], activation: "sigmoid", ...options });
    net.prepTraining([sample(0)], options);
    const batches = orders(count, batchSize);
    const step = () => {
      let loss = 0;
      for (const row of batches.next().value) loss += net.trainPattern(sample(row), true);
      return loss / batchSize;
    };
    return [name, step];
  });
  return Object.fromEntries(steps);
}
