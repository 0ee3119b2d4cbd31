// npm run bench -- accuracy [--seeds 5] [--only TEXT]: trains the networks of the README's table of
// accuracies on the package's data, and on MNIST where `npm run data` has brought it.
import {
  Adam,
  cars,
  digits,
  glorotNormal,
  heNormal,
  iris,
  Linear,
  MiddleLayer,
  mnist,
  Network,
  OutputLayer,
  penguins,
  RandomState,
  ReLU,
  Scaler,
  Softmax,
  split,
  Tanh,
} from "middle-layer";
import { markdown } from "./report.mjs";

/** @typedef {import("ml-matrix").AbstractMatrix} X */
/** @typedef {import("middle-layer").Targets} T */
/** @typedef {{ x: X, t: T, xTest: X, tTest: T, unit?: number }} Data */

/**
 * Each has the data, split by the permutation of seed 0, the sizes and the activation of its network, and
 * the rate, batch size and epochs of Adam.
 */
export const TASKS = [
  {
    name: "iris",
    data: () => standardised(iris(), 50),
    sizes: [4, 10, 3],
    activation: Tanh,
    rate: 0.01,
    batchSize: 16,
    epochs: 100,
  },
  {
    name: "penguins",
    data: () => standardised(penguins(), 100),
    sizes: [4, 10, 3],
    activation: Tanh,
    rate: 0.01,
    batchSize: 16,
    epochs: 100,
  },
  {
    name: "digits",
    data: pixels,
    sizes: [64, 64, 10],
    activation: ReLU,
    rate: 0.001,
    batchSize: 32,
    epochs: 50,
  },
  {
    name: "cars",
    data: milesPerGallon,
    sizes: [9, 16, 1],
    activation: ReLU,
    rate: 0.01,
    batchSize: 32,
    epochs: 200,
  },
  {
    name: "MNIST",
    data: images,
    sizes: [784, 128, 10],
    activation: ReLU,
    rate: 0.001,
    batchSize: 128,
    epochs: 10,
  },
];

/** @param {{ x: X, labels: T }} set @param {number} test @returns {Data} */
function standardised({ x, labels }, test) {
  const parts = split(x, /** @type {ArrayLike<string>} */ (labels), {
    test,
    random: new RandomState(0),
  });
  const scaler = new Scaler().fit(parts.train[0]);
  return {
    x: scaler.transform(parts.train[0]),
    t: parts.train[1],
    xTest: scaler.transform(parts.test[0]),
    tTest: parts.test[1],
  };
}

/** @returns {Data} */
function pixels() {
  const { x, labels } = digits();
  const { train, test } = split(x.div(16), labels, { test: 500, random: new RandomState(0) });
  return { x: train[0], t: train[1], xTest: test[0], tTest: test[1] };
}

/** @returns {Data} */
function milesPerGallon() {
  const { x, t } = cars();
  const { train, test } = split(x, t, { test: 100, random: new RandomState(0) });
  const [scaler, target] = [new Scaler().fit(train[0]), new Scaler().fit(train[1])];
  return {
    x: scaler.transform(train[0]),
    t: target.transform(train[1]),
    xTest: scaler.transform(test[0]),
    tTest: target.transform(test[1]),
    unit: target.scale[0],
  };
}

/** @returns {Data} */
function images() {
  const { train, test } = mnist();
  return { x: train.x, t: train.labels, xTest: test.x, tTest: test.labels };
}

/**
 * The share of the test samples that is classified rightly, or the root of the mean squared error.
 *
 * @param {typeof TASKS[number]} task @param {Data} data @param {number} seed
 */
function score({ sizes, activation, rate, batchSize, epochs }, { x, t, xTest, tTest, unit }, seed) {
  const random = new RandomState(seed);
  const [nUpper, hidden, n] = sizes;
  const initialiser = activation === ReLU ? heNormal : glorotNormal;
  const net = new Network(
    [
      new MiddleLayer(nUpper, hidden, activation, { random, initialiser }),
      new OutputLayer(hidden, n, unit ? Linear : Softmax, { random, initialiser: glorotNormal }),
    ],
    { optimiser: new Adam(rate), random },
  );
  net.fit(x, t, { epochs, batchSize });
  const { loss, accuracy } = net.evaluate(xTest, tTest);
  return accuracy ?? Math.sqrt(2 * loss) * (unit ?? 1); // half the squared error
}

/** @param {{ seeds: number, only: string }} options */
export function accuracy(options) {
  const seeds = Array.from({ length: options.seeds }, (_, seed) => seed);
  const rows = TASKS.filter(({ name }) => name.includes(options.only)).map((task) => {
    const data = task.data();
    const scores = seeds.map((seed) => score(task, data, seed));
    return row(task, scores);
  });
  console.log(markdown([["set", "network", "mean ± deviation", "least–most"], ...rows]));
}

/** @param {typeof TASKS[number]} task @param {number[]} scores */
function row({ name, sizes, activation, epochs }, scores) {
  const mean = scores.reduce((sum, score) => sum + score / scores.length, 0);
  const deviation = Math.sqrt(
    scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length,
  );
  const text = (/** @type {number} */ value) => value.toFixed(mean > 1 ? 2 : 4);
  const network = `${sizes.join("-")} ${activation.name}, ${epochs} epochs`;
  return [
    name,
    network,
    `${text(mean)} ± ${text(deviation)}`,
    `${text(Math.min(...scores))}–${text(Math.max(...scores))}`,
  ];
}
