import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const tf = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-backend-wasm");

/**
 * Its float32 kernels with SIMD, in the form in which they are fastest: transposed by themselves.
 *
 * @param {number} samples @param {number} inputs @param {number} units
 */
export async function prepare(samples, inputs, units) {
  await tf.setBackend("wasm");
  await tf.ready();
  let w = tf.randomNormal([inputs, units], 0, 0.05);
  let bias = tf.randomNormal([units], 0, 0.05);
  const x = tf.randomNormal([samples, inputs]);
  const yB = tf.randomNormal([samples, units], 0, 0.001);
  const step = () => {
    const results = tf.tidy(() => {
      const y = tf.sigmoid(tf.add(tf.matMul(x, w), bias));
      const delta = tf.mul(tf.mul(tf.sub(1, y), y), yB);
      const yBack = tf.matMul(delta, tf.transpose(w));
      const newW = tf.sub(w, tf.mul(tf.matMul(tf.transpose(x), delta), 0.01));
      const newBias = tf.sub(bias, tf.mul(tf.sum(delta, 0), 0.01));
      return { y, yBack, newW, newBias };
    });
    w.dispose();
    bias.dispose();
    ({ newW: w, newBias: bias } = results);
    for (const result of [results.y, results.yBack]) {
      result.dataSync();
      result.dispose();
    }
  };
  return { step };
}
