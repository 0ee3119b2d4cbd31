import {
  checkInstance,
  checkInteger,
  checkNumber,
  checkOptions,
  checkRange,
  describe,
  isArray,
} from "../check.js";
import { checkLabels, type Label } from "../data/labels.js";
import { Scaler } from "../data/scaler.js";
import type { Layer } from "../layers/layer.js";
import { OutputLayer } from "../layers/output-layer.js";
import { RandomState } from "../numpy/random-state.js";
import { Optimiser } from "./optimiser.js";

/** What a `Network` is made with beside its layers. */
export interface NetworkOptions {
  /** How the weights are corrected; default `new Adam()`. */
  readonly optimiser?: Optimiser | undefined;
  /** Adds `l2 · w` to the gradients of all weights but the biases; default 0. */
  readonly l2?: number | undefined;
  /** What the norm of all gradients together is scaled down to where it is larger; default: nothing. */
  readonly clipNorm?: number | undefined;
  /** The labels of the classes, in the order of the outputs; default: those of the first `fit`, sorted. */
  readonly labels?: readonly Label[] | undefined;
  /** Brings inputs to the scale that the network is trained on; fitted to the training samples. */
  readonly scaler?: Scaler | undefined;
  /** What the order of the samples is drawn from; default `random`. */
  readonly random?: RandomState | undefined;
}

const OPTIONS: readonly string[] = ["optimiser", "l2", "clipNorm", "labels", "scaler", "random"];

/** Throws unless these layers and options make a network. */
export function checkNetwork(layers: readonly Layer[], options: NetworkOptions): void {
  checkOptions("Network", options, OPTIONS);
  const output = checkLayers(layers);
  const { optimiser, l2 = 0, clipNorm = 1, labels, scaler, random } = options;
  if (optimiser !== undefined) {
    checkInstance("Network", "optimiser", "an Optimiser", Optimiser, optimiser);
  }
  checkRange("Network", "l2", l2, 0, Infinity);
  checkNumber("Network", "clipNorm", clipNorm);
  if (!(clipNorm > 0)) {
    throw new RangeError(`Network: expected clipNorm to be above 0, got ${clipNorm}`);
  }
  if (labels !== undefined) checkLabelsFor(output, labels);
  if (scaler !== undefined) checkScaler(scaler, layers[0].nUpper);
  if (random !== undefined) {
    checkInstance("Network", "random", "a RandomState", RandomState, random);
  }
}

/** The last layer, if it and those above make a network. */
function checkLayers(layers: readonly Layer[]): OutputLayer {
  if (!isArray(layers)) {
    throw new TypeError(`Network: expected layers to be an array, got ${describe(layers)}`);
  }
  const all = Array.from(layers); // without holes, which `forEach` passes over
  all.forEach(checkLayer);
  const output = all[all.length - 1];
  if (!(output instanceof OutputLayer)) {
    const last = output === undefined ? "no layers" : describe(output);
    throw new RangeError(`Network: expected an OutputLayer as the last layer, got ${last}`);
  }
  all.forEach((layer, i) => {
    checkPlace(all, layer, i);
  });
  all.slice(1).forEach((layer, i) => {
    checkNeighbours(all[i], layer, i);
  });
  return output;
}

function checkLayer(layer: unknown, i: number): void {
  const { forward, propagate, parameters, nUpper, n } = (layer ?? {}) as Partial<Layer>;
  if (typeof forward !== "function" || typeof propagate !== "function") {
    throw new TypeError(`Network: expected layers[${i}] to be a layer, got ${describe(layer)}`);
  }
  if (!isArray(parameters)) {
    throw new TypeError(
      `Network: expected layers[${i}].parameters to be an array, got ${describe(parameters)}`,
    );
  }
  checkInteger("Network", `layers[${i}].nUpper`, nUpper, 1);
  checkInteger("Network", `layers[${i}].n`, n, 1);
}

function checkPlace(layers: readonly Layer[], layer: Layer, i: number): void {
  if (layer instanceof OutputLayer && i < layers.length - 1) {
    throw new RangeError(`Network: expected one OutputLayer, at the end, got one as layers[${i}]`);
  }
  const first = layers.indexOf(layer);
  if (first !== i) {
    throw new RangeError(
      `Network: expected each layer once, got layers[${first}] again as layers[${i}]`,
    );
  }
}

function checkNeighbours(layer: Layer, below: Layer, i: number): void {
  if (below.nUpper === layer.n) return;
  throw new RangeError(
    `Network: expected layers[${i + 1}] to take the ${layer.n} signals of layers[${i}], got nUpper ${below.nUpper}`,
  );
}

function checkLabelsFor({ classCount }: OutputLayer, labels: readonly Label[]): void {
  checkLabels("Network", "labels", labels);
  if (labels.length === classCount && new Set(labels).size === labels.length) return;
  throw new RangeError(
    `Network: expected a label for each class of the output layer, which has ${classCount ?? 0}, ` +
      `got ${labels.length === 0 ? "none" : Array.from(labels).join(", ")}`,
  );
}

function checkScaler(scaler: Scaler, columns: number): void {
  checkInstance("Network", "scaler", "a Scaler", Scaler, scaler);
  const { shift } = scaler;
  if (shift.length === columns) return;
  throw new RangeError(
    `Network: expected a scaler of ${columns} columns, as the first layer takes, got ${shift.length}`,
  );
}
