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

const OPTIMISERS = { SGD: () => new Sgd(0.1), Adam: () => new Adam(0.001) };

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
  const steps = Object.entries(OPTIMISERS).map(([name, optimiser]) => {
    const net = new Network(
      [
        new MiddleLayer(PIXELS, HIDDEN, ReLU, { random, initialiser: heNormal }),
        new OutputLayer(HIDDEN, CLASSES, Softmax, { random, initialiser: heNormal }),
      ],
      { optimiser: optimiser(), random },
    );
    afterEachStep(net.output, () => watch.tick());
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

/** Calls `then` when the hits of a batch are counted, which ends its step. @param {OutputLayer} output @param {() => void} then */
function afterEachStep(output, then) {
  const { hits } = output;
  output.hits = (y, wanted) => {
    const count = hits.call(output, y, wanted);
    then();
    return count;
  };
}

export function about() {
  return [linalg.description(), ...linalg.skipped()].join("; ");
}
