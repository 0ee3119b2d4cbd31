import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { Linear, Network, OutputLayer, Sgd } from "../../src/index.js";
import { ONE, scriptedNetwork, weightOf, ZERO } from "./scripted.js";

const ADVICE =
  "try a lower learning rate (it is 1), inputs of mean 0 and deviation 1 (Scaler), or clipNorm";
/** Four equal samples: with batches of one, four corrections an epoch. */
const x = new Matrix([[1], [1], [1], [1]]);
const t = new Matrix(4, 1);

describe("training that diverges", () => {
  test.each([Number.NaN, Infinity, -Infinity])(
    "stops at a weight that makes the loss no number, %d, with epoch and batch",
    (weight) => {
      const loss = Number.isNaN(weight) ? "NaN" : "Infinity";
      const script = [1, 2, 3, 4, 5, weight];
      const text = `the loss became ${loss} in epoch 2, batch 3; ${ADVICE}`;
      const net = scriptedNetwork(script);
      expect(() => net.fit(x, t, { batchSize: 1 })).toThrow(new Error(`Network.fit: ${text}`));
      expect(net.epoch).toBe(1);
      const other = scriptedNetwork(script);
      const seen: number[] = [];
      expect(() => {
        for (const { epoch } of other.epochs(x, t, { batchSize: 1 })) seen.push(epoch);
      }).toThrow(new Error(`Network.epochs: ${text}`));
      expect(seen).toEqual([1]);
    },
  );

  test("stops at the last batch too, whose own loss was from before", () => {
    const net = scriptedNetwork([1, 2, 3, Infinity]);
    expect(() => net.fit(x, t, { epochs: 1, batchSize: 1 })).toThrow(
      new Error(`Network.fit: a weight became Infinity in epoch 1, by batch 4; ${ADVICE}`),
    );
  });

  test("stops where only the validation samples have a loss without bounds", () => {
    const net = scriptedNetwork([1, 2, 1e160]);
    const small = { x: new Matrix([[1e-100]]), t: ZERO };
    expect(() => net.fit(small.x, small.t, { validation: { x: ONE, t: ZERO } })).toThrow(
      new Error(
        `Network.fit: the validation loss became Infinity in epoch 3, after batch 1; ${ADVICE}`,
      ),
    );
  });

  test("corrects nothing by a batch whose loss is no number", () => {
    const net = scriptedNetwork([1, 1e200, 3]);
    expect(() => net.fit(x, t, { batchSize: 1 })).toThrow("in epoch 1, batch 3");
    expect(weightOf(net)).toBe(1e200);
  });

  test("has the best weights back with early stopping", () => {
    const net = scriptedNetwork([4, 2, 3, Number.NaN, 1]);
    const options = { validation: { x: ONE, t: ZERO }, earlyStopping: { patience: 9 } };
    expect(() => net.fit(ONE, ZERO, options)).toThrow("in epoch 4, by batch 1");
    expect(weightOf(net)).toBe(2);
    expect(net.predict(ONE).get(0, 0)).toBe(2);
  });

  test("is what a rate that is too large leads to, and its rate is told", () => {
    const initialWeights = new Matrix([[1, 1]]);
    const layer = new OutputLayer(1, 1, Linear, { initialWeights });
    const net = new Network([layer], { optimiser: new Sgd(1000) });
    expect(() => net.fit(x, t, { epochs: 100 })).toThrow(
      /^Network\.fit: the loss became Infinity in epoch \d+, batch 1; try a lower learning rate \(it is 1000\)/,
    );
  });
});
