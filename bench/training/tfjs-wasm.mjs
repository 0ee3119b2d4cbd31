import { createRequire } from "node:module";
import { CLASSES, HIDDEN, images, orders, PIXELS } from "./images.mjs";

const require = createRequire(import.meta.url);
const tf = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-backend-wasm");

/**
 * Its float32 kernels with SIMD and its optimisers, with the gradients written out, of which its core
 * alone has none.
 *
 * @param {number} count
 * @param {number} batchSize
 */
export async function prepare(count, batchSize) {
  await tf.setBackend("wasm");
  await tf.ready();
  const { x, labels } = images(count);
  const data = {
    x: tf.tensor2d(pixels(x), [count, PIXELS]),
    t: tf.cast(tf.oneHot(tf.tensor1d(labels, "int32"), CLASSES), "float32"),
  };
  const optimisers = { SGD: tf.train.sgd(0.1), Adam: tf.train.adam(0.001) };
  const steps = Object.entries(optimisers).map(([name, optimiser]) => {
    const weights = variables(name);
    const batches = orders(count, batchSize);
    return [name, () => correct(data, batches.next().value, weights, optimiser)];
  });
  return Object.fromEntries(steps);
}

/** The elements of a matrix, row by row, in float32. @param {import("ml-matrix").Matrix} x */
function pixels(x) {
  const values = new Float32Array(x.rows * x.columns);
  for (let i = 0; i < x.rows; i++) values.set(x.getRow(i), i * x.columns);
  return values;
}

/** @param {string} name they are registered by it */
function variables(name) {
  const normal = (/** @type {number} */ n, /** @type {number} */ m) =>
    tf.randomNormal([n, m], 0, Math.sqrt(2 / n));
  const initial = {
    w1: normal(PIXELS, HIDDEN),
    b1: tf.zeros([HIDDEN]),
    w2: normal(HIDDEN, CLASSES),
    b2: tf.zeros([CLASSES]),
  };
  return Object.entries(initial).map(([key, value]) => tf.variable(value, true, `${name}.${key}`));
}

/**
 * One correction; returns the loss of the batch.
 *
 * @param {{ x: any, t: any }} data
 * @param {number[]} rows
 * @param {any[]} weights
 * @param {any} optimiser
 */
function correct(data, rows, weights, optimiser) {
  const [w1, b1, w2, b2] = weights;
  const loss = tf.tidy(() => {
    const indices = tf.tensor1d(rows, "int32");
    const [x, t] = [tf.gather(data.x, indices), tf.gather(data.t, indices)];
    const y1 = tf.relu(tf.add(tf.matMul(x, w1), b1));
    const y2 = tf.softmax(tf.add(tf.matMul(y1, w2), b2));
    const delta2 = tf.div(tf.sub(y2, t), rows.length);
    const delta1 = tf.mul(tf.matMul(delta2, w2, false, true), tf.step(y1));
    const gradients = [
      tf.matMul(x, delta1, true),
      tf.sum(delta1, 0),
      tf.matMul(y1, delta2, true),
      tf.sum(delta2, 0),
    ];
    optimiser.applyGradients(weights.map(({ name }, i) => ({ name, tensor: gradients[i] })));
    return tf.neg(tf.div(tf.sum(tf.mul(t, tf.log(tf.add(y2, 1e-7)))), rows.length));
  });
  const [value] = loss.dataSync();
  loss.dispose();
  return value;
}
