import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import {
  Dropout,
  Linear,
  linalg,
  MiddleLayer,
  Network,
  OutputLayer,
  RandomState,
  Sgd,
  Softmax,
  Tanh,
} from "../../src/index.js";
import "../all-close.js";
import { weightsOf } from "./networks.js";

/** Not plain, since it is a class of one's own: its gradients are computed, then its corrections. */
class Same extends Sgd {}

function trained(optimiser: Sgd, units: number): Network {
  const random = new RandomState(units);
  const layers = [
    new Dropout(8, 0.1, { random }),
    new MiddleLayer(8, units, Tanh, { random }),
    new Dropout(units, 0.2, { random }),
    new MiddleLayer(units, units, Tanh, { random }),
    new OutputLayer(units, 3, Softmax, { random }),
  ];
  const net = new Network(layers, { optimiser, random });
  const x = random.normal(0, 1, [70, 8]);
  net.fit(x, random.randint(0, 3, 70), { epochs: 3, batchSize: 16 });
  return net;
}

describe("plain descent, where each layer corrects itself", () => {
  test.each(["blas", "wasm", "plain"] as const)(
    "comes to the weights of gradients that are corrected after all: %s",
    (backend) => {
      linalg.use(backend);
      try {
        for (const units of [3, 40]) {
          const [plain, same] = [trained(new Sgd(0.5), units), trained(new Same(0.5), units)];
          expect(weightsOf(plain)).toBeAllClose(weightsOf(same), { rtol: 1e-11, atol: 1e-13 });
          expect(plain.random.random()).toBe(same.random.random());
        }
      } finally {
        linalg.use("auto");
      }
    },
  );

  test.each([
    ["a class of its own", new Same(1), {}],
    ["L2", new Sgd(1), { l2: 0.1 }],
    ["clipping", new Sgd(1), { clipNorm: 0.1 }],
    ["decay", new Sgd(1, { weightDecay: 0.1 }), {}],
  ])("is not taken with %s", (_, optimiser, options) => {
    const net = new Network([new OutputLayer(2, 1, Linear)], { optimiser, ...options });
    net.fit(new Matrix([[1, 2]]), [1000], { epochs: 1 });
    expect(net.parameters[0].gradient.get(0, 0)).not.toBe(0);
  });

  test("leaves the weights as they are where the loss is not finite", () => {
    const initialWeights = new Matrix([[1e200, 0, 0]]);
    const output = new OutputLayer(2, 1, Linear, { initialWeights });
    const net = new Network([output], { optimiser: new Sgd(1) });
    expect(() => net.fit(new Matrix([[1, 1]]), [0], { epochs: 1 })).toThrow("loss became Infinity");
    expect(output.w.to2DArray()).toEqual(initialWeights.to2DArray());
  });
});
