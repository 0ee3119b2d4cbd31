import { createRequire } from "node:module";
import { Matrix } from "ml-matrix";

const FeedForwardNeuralNetworks = createRequire(import.meta.url)("ml-fnn");

/** Its hidden layer alone. @param {number} samples @param {number} inputs @param {number} units */
export function prepare(samples, inputs, units) {
  const net = new FeedForwardNeuralNetworks({ hiddenLayers: [units], activation: "logistic" });
  net.buildNetwork(inputs, 1);
  const [layer] = net.model;
  const x = Matrix.rand(samples, inputs);
  const delta = Matrix.rand(samples, units).mul(0.001);
  const step = () => {
    const y = layer.forward(x);
    const yBack = layer.backpropagation(delta, x);
    layer.update();
    return { y, yBack };
  };
  return { step };
}
