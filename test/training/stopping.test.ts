import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Epoch, FitOptions, Network } from "../../src/index.js";
import { ONE, scriptedNetwork, weightOf, ZERO } from "./scripted.js";

/** Weights after each epoch: few different ones, so that many epochs are equally good. */
const script = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 20 });
const patience = fc.integer({ min: 1, max: 5 });
const minDelta = fc.constantFrom(0, 0.5, 3);
const watched = fc.boolean();
const validation = { x: ONE, t: ZERO };

/** The watched losses of all epochs of a script: after each, or, without validation, before it. */
function losses(weights: readonly number[], isValidated: boolean, start: number): number[] {
  const before = [start, ...weights.slice(0, -1)];
  return (isValidated ? weights : before).map((w) => (w * w) / 2);
}

/** For each epoch how many there have been since the last improvement. */
function waits(losses: readonly number[], minDelta: number): number[] {
  let [least, wait] = [Infinity, 0];
  return losses.map((loss) => {
    if (least - loss > minDelta) [least, wait] = [loss, 0];
    else wait += 1;
    return wait;
  });
}

const indexOfLeast = (numbers: readonly number[]): number => numbers.indexOf(Math.min(...numbers));

describe("early stopping", () => {
  test("ends after so many epochs without an improvement, with the weights of the best epoch", () => {
    fc.assert(
      fc.property(
        script,
        patience,
        minDelta,
        watched,
        (weights, patience, minDelta, isValidated) => {
          const net = scriptedNetwork(weights);
          const { epochs, best, stoppedEarly } = net.fit(ONE, ZERO, {
            epochs: weights.length,
            earlyStopping: { patience, minDelta },
            ...(isValidated && { validation }),
          });
          const all = losses(weights, isValidated, 100);
          const last = waits(all, minDelta).indexOf(patience);
          const count = last === -1 ? weights.length : last + 1;
          expect(epochs).toHaveLength(count);
          expect(stoppedEarly).toBe(last !== -1);
          const bestAt = indexOfLeast(all.slice(0, count));
          expect(best).toBe(epochs[bestAt]);
          expect(weightOf(net)).toBe(weights[bestAt]);
        },
      ),
    );
  });

  test("takes a gain below minDelta for no improvement, but keeps its weights", () => {
    const net = scriptedNetwork([3, 2.9, 2.8, 2.7, 1]);
    const earlyStopping = { patience: 3, minDelta: 1 };
    const history = net.fit(ONE, ZERO, { epochs: 5, validation, earlyStopping });
    expect(history.epochs).toHaveLength(4);
    expect(history.stoppedEarly).toBe(true);
    expect(weightOf(net)).toBe(2.7);
  });

  /** Ends of a training of which the second epoch is the best. */
  const WEIGHTS = [5, 1, 4, 3, 2];
  const ENDS: Record<string, (net: Network, options: FitOptions) => void> = {
    "runs to the end": (net, options) => net.fit(ONE, ZERO, options),
    "is broken off": (net, options) => {
      for (const { epoch } of net.epochs(ONE, ZERO, options)) if (epoch === 4) break;
    },
    "is left by an error in the loop": (net, options) => {
      const loop = (): void => {
        for (const { epoch } of net.epochs(ONE, ZERO, options))
          if (epoch === 4) throw new Error("no");
      };
      expect(loop).toThrow("no");
    },
    "is ended by onEpoch": (net, options) => {
      const onEpoch = ({ epoch }: Epoch): boolean => epoch < 4;
      expect(net.fit(ONE, ZERO, { ...options, onEpoch }).epochs).toHaveLength(4);
    },
    "ends with an error of onEpoch": (net, options) => {
      const onEpoch = ({ epoch }: Epoch): void => {
        if (epoch === 4) throw new Error("no");
      };
      expect(() => net.fit(ONE, ZERO, { ...options, onEpoch })).toThrow("no");
    },
    "ends with an error of the learning rate": (net, options) => {
      const learningRate = (epoch: number): number => 4 - epoch;
      expect(() => net.fit(ONE, ZERO, { ...options, learningRate })).toThrow(
        new RangeError(
          "Network.fit: expected learningRate of epoch 5 to be finite and >= 0, got -1",
        ),
      );
    },
  };
  test.each(Object.entries(ENDS))("has the best weights back when training %s", (_, end) => {
    const net = scriptedNetwork(WEIGHTS);
    end(net, { epochs: 5, validation, earlyStopping: { patience: 10 } });
    expect(weightOf(net)).toBe(1);
    expect(net.epoch).toBeGreaterThanOrEqual(4);
  });

  test("has the first weights back when the first epoch fails", () => {
    const net = scriptedNetwork([Number.NaN], 7);
    const earlyStopping = { patience: 1 };
    expect(() => net.fit(ONE, ZERO, { earlyStopping })).toThrow("a weight became NaN in epoch 1");
    expect(weightOf(net)).toBe(7);
  });

  test("leaves the last weights where it is not asked for", () => {
    const net = scriptedNetwork(WEIGHTS);
    expect(net.fit(ONE, ZERO, { epochs: 5, validation }).best.epoch).toBe(2);
    expect(weightOf(net)).toBe(2);
  });
});

describe("reduceOnPlateau", () => {
  test("lowers the rate after so many epochs without an improvement, and then counts anew", () => {
    const options = fc.record({
      factor: fc.constantFrom(0.5, 0.1),
      patience,
      minDelta,
      minLearningRate: fc.constantFrom(0, 0.2, 2),
    });
    fc.assert(
      fc.property(script, options, watched, (weights, reduceOnPlateau, isValidated) => {
        const net = scriptedNetwork(weights);
        const { epochs } = net.fit(ONE, ZERO, {
          ...{ epochs: weights.length, reduceOnPlateau },
          ...(isValidated && { validation }),
        });
        const { factor, patience, minDelta, minLearningRate } = reduceOnPlateau;
        let [rate, least, wait] = [1, Infinity, 0];
        const rates = losses(weights, isValidated, 100).map((loss) => {
          const during = rate;
          wait = least - loss > minDelta ? 0 : wait + 1;
          if (wait === 0) least = loss;
          if (wait === patience) {
            wait = 0;
            if (rate > minLearningRate) rate = Math.max(rate * factor, minLearningRate);
          }
          return during;
        });
        expect(epochs.map(({ learningRate }) => learningRate)).toEqual(rates);
        expect(net.optimiser.learningRate).toBe(rate);
      }),
    );
  });

  test("waits 10 epochs and takes a tenth unless told otherwise", () => {
    const net = scriptedNetwork(new Array(12).fill(1), 1);
    const rates: number[] = [];
    for (const _ of net.epochs(ONE, ZERO, { epochs: 12, reduceOnPlateau: {} })) {
      rates.push(net.optimiser.learningRate);
    }
    expect(rates).toEqual([...new Array(10).fill(1), 0.1, 0.1]);
  });
});
