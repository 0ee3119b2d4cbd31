import { describe, expect, test } from "vitest";
import * as lib from "../../src/index.js";
import {
  type ActivationClass,
  AdaGrad,
  Adam,
  AdamW,
  Dropout,
  type Initialiser,
  type Layer,
  Linear,
  Logistic,
  MiddleLayer,
  Momentum,
  Network,
  type Optimiser,
  type OutputClass,
  OutputLayer,
  RandomState,
  RmsProp,
  Sgd,
  Softmax,
} from "../../src/index.js";
import "../all-close.js";
import { fixture, flat, type PlainNumber, plainMatrix } from "../fixtures.js";

type Rows = readonly (readonly PlainNumber[])[];

interface Config {
  readonly epochs: number;
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly reduction: "mean" | "sum";
  readonly l2: number;
  readonly clipNorm: number | null;
  readonly sizes: readonly number[];
  readonly activations: readonly string[];
  readonly output: string;
  readonly initialisers: readonly string[];
  readonly optimiser: string;
  readonly optimiserOptions: { readonly learningRate: number };
  readonly dropout: readonly number[];
  readonly seed: number;
}

/** What test/fixtures/scripts/training.py writes: NumPy's network after each epoch. */
interface TrainingCase {
  readonly note: string;
  readonly data: string;
  readonly config: Config;
  readonly w0: readonly Rows[];
  readonly epochs: readonly {
    readonly runningLoss: number;
    readonly loss: number;
    readonly w: readonly Rows[];
  }[];
  readonly predictions: Rows;
  readonly then: readonly number[];
}

const { data, cases } = fixture<{
  data: Record<string, { x: Rows; t: Rows; predict: Rows }>;
  cases: TrainingCase[];
}>("training");

const CLOSE = { rtol: 1e-10, atol: 1e-12 };
const OUTPUTS: Record<string, OutputClass> = {
  ...{ softmax: Softmax, sigmoid: Logistic, identity: Linear },
};
const OPTIMISERS: Record<string, new (learningRate: number, options: object) => Optimiser> = {
  ...{ SGD: Sgd, Momentum, Nesterov: Momentum, AdaGrad, RMSProp: RmsProp, Adam, AdamW },
};

/** The network of a configuration, with weights drawn from `random`. */
function build(config: Config, random: RandomState): Network {
  const { sizes, activations, output, initialisers, dropout, reduction, l2, clipNorm } = config;
  const { learningRate, ...options } = config.optimiserOptions;
  const own = lib as unknown as Record<string, never>;
  const initialiser = (i: number): Initialiser =>
    own[initialisers[i] === "normal" ? "articleNormal" : initialisers[i]];
  const layers: Layer[] = activations.flatMap((name, i) => {
    const activation = own[name] as ActivationClass;
    const layer = new MiddleLayer(sizes[i], sizes[i + 1], activation, {
      ...{ random, initialiser: initialiser(i) },
    });
    return [layer, new Dropout(sizes[i + 1], dropout[i], { random })];
  });
  const [nUpper, n] = sizes.slice(-2);
  const last = { random, reduction, initialiser: initialiser(activations.length) };
  layers.push(new OutputLayer(nUpper, n, OUTPUTS[output], last));
  const nesterov = config.optimiser === "Nesterov" && { nesterov: true };
  const optimiser = new OPTIMISERS[config.optimiser](learningRate, { ...options, ...nesterov });
  return new Network(layers, { optimiser, l2, clipNorm: clipNorm ?? undefined, random });
}

describe("Network.epochs", () => {
  test.each(cases.map((item) => [item.note, item] as const))(
    "learns as NumPy does: %s",
    (_, item) => {
      const { config } = item;
      const random = new RandomState(config.seed);
      const net = build(config, random);
      const { x, t, predict } = data[item.data];
      const weights = (): unknown => net.parameters.map(({ value }) => value.to2DArray());
      const wanted = (w: readonly Rows[]): unknown =>
        w.map((rows) => plainMatrix(rows).to2DArray());
      expect(weights()).toBeAllClose(wanted(item.w0), { rtol: 1e-15, atol: 0 });
      const { epochs, batchSize, shuffle } = config;
      let i = 0;
      for (const { loss } of net.epochs(plainMatrix(x), plainMatrix(t), {
        epochs,
        batchSize,
        shuffle,
      })) {
        expect(weights()).toBeAllClose(wanted(item.epochs[i].w), CLOSE);
        expect(loss).toBeAllClose(item.epochs[i].runningLoss, CLOSE);
        const { loss: after } = net.evaluate(plainMatrix(x), plainMatrix(t));
        expect(after).toBeAllClose(item.epochs[i].loss, CLOSE);
        i += 1;
      }
      expect(i).toBe(item.epochs.length);
      expect(net.predict(plainMatrix(predict))).toBeAllClose(plainMatrix(item.predictions), CLOSE);
      expect([random.random(), random.random()]).toEqual(flat(item.then));
    },
  );
});
