import { Matrix } from "ml-matrix";
import {
  Adam,
  Dropout,
  MiddleLayer,
  Network,
  type NetworkOptions,
  OutputLayer,
  RandomState,
  Softmax,
  Tanh,
} from "../../src/index.js";

/** Two clouds and a third one around other points, 60 samples, and the class of each. */
export function clouds(seed = 1): { x: Matrix; labels: string[] } {
  const random = new RandomState(seed);
  const names = ["left", "middle", "right"];
  const labels = Array.from({ length: 60 }, (_, i) => names[i % 3]);
  const x = random.normal(0, 0.4, [60, 2]);
  labels.forEach((label, i) => {
    x.set(i, 0, x.get(i, 0) + 2 * names.indexOf(label) - 2);
  });
  return { x, labels };
}

/** A network of 2-6-3 with dropout for the clouds. */
export function cloudNetwork(options: NetworkOptions = {}, seed = 0): Network {
  const random = new RandomState(seed);
  const layers = [
    new MiddleLayer(2, 6, Tanh, { random }),
    new Dropout(6, 0.2, { random }),
    new OutputLayer(6, 3, Softmax, { random }),
  ];
  return new Network(layers, { optimiser: new Adam(0.05), random, ...options });
}

/** All weights, as arrays. */
export function weightsOf({ parameters }: Network): number[][][] {
  return parameters.map(({ value }) => value.to2DArray());
}

const SHOWN = ["w", "yIn", "u", "yOut", "t", "loss", "delta", "dw", "yBack", "learningRate"];

/** All that a network shows, copied: its layers, what the optimiser keeps, labels, epoch, random streams. */
export function snapshot(net: Network): unknown {
  const { labels, epoch, optimiser } = net;
  const streams = [net, ...net.layers].map((it) => Reflect.get(it, "random"));
  return structuredClone({
    layers: net.layers.map((layer) => SHOWN.map((name) => plain(Reflect.get(layer, name)))),
    gradients: net.parameters.map(({ gradient }) => plain(gradient)),
    optimiser: [optimiser.learningRate, ...net.parameters.map((it) => optimiser.state(it))],
    streams: streams.map((random?: RandomState) => random?.getState()),
    ...{ labels, epoch },
  });
}

function plain(value: unknown): unknown {
  return Matrix.isMatrix(value) ? value.to2DArray() : value;
}
