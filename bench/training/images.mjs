import { mnist, RandomState } from "middle-layer";

/** The network that is trained: 784 pixels, 128 units, 10 classes. */
export const [PIXELS, HIDDEN, CLASSES] = [784, 128, 10];

export const random = new RandomState(1);

/**
 * MNIST where a folder of it is named, else random images of its shape.
 *
 * @param {number} count
 */
export function images(count) {
  const folder = process.env.MIDDLE_LAYER_MNIST;
  if (folder) return mnist(folder, { limit: count }).train;
  const labels = Array.from({ length: count }, (_, i) => i % CLASSES);
  return { x: random.random([count, PIXELS]), labels };
}

/**
 * The indices of one batch after the other, for ever, in a new order in each epoch.
 *
 * @param {number} count
 * @param {number} batchSize
 * @returns {Generator<number[], never>}
 */
export function* orders(count, batchSize) {
  while (true) {
    const order = Array.from(random.permutation(count));
    for (let start = 0; start < count; start += batchSize) {
      yield order.slice(start, start + batchSize);
    }
  }
}
