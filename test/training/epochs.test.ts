import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import {
  type Epoch,
  type FitOptions,
  type History,
  Linear,
  Network,
  OutputLayer,
  RandomState,
  Scaler,
  Sgd,
  Softmax,
} from "../../src/index.js";
import "../all-close.js";
import { cloudNetwork, clouds, snapshot, weightsOf } from "./networks.js";
import { ONE, Scripted, scriptedNetwork, weightOf, ZERO } from "./scripted.js";

const { x, labels } = clouds();

/** Without dropout, so that the loss of training is that of the weights alone. */
function plainNetwork(options: { l2?: number; clipNorm?: number; scaler?: Scaler } = {}): Network {
  const layer = new OutputLayer(2, 3, Softmax, { random: new RandomState(1) });
  return new Network([layer], { optimiser: new Sgd(0.5), random: new RandomState(2), ...options });
}

const part = (m: Matrix, from: number, to: number): Matrix =>
  m.subMatrix(from, to - 1, 0, m.columns - 1);

/** All epochs of a generator, and what it returns. */
function drain(epochs: Generator<Epoch, History>): { seen: Epoch[]; history: History } {
  const seen: Epoch[] = [];
  for (;;) {
    const next = epochs.next();
    if (next.done) return { seen, history: next.value };
    seen.push(next.value);
  }
}

describe("Network.epochs", () => {
  test("is fit, epoch by epoch, to the same bits", () => {
    const options = { epochs: 4, batchSize: 7, validation: 0.25, earlyStopping: { patience: 2 } };
    const [net, twin] = [cloudNetwork(), cloudNetwork()];
    const { seen, history } = drain(net.epochs(x, labels, options));
    expect(history).toEqual(twin.fit(x, labels, options));
    expect(seen).toEqual(history.epochs);
    expect(snapshot(net)).toEqual(snapshot(twin));
  });

  test("does nothing before the first epoch is asked for, but knows the labels", () => {
    const net = cloudNetwork();
    const before = snapshot(net) as object;
    net.epochs(x, labels);
    expect(snapshot(net)).toEqual({ ...before, labels: ["left", "middle", "right"] });
  });

  test("may be broken off, and leaves a network that can be used and trained on", () => {
    const [net, twin] = [cloudNetwork(), cloudNetwork()];
    for (const { epoch } of net.epochs(x, labels, { epochs: 100 })) if (epoch === 3) break;
    twin.fit(x, labels, { epochs: 3 });
    expect(snapshot(net)).toEqual(snapshot(twin));
    expect(net.fit(x, labels, { epochs: 2 })).toEqual(twin.fit(x, labels, { epochs: 2 }));
    expect(net.epoch).toBe(5);
  });

  test("takes a learning rate that is changed on the way from the next epoch on", () => {
    const net = plainNetwork();
    const rates: (number | undefined)[] = [];
    let weights = weightsOf(net);
    for (const { epoch, learningRate } of net.epochs(x, labels, { epochs: 4 })) {
      rates.push(learningRate);
      if (epoch <= 2) expect(weightsOf(net)).not.toEqual(weights);
      else expect(weightsOf(net)).toEqual(weights);
      weights = weightsOf(net);
      net.optimiser.learningRate = epoch === 1 ? 0.25 : 0;
    }
    expect(rates).toEqual([0.5, 0.25, 0, 0]);
  });

  test("counts epochs on from one training to the next", () => {
    const net = plainNetwork();
    const rates: number[] = [];
    const learningRate = (epoch: number): number => {
      rates.push(epoch);
      return 1 / epoch;
    };
    const first = net.fit(x, labels, { epochs: 2, learningRate });
    const second = net.fit(x, labels, { epochs: 2, learningRate });
    expect([...first.epochs, ...second.epochs].map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
    expect(second.epochs.map(({ learningRate }) => learningRate)).toEqual([1 / 3, 1 / 4]);
    expect(rates).toEqual([1, 2, 3, 4]);
    expect(net.epoch).toBe(4);
    expect(net.optimiser.learningRate).toBe(1 / 4);
  });

  test.each([
    [-1, RangeError, "finite and >= 0, got -1"],
    [Number.NaN, RangeError, "finite and >= 0, got NaN"],
    ["0.1", TypeError, 'a number, got "0.1" (string)'],
    [undefined, TypeError, "a number, got undefined"],
  ] as const)("stops at a learning rate of %o, before the epoch", (rate, Kind, text) => {
    const net = plainNetwork();
    const learningRate = (epoch: number): number => (epoch === 2 ? rate : 0.5) as number;
    const seen: unknown[] = [];
    expect(() => {
      for (const _ of net.epochs(x, labels, { learningRate })) seen.push(snapshot(net));
    }).toThrow(new Kind(`Network.epochs: expected learningRate of epoch 2 to be ${text}`));
    expect(seen).toHaveLength(1);
    expect(snapshot(net)).toEqual(seen[0]);
  });

  test("tells onEpoch of each epoch before the loop has it, and ends where it says false", () => {
    const net = scriptedNetwork([5, 4, 3, 2, 1]);
    const told: Epoch[] = [];
    const onEpoch = (epoch: Epoch): unknown => {
      expect(net.epoch).toBe(epoch.epoch);
      expect(told.push(epoch)).toBe(epoch.epoch);
      return epoch.epoch === 3 ? false : epoch.epoch === 2 ? 0 : undefined;
    };
    const seen: Epoch[] = [];
    for (const epoch of net.epochs(ONE, ZERO, { onEpoch })) {
      seen.push(epoch);
      expect(told).toEqual(seen);
    }
    expect(seen).toHaveLength(3);
    expect(weightOf(net)).toBe(3);
    const history = scriptedNetwork([5, 4]).fit(ONE, ZERO, { epochs: 2, onEpoch: () => false });
    expect(history).toMatchObject({ stoppedEarly: false, epochs: [{ epoch: 1 }] });
  });

  test("passes 10 times in batches of 32, in a new order each time, unless told otherwise", () => {
    const [net, twin] = [cloudNetwork(), cloudNetwork()];
    const history = net.fit(x, labels);
    expect(history.epochs).toHaveLength(10);
    expect(history).toEqual(twin.fit(x, labels, { epochs: 10, batchSize: 32, shuffle: true }));
    expect(snapshot(net)).toEqual(snapshot(twin));
    const other = cloudNetwork();
    expect(other.fit(x, labels, { shuffle: false })).not.toEqual(history);
  });
});

describe("what an epoch tells", () => {
  test("is the loss and accuracy from before each correction, by rows", () => {
    for (const reduction of ["mean", "sum"] as const) {
      const layer = new OutputLayer(2, 3, Softmax, { random: new RandomState(1), reduction });
      const net = new Network([layer], {
        optimiser: new Sgd(0.01),
        labels: ["left", "middle", "right"],
      });
      // In the order given, so that the batches are known: 25, 25 and 10 of 60 samples.
      const epochs = net.epochs(x, labels, { epochs: 1, batchSize: 25, shuffle: false });
      const twin = new OutputLayer(2, 3, Softmax, { random: new RandomState(1), reduction });
      const model = new Network([twin], {
        optimiser: new Sgd(0.01),
        labels: ["left", "middle", "right"],
      });
      let [loss, right] = [0, 0];
      for (const [from, to] of [
        [0, 25],
        [25, 50],
        [50, 60],
      ]) {
        const [batch, wanted] = [part(x, from, to), labels.slice(from, to)];
        const before = model.evaluate(batch, wanted);
        loss += reduction === "mean" ? (before.loss * (to - from)) / 60 : before.loss;
        right += model.classify(batch).filter((label, i) => label === wanted[i]).length;
        model.fit(batch, wanted, { epochs: 1, batchSize: 60, shuffle: false });
      }
      const { value } = epochs.next() as { value: Epoch };
      expect(value.loss).toBeAllClose(loss, { rtol: 1e-12, atol: 0 });
      expect(value.accuracy).toBe(right / 60);
      expect(weightsOf(net)).toEqual(weightsOf(model));
    }
  });

  test("is for validation the loss and accuracy from after the epoch, without dropout", () => {
    const net = cloudNetwork();
    const validation = { x: part(x, 0, 20), t: labels.slice(0, 20) };
    for (const epoch of net.epochs(x, labels, { epochs: 3, validation })) {
      const { loss, accuracy } = net.evaluate(validation.x, validation.t);
      expect(epoch).toMatchObject({ validationLoss: loss, validationAccuracy: accuracy });
      const right = net.classify(validation.x).filter((label, i) => label === labels[i]).length;
      expect(accuracy).toBe(right / 20);
    }
  });

  test("has no accuracy where there are no classes, and nothing of validation without it", () => {
    const net = new Network([new OutputLayer(2, 1, Linear, { random: new RandomState(1) })]);
    const { epochs } = net.fit(x, x.getColumn(0), { epochs: 1, validation: 0.5 });
    expect(Object.keys(epochs[0])).toEqual(["epoch", "loss", "validationLoss", "learningRate"]);
    expect(Object.keys(net.evaluate(x, x.getColumn(0)))).toEqual(["loss"]);
    const classes = plainNetwork().fit(x, labels, { epochs: 1 }).epochs;
    expect(Object.keys(classes[0])).toEqual(["epoch", "loss", "accuracy", "learningRate"]);
  });

  test("of the history is all epochs and the first of the best", () => {
    const net = scriptedNetwork([3, 1, 2, 1]);
    const validation = { x: ONE, t: ZERO };
    const { epochs, best, stoppedEarly } = net.fit(ONE, ZERO, { epochs: 4, validation });
    expect(epochs.map(({ validationLoss }) => validationLoss)).toEqual([4.5, 0.5, 2, 0.5]);
    expect(best).toBe(epochs[1]);
    expect(stoppedEarly).toBe(false);
    const unwatched = scriptedNetwork([3, 1, 2, 1]).fit(ONE, ZERO, { epochs: 4 });
    expect(unwatched.epochs.map(({ loss }) => loss)).toEqual([5000, 4.5, 0.5, 2]);
    expect(unwatched.best).toBe(unwatched.epochs[2]);
  });
});

describe("validation", () => {
  test("as a share takes the last rows, before the order is drawn, and draws nothing for it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 59 }), fc.boolean(), (count, isLabels) => {
        const t = isLabels ? labels : oneHotLabels();
        const at = 60 - count;
        const parts = [t.slice(0, at), t.slice(at)] as [typeof t, typeof t];
        const asTargets = (rows: unknown): Matrix | string[] =>
          isLabels ? (rows as string[]) : new Matrix(rows as number[][]);
        const [net, twin] = [cloudNetwork(named), cloudNetwork(named)];
        const share = net.fit(x, asTargets(t), { epochs: 2, validation: count / 60 });
        const given = twin.fit(part(x, 0, at), asTargets(parts[0]), {
          epochs: 2,
          validation: { x: part(x, at, 60), t: asTargets(parts[1]) },
        });
        expect(share).toEqual(given);
        expect(weightsOf(net)).toEqual(weightsOf(twin));
        expect(net.random.getState()).toEqual(twin.random.getState());
      }),
      { numRuns: 20 },
    );
  });

  const named = { labels: ["left", "middle", "right"] };
  const oneHotLabels = (): number[][] =>
    labels.map((label) => named.labels.map((it) => Number(it === label)));

  test("changes neither the weights nor what is drawn", () => {
    const [net, twin] = [cloudNetwork(), cloudNetwork()];
    const validation = { x: part(x, 0, 20), t: labels.slice(0, 20) };
    net.fit(x, labels, { epochs: 3, validation });
    twin.fit(x, labels, { epochs: 3 });
    expect(weightsOf(net)).toEqual(weightsOf(twin));
    expect(net.random.getState()).toEqual(twin.random.getState());
  });

  test("may have one kind of labels only, out of those of the training samples", () => {
    const validation = { x: part(x, 0, 1), t: labels.slice(0, 1) };
    const { epochs } = cloudNetwork().fit(x, labels, { epochs: 1, validation });
    expect(epochs[0].validationAccuracy).toBeDefined();
  });
});

describe("the order of the samples", () => {
  test("is drawn as a permutation before each epoch, and not at all without shuffle", () => {
    const [net, stream] = [plainNetwork(), new RandomState(2)];
    net.fit(x, labels, { epochs: 2, shuffle: false });
    expect(net.random.getState()).toEqual(stream.getState());
    net.fit(x, labels, { epochs: 2 });
    stream.permutation(60);
    stream.permutation(60);
    expect(net.random.getState()).toEqual(stream.getState());
  });

  test("is drawn from another stream from now on, if one is given", () => {
    const [net, random] = [plainNetwork(), new RandomState(77)];
    net.fit(x, labels, { epochs: 1, random });
    expect(net.random).toBe(random);
    net.fit(x, labels, { epochs: 1 });
    const stream = new RandomState(77);
    stream.permutation(60);
    stream.permutation(60);
    expect(random.getState()).toEqual(stream.getState());
  });

  test("does not matter where each batch has all samples: gradients are the same but for rounding", () => {
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const order = new RandomState(seed).permutation(60);
        const [net, twin] = [0, 1].map(() => {
          const layer = new OutputLayer(2, 3, Softmax, {
            random: new RandomState(1),
            reduction: "sum",
          });
          return new Network([layer], { optimiser: new Sgd(0.01), ...named });
        });
        const options: FitOptions = { epochs: 1, batchSize: 60, shuffle: false };
        net.fit(x, labels, options);
        twin.fit(
          new Matrix(order.map((i) => x.getRow(i))),
          order.map((i) => labels[i]),
          options,
        );
        expect(net.parameters[0].gradient).toBeAllClose(twin.parameters[0].gradient, {
          ...{ rtol: 1e-11, atol: 1e-13 },
        });
      }),
      { numRuns: 30 },
    );
  });

  const named = { labels: ["left", "middle", "right"] };

  test("does not change with batches that are larger than all samples", () => {
    const runs = [60, 61, 1000].map((batchSize) => {
      const net = cloudNetwork();
      return [net.fit(x, labels, { epochs: 2, batchSize }), weightsOf(net)];
    });
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).toEqual(runs[0]);
  });
});

test("the same seeds give the same bits, others do not", () => {
  const run = (seed: number): unknown => {
    const net = cloudNetwork({ l2: 0.01, clipNorm: 1 }, seed);
    const history = net.fit(x, labels, { epochs: 3, batchSize: 16, validation: 0.1 });
    return [history, snapshot(net), net.predict(x).to2DArray()];
  };
  expect(run(5)).toEqual(run(5));
  expect(run(5)).not.toEqual(run(6));
});

describe("the options of a network", () => {
  test("l2 adds l2 · w to the gradients of all weights but those of the biases", () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.constantFrom(0.01, 1, 30), (seed, l2) => {
        const random = new RandomState(seed);
        const initialWeights = random.normal(0, 1, [3, 3]);
        const [plain, decayed] = [0, l2].map((l2) => {
          const net = new Network([new OutputLayer(2, 3, Softmax, { initialWeights })], {
            ...{ l2, optimiser: new Sgd(1) },
          });
          net.fit(x, labels, { epochs: 1, batchSize: 60, shuffle: false });
          return net.output.w;
        });
        const difference = Matrix.sub(plain, decayed);
        expect(difference.subMatrix(0, 2, 0, 1)).toBeAllClose(
          initialWeights.subMatrix(0, 2, 0, 1).mul(l2),
          { rtol: 1e-12, atol: 1e-13 },
        );
        expect(difference.getColumn(2)).toEqual([0, 0, 0]);
      }),
      { numRuns: 30 },
    );
  });

  test("clipNorm bounds the norm of all gradients together and keeps their direction", () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.double({ min: -12, max: 4, noNaN: true }), (seed, power) => {
        const clipNorm = 10 ** power;
        const step = (options: { clipNorm?: number }): number[] => {
          const net = cloudNetwork({ ...options, optimiser: new Sgd(1) }, seed);
          const before = weightsOf(net).flat(2);
          net.fit(x, labels, { epochs: 1, batchSize: 60 });
          return weightsOf(net)
            .flat(2)
            .map((w, i) => before[i] - w);
        };
        const [whole, clipped] = [step({}), step({ clipNorm })];
        const length = Math.hypot(...whole);
        const factor = Math.min(1, clipNorm / length);
        // The steps are differences of weights, whose rounding they have.
        expect(clipped).toBeAllClose(
          whole.map((w) => w * factor),
          { rtol: 1e-9, atol: 1e-15 },
        );
      }),
      { numRuns: 30 },
    );
  });

  test.each([1e160, 1e200, 1e300])("clipNorm also bounds gradients as large as %d", (size) => {
    const inputs = new Matrix([[size, -size]]);
    const initialWeights = new Matrix([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    const net = new Network([new OutputLayer(2, 2, Softmax, { initialWeights })], {
      ...{ clipNorm: 1e-3, optimiser: new Sgd(1), labels: ["a", "b"] },
    });
    net.fit(inputs, ["a"], { epochs: 1 });
    expect(Math.hypot(...net.output.w.to1DArray())).toBeAllClose(1e-3, { rtol: 1e-12, atol: 0 });
  });

  test("a scaler is applied to what is trained on, watched, predicted and evaluated", () => {
    const far = x.clone().mul(50).add(1000);
    const scaler = new Scaler().fit(far);
    const near = scaler.transform(far);
    const [net, twin] = [cloudNetwork({ scaler }), cloudNetwork()];
    const watch = (x: Matrix): FitOptions => ({
      ...{ epochs: 3, validation: { x: part(x, 0, 9), t: labels.slice(0, 9) } },
    });
    expect(net.fit(far, labels, watch(far))).toEqual(twin.fit(near, labels, watch(near)));
    expect(net.fit(far, labels, { epochs: 1, validation: 0.3 })).toEqual(
      twin.fit(near, labels, { epochs: 1, validation: 0.3 }),
    );
    expect(net.predict(far)).toEqual(twin.predict(near));
    expect(net.classify(far)).toEqual(twin.classify(near));
    expect(net.evaluate(far, labels)).toEqual(twin.evaluate(near, labels));
    expect(net.gradientCheck(far, labels)).toEqual(twin.gradientCheck(near, labels));
  });

  test("an optimiser is by default Adam, and the stream the package's own", () => {
    const net = new Network([new OutputLayer(2, 3, Softmax)]);
    expect(net.optimiser.toJSON()).toMatchObject({ name: "Adam", learningRate: 0.001 });
    expect([net.l2, net.clipNorm, net.labels, net.scaler, net.epoch]).toEqual([
      ...[0, Infinity, undefined, undefined, 0],
    ]);
    expect(new Scripted([1]).name).toBe("Scripted");
  });
});
