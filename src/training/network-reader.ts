import type { Matrix } from "ml-matrix";
import { activationFromJSON } from "../activations/activation-json.js";
import type { Label } from "../data/labels.js";
import { Scaler, type ScalerJson } from "../data/scaler.js";
import { Dropout } from "../layers/dropout.js";
import type { Layer } from "../layers/layer.js";
import { MiddleLayer } from "../layers/middle-layer.js";
import { OutputLayer } from "../layers/output-layer.js";
import { dense, valuesOf } from "../linalg/dense.js";
import { random as defaultRandom } from "../numpy/random.js";
import type { RandomStateInput } from "../numpy/random-snapshot.js";
import { RandomState } from "../numpy/random-state.js";
import { type OwnOutputs, outputFromJSON } from "../outputs/output-json.js";
import { FORMAT, VERSION } from "./network-json.js";
import type { NetworkOptions } from "./network-options.js";
import type { Optimiser } from "./optimiser.js";
import { type OptimiserClass, optimiserFromJSON } from "./optimiser-json.js";
import { Saved } from "./saved.js";

/** What of one's own a saved network is made of, by the names of the classes. */
export interface OwnParts extends OwnOutputs {
  /** By their `name`, which is that of the class they extend unless they have another. */
  readonly optimisers?: Readonly<Record<string, OptimiserClass>> | undefined;
}

/** What a saved network is made with. */
export interface NetworkParts {
  readonly layers: Layer[];
  readonly options: NetworkOptions;
  readonly epoch: number;
}

/** The array that something in the JSON stands for. */
export type Fetch = (saved: Saved) => Matrix;

/** Reads rows of numbers out of the JSON itself. */
export const fromInline: Fetch = (saved) => {
  const rows = saved.items().map((row) => row.numbers());
  const columns = rows[0]?.length ?? 0;
  if (columns === 0 || rows.some((row) => row.length !== columns)) {
    throw saved.error("rows of as many numbers each");
  }
  const values = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    values.set(row, i * columns);
  });
  return dense(rows.length, columns, values);
};

/** What `json`, which may be anything, tells of. Errors in the name of `call`, with the place. */
export function readNetwork(
  call: string,
  json: unknown,
  own: OwnParts,
  fetch: Fetch,
): NetworkParts {
  const saved = new Saved(call, "", json);
  saved.field("format").oneOf([FORMAT]);
  saved.field("version").oneOf([VERSION]);
  const streams = saved.field("streams").items().map(readStream);
  const stream = (at: Saved): RandomState => streams[at.oneOf([...streams.keys()])];
  const layers = saved
    .field("layers")
    .items()
    .map((layer) => readLayer(layer, own, fetch, stream));
  const optimiser = optimiserFromJSON(saved.field("optimiser"), own.optimisers);
  readStates(saved.field("optimiser").field("states"), optimiser, layers, fetch);
  const [clipNorm, labels, scaler] = ["clipNorm", "labels", "scaler"].map((name) =>
    saved.field(name),
  );
  const options: NetworkOptions = {
    optimiser,
    l2: saved.field("l2").number(),
    clipNorm: clipNorm.isThere ? clipNorm.number() : undefined,
    labels: labels.isThere ? labels.items().map(({ value }) => value as Label) : undefined,
    scaler: scaler.isThere ? scaler.as((it) => Scaler.fromJSON(it as ScalerJson)) : undefined,
    random: stream(saved.field("random")),
  };
  return { layers, options, epoch: saved.field("epoch").integer() };
}

function readStream(saved: Saved): RandomState {
  if (!saved.isThere) return defaultRandom;
  return saved.as((state) => {
    const random = new RandomState(0);
    random.setState(state as RandomStateInput);
    return random;
  });
}

function readLayer(
  saved: Saved,
  own: OwnParts,
  fetch: Fetch,
  stream: (at: Saved) => RandomState,
): Layer {
  const kind = saved.field("kind").oneOf(["MiddleLayer", "OutputLayer", "Dropout"]);
  if (kind === "Dropout") {
    const [n, rate] = [saved.field("n").integer(), saved.field("rate").number()];
    const random = stream(saved.field("random"));
    return saved.as(() => new Dropout(n, rate, { random }));
  }
  const initialWeights = fetch(saved.field("w"));
  const [n, nUpper] = [initialWeights.rows, initialWeights.columns - 1];
  const options = { learningRate: saved.field("learningRate").number(), initialWeights };
  if (kind === "MiddleLayer") {
    const activation = saved
      .field("activation")
      .as((json) => activationFromJSON(json, own.activations));
    return saved.as(() => new MiddleLayer(nUpper, n, activation, options));
  }
  const output = saved.field("output").as((json) => outputFromJSON(json, own));
  const reduction = saved.field("reduction").oneOf(["mean", "sum"] as const);
  return saved.as(() => new OutputLayer(nUpper, n, output, { ...options, reduction }));
}

function readStates(
  saved: Saved,
  optimiser: Optimiser,
  layers: readonly Layer[],
  fetch: Fetch,
): void {
  const parameters = layers.flatMap((layer) => layer.parameters);
  const states = saved.items();
  if (states.length !== parameters.length) throw saved.error(`${parameters.length} states`);
  states.forEach((state, i) => {
    const steps = state.field("steps").integer();
    const arrays = state
      .field("arrays")
      .items()
      .map((array) => valuesOf(fetch(array)));
    state.as(() => optimiser.setState(parameters[i], { steps, arrays }));
  });
}
