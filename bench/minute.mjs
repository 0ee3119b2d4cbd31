// npm run bench -- minute [--seed 0] [--epochs 15] [--still]: how well a network of one middle layer of 256
// units reads the digits of MNIST, which `npm run data` brings, after less than a minute of training.
// In each epoch every image is moved anew by -1, 0 or 1 pixels across and down, unless --still.
import {
  Adam,
  glorotNormal,
  heNormal,
  MiddleLayer,
  mnist,
  Network,
  OutputLayer,
  RandomState,
  ReLU,
  Softmax,
} from "middle-layer";
import { Matrix } from "ml-matrix";
import { machine } from "./report.mjs";

const SIDE = 28;
const RATE = 0.002;

/** @param {{ seed: number, epochs: number, isStill: boolean }} options */
export function minute({ seed, epochs, isStill }) {
  const { train, test } = mnist();
  const random = new RandomState(seed);
  const net = new Network(
    [
      new MiddleLayer(SIDE ** 2, 256, ReLU, { random, initialiser: heNormal }),
      new OutputLayer(256, 10, Softmax, { random, initialiser: glorotNormal }),
    ],
    { optimiser: new Adam(RATE), random },
  );
  const start = performance.now();
  for (let epoch = 0; epoch < epochs; epoch++) {
    net.optimiser.learningRate = (RATE / 2) * (1 + Math.cos((Math.PI * epoch) / epochs));
    const x = isStill ? train.x : moved(train.x, random);
    net.fit(x, train.labels, { epochs: 1, batchSize: 128 });
  }
  const seconds = (performance.now() - start) / 1000;
  const { accuracy } = net.evaluate(test.x, test.labels);
  console.log(`${machine()}\n`);
  const images = isStill ? "the images as they are" : "moved images";
  console.log(
    `${epochs} epochs, ${images}: ${accuracy} of the test images after ${seconds.toFixed(1)} s`,
  );
}

/** Each image moved by -1, 0 or 1 pixels in both directions. @param {Matrix} x @param {RandomState} random */
function moved(x, random) {
  const result = new Matrix(x.rows, x.columns);
  for (let image = 0; image < x.rows; image++) {
    const [across, down] = random.randint(-1, 2, 2);
    for (let row = Math.max(0, down); row < Math.min(SIDE, SIDE + down); row++) {
      for (let column = Math.max(0, across); column < Math.min(SIDE, SIDE + across); column++) {
        const value = x.get(image, (row - down) * SIDE + column - across);
        if (value !== 0) result.set(image, row * SIDE + column, value);
      }
    }
  }
  return result;
}
