import { createRequire } from "node:module";
import { Matrix } from "ml-matrix";
import { CLASSES, HIDDEN, images, orders, PIXELS } from "./images.mjs";

const FeedForwardNeuralNetworks = createRequire(import.meta.url)("ml-fnn");

/**
 * What its `train` does with all samples, with a batch: it knows no batches and no Adam. Whatever
 * activation it is given it takes tanh.
 *
 * @param {number} count
 * @param {number} batchSize
 */
export function prepare(count, batchSize) {
  const { x, labels } = images(count);
  const net = new FeedForwardNeuralNetworks({
    hiddenLayers: [HIDDEN],
    learningRate: 0.1 / batchSize,
  });
  net.buildNetwork(PIXELS, CLASSES);
  const classes = Array.from({ length: CLASSES }, (_, i) => i);
  net.dicts = { inputs: classes, outputs: classes };
  const batches = orders(count, batchSize);
  const step = () => {
    const rows = batches.next().value;
    const features = new Matrix(rows.map((row) => x.getRow(row)));
    const wanted = rows.map((row) => labels[row]);
    const probabilities = net.propagate(features);
    const loss = wanted.reduce((sum, label, i) => sum - Math.log(probabilities.get(i, label)), 0);
    net.backpropagation(features, wanted, probabilities);
    return loss / rows.length;
  };
  return { SGD: step };
}
