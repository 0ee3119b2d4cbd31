import {
  Adam,
  heNormal,
  linalg,
  MiddleLayer,
  Network,
  OutputLayer,
  ReLU,
  Sgd,
  Softmax,
} from "middle-layer";
import { CLASSES, HIDDEN, images, PIXELS, random } from "./images.mjs";

/** @typedef {import("middle-layer").Parameter} Parameter */

/** What breaks off a training. */
const ENOUGH = new Error("enough steps");

/** Counts corrections from the end of the first one on, and throws after the last. */
class StopWatch {
  #start = 0n;
  #left = 0;
  seconds = 0;

  /** @param {number} times */
  set(times) {
    [this.#start, this.#left] = [0n, times];
  }

  tick() {
    const now = process.hrtime.bigint();
    if (this.#start === 0n) this.#start = now;
    else this.#left -= 1;
    if (this.#left > 0) return;
    this.seconds = Number(now - this.#start) / 1e9;
    throw ENOUGH;
  }
}

/** @param {StopWatch} watch */
const optimisers = (watch) => ({
  SGD: new (class extends Sgd {
    /** @override @param {readonly Parameter[]} parameters */
    step(parameters) {
      super.step(parameters);
      watch.tick();
    }
  })(0.1),
  Adam: new (class extends Adam {
    /** @override @param {readonly Parameter[]} parameters */
    step(parameters) {
      super.step(parameters);
      watch.tick();
    }
  })(0.001),
});

/**
 * `Network.fit` from its first correction to a later one: without the checks of the data, which it
 * makes once for all epochs.
 *
 * @param {number} count
 * @param {number} batchSize
 */
export function prepare(count, batchSize) {
  const { x, labels } = images(count);
  const watch = new StopWatch();
  const steps = Object.entries(optimisers(watch)).map(([name, optimiser]) => {
    const net = new Network(
      [
        new MiddleLayer(PIXELS, HIDDEN, ReLU, { random, initialiser: heNormal }),
        new OutputLayer(HIDDEN, CLASSES, Softmax, { random, initialiser: heNormal }),
      ],
      { optimiser, random },
    );
    const run = (/** @type {number} */ times) => {
      watch.set(times);
      try {
        net.fit(x, labels, { epochs: Number.MAX_SAFE_INTEGER, batchSize });
      } catch (error) {
        if (error !== ENOUGH) throw error;
      }
      return { seconds: watch.seconds, result: net.output.loss };
    };
    return [name, { run }];
  });
  return Object.fromEntries(steps);
}

export function about() {
  return [linalg.description(), ...linalg.skipped()].join("; ");
}
