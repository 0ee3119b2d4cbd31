import { activationToJSON } from "../activations/activation-json.js";
import { describe } from "../check.js";
import type { Label } from "../data/labels.js";
import type { Scaler } from "../data/scaler.js";
import { Dropout } from "../layers/dropout.js";
import type { Layer, Parameter } from "../layers/layer.js";
import { MiddleLayer } from "../layers/middle-layer.js";
import { OutputLayer } from "../layers/output-layer.js";
import { valuesOf } from "../linalg/dense.js";
import type { RandomState } from "../numpy/random-state.js";
import { outputToJSON } from "../outputs/output-json.js";
import type { Optimiser } from "./optimiser.js";
import { optimiserToJSON } from "./optimiser-json.js";
import { encodeNumber } from "./saved.js";

export const FORMAT = "middle-layer network";
export const VERSION = 1;

/** A network as JSON: what `Network.fromJSON` reads. */
export interface NetworkJson {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly [field: string]: unknown;
}

/** What of a network is saved. */
export interface Saveable {
  readonly layers: readonly Layer[];
  readonly parameters: readonly Parameter[];
  readonly optimiser: Optimiser;
  readonly l2: number;
  readonly clipNorm: number;
  readonly labels: readonly Label[] | undefined;
  readonly scaler: Scaler | undefined;
  readonly random: RandomState;
  readonly epoch: number;
}

/** Puts the rows of an array where they are kept, under a name, and returns what stands for them in the JSON. */
export type Store = (name: string, values: Float64Array, columns: number) => unknown;

/** Rows of numbers in the JSON itself. */
export const inline: Store = (_, values, columns) =>
  Array.from({ length: values.length / columns }, (_, row) =>
    Array.from(values.subarray(row * columns, (row + 1) * columns), encodeNumber),
  );

/** The network as JSON, its arrays where `store` puts them. Errors in the name of `call`. */
export function networkToJSON(call: string, net: Saveable, store: Store): NetworkJson {
  const streams = new Streams();
  const { labels, scaler, l2, clipNorm, epoch } = net;
  return {
    format: FORMAT,
    version: VERSION,
    layers: net.layers.map((layer, i) => {
      const json = layerToJSON(layer, `layers.${i}`, store, streams);
      if (json) return json;
      throw new TypeError(
        `${call}: expected layers of the package, got ${describe(layer)} as layers[${i}]`,
      );
    }),
    optimiser: statefulToJSON(net, store),
    ...{ l2, clipNorm: clipNorm < Infinity ? clipNorm : null, epoch },
    ...{ labels: labels ?? null, scaler: scaler?.toJSON() ?? null },
    random: streams.indexOf(net.random),
    streams: streams.toJSON(),
  };
}

function layerToJSON(layer: Layer, name: string, store: Store, streams: Streams): unknown {
  const kind = layer.constructor;
  if (kind === Dropout) {
    const { n, rate, random } = layer as Dropout;
    return { kind: "Dropout", n, rate, random: streams.indexOf(random) };
  }
  if (kind === MiddleLayer) {
    const { activation, learningRate, w } = layer as MiddleLayer;
    const json = { kind: "MiddleLayer", activation: activationToJSON(activation), learningRate };
    return { ...json, w: store(`${name}.w`, valuesOf(w), w.columns) };
  }
  if (kind === OutputLayer) {
    const { output, reduction, learningRate, w } = layer as OutputLayer;
    const json = { kind: "OutputLayer", output: outputToJSON(output), reduction, learningRate };
    return { ...json, w: store(`${name}.w`, valuesOf(w), w.columns) };
  }
  return undefined;
}

function statefulToJSON({ optimiser, parameters }: Saveable, store: Store): unknown {
  const states = parameters.map((parameter, i) => {
    const { steps, arrays } = optimiser.state(parameter);
    const kept = arrays.map((array, k) =>
      store(`optimiser.${i}.${k}`, array, parameter.value.columns),
    );
    return { steps, arrays: kept };
  });
  return { ...optimiserToJSON(optimiser), states };
}

/** The random streams of a network, each once, so that those who share one still do when it is read. */
class Streams {
  readonly #streams: RandomState[] = [];

  indexOf(stream: RandomState): number {
    if (!this.#streams.includes(stream)) this.#streams.push(stream);
    return this.#streams.indexOf(stream);
  }

  /** The position of each; null for one that shows none, as it draws from a function. */
  toJSON(): unknown[] {
    return this.#streams.map((stream) => {
      try {
        const { key, ...position } = stream.getState();
        return { key: Array.from(key), ...position };
      } catch {
        return null;
      }
    });
  }
}
