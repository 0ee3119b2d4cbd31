import type { AbstractMatrix, Matrix } from "ml-matrix";
import { checkElements, checkFiniteElements, checkInteger, checkSamples } from "../check.js";
import type { Label } from "../data/labels.js";
import type { Scaler } from "../data/scaler.js";
import type { Layer, Parameter } from "../layers/layer.js";
import type { OutputLayer } from "../layers/output-layer.js";
import { fromRows, type MatrixInput } from "../matrix-input.js";
import { random as defaultRandom } from "../numpy/random.js";
import type { RandomState } from "../numpy/random-state.js";
import { Adam } from "./adam.js";
import type { Epoch } from "./epoch.js";
import { checkFitOptions, type FitOptions } from "./fit-options.js";
import { checkGradients, type GradientCheck } from "./gradient-check.js";
import type { History } from "./history.js";
import { inline, type NetworkJson, networkToJSON } from "./network-json.js";
import { networkToNpz, readNetworkNpz } from "./network-npz.js";
import { checkNetwork, type NetworkOptions } from "./network-options.js";
import { fromInline, type NetworkParts, type OwnParts, readNetwork } from "./network-reader.js";
import type { Optimiser } from "./optimiser.js";
import { type Evaluation, evaluate, forward } from "./passes.js";
import { holdBack, type Plan } from "./plan.js";
import { type Samples, samplesOf, type Targets } from "./targets.js";
import { train } from "./trainer.js";

/**
 * Layers in a row, the last an `OutputLayer`, that learn together: `fit` corrects all weights batch by
 * batch, `predict` and `classify` answer. A matrix has a row for each sample.
 *
 * The same seeds give the same bits on the same machine. Interrupted in a cell, a network has the
 * weights of the last correction, also with early stopping, and can be used and trained on.
 */
export class Network {
  readonly layers: readonly Layer[];
  /** The last of the layers. */
  readonly output: OutputLayer;
  /** How the weights are corrected; its `learningRate` may be changed at any time. */
  readonly optimiser: Optimiser;
  readonly l2: number;
  /** `Infinity` where gradients are not scaled down. */
  readonly clipNorm: number;
  readonly scaler: Scaler | undefined;
  /** The labels of the classes, in the order of the outputs, once they are known. */
  labels: readonly Label[] | undefined;
  /** What the order of the samples is drawn from. */
  random: RandomState;
  /** The passes over training samples so far. */
  epoch = 0;

  /**
   * TypeError: layers that are none, options that there are not or of another kind; RangeError: no
   * output layer at the end, or one elsewhere, a layer twice, sizes that do not fit each other, options
   * that make no sense; Error: a scaler that is not fitted.
   */
  constructor(layers: readonly Layer[], options: NetworkOptions = {}) {
    checkNetwork(layers, options);
    const { optimiser = new Adam(), l2 = 0, clipNorm, labels, scaler } = options;
    const { random = defaultRandom } = options;
    this.output = layers[layers.length - 1] as OutputLayer;
    this.layers = [...layers];
    this.optimiser = optimiser;
    this.l2 = l2;
    this.clipNorm = clipNorm ?? Infinity;
    this.labels = labels && [...labels];
    this.scaler = scaler;
    this.random = random;
  }

  /** What training changes, layer by layer. */
  get parameters(): readonly Parameter[] {
    return this.layers.flatMap(({ parameters }) => parameters);
  }

  /**
   * Trains on the inputs `x` and targets `t`, a row or a label for each sample, and returns what each
   * epoch came to. Labels are sorted; of a single `Logistic` output the second is a yes.
   *
   * In each epoch the samples are put in a new order, and the weights are corrected batch by batch.
   * The loss of an epoch is that before each correction, with dropout; validation comes after them all.
   *
   * TypeError and RangeError, before anything is changed: inputs or targets that are NaN or infinite,
   * or of another shape, labels that the network does not know, targets that the output cannot learn,
   * options that make no sense. Error: a loss, or weight, that becomes NaN or infinite, in which epoch and
   * batch.
   */
  fit(x: MatrixInput, t: Targets, options: FitOptions = {}): History {
    const epochs = this.#train("Network.fit", x, t, options);
    let next = epochs.next();
    while (!next.done) next = epochs.next();
    return next.value;
  }

  /**
   * `fit`, epoch by epoch, for a loop that draws, changes the learning rate, or breaks off; each is
   * computed when it is asked for. What `x` and `t` hold must stay as it is until the last.
   */
  epochs(x: MatrixInput, t: Targets, options: FitOptions = {}): Generator<Epoch, History> {
    return this.#train("Network.epochs", x, t, options);
  }

  /**
   * The outputs for the inputs `x`, samples × outputs. TypeError or RangeError unless these fit the first
   * layer and are finite.
   */
  predict(x: MatrixInput): Matrix {
    return this.#answer("Network.predict", x);
  }

  /**
   * The label of each of the inputs `x`, or the number of its class, from 0, where there are no labels.
   * Errors as of `predict`; RangeError if the outputs are no classes, or NaN as those of NaN weights are.
   */
  classify(x: MatrixInput): Label[] {
    const call = "Network.classify";
    const { output, labels } = this;
    if (output.classCount === undefined) {
      throw new RangeError(
        `${call}: expected outputs that are classes, got ${output.n} of ${output.output.name}`,
      );
    }
    const y = this.#answer(call, x);
    checkElements(call, "the outputs", y, "numbers", (element) => !Number.isNaN(element));
    const classes = output.output.decide?.(y) ?? [];
    return classes.map((index) => labels?.[index] ?? index);
  }

  /** The loss of inputs and targets, and the share that is classified rightly. Errors as of `fit`. */
  evaluate(x: MatrixInput, t: Targets): Evaluation {
    return evaluate(this.layers, this.#samples("Network.evaluate", x, t));
  }

  /**
   * How far the gradients of the loss are from its differences, as it trains but without dropout and L2;
   * of each parameter `most` weights are tried, evenly spread. Right ones are within 1e-7. The weights
   * stay, but one if it is interrupted. Errors as of `fit`.
   */
  gradientCheck(x: MatrixInput, t: Targets, most = 1000): GradientCheck {
    checkInteger("Network.gradientCheck", "most", most, 1);
    const samples = this.#samples("Network.gradientCheck", x, t);
    return checkGradients(this.layers, samples, most);
  }

  /**
   * The network as JSON: layers, labels, scaler, the state of the optimiser, the position of the random
   * streams, so that training goes on to the same bits as if it had not stopped. Streams over functions
   * have no position: they go on as `random`. NaN, infinities and -0, which JSON lacks, become texts.
   *
   * TypeError: a layer that is not the package's; RangeError: a class of one's own without a name.
   */
  toJSON(): NetworkJson {
    return networkToJSON("Network.toJSON", this, inline);
  }

  /**
   * The network that `toJSON` tells of; `own` has the classes of one's own by their names.
   *
   * TypeError or RangeError, with the place, for what is no such JSON; it may be anything.
   */
  static fromJSON(json: unknown, own: OwnParts = {}): Network {
    return Network.#of(readNetwork("Network.fromJSON", json, own, fromInline));
  }

  /**
   * The same as a .npz file: each array by itself, as `layers.0.w`, and the rest as the UTF-8 of a JSON
   * text in `network`, an array of uint8. NumPy reads it with `np.load`. Errors as of `toJSON`.
   */
  toNpz(): Uint8Array {
    return networkToNpz("Network.toNpz", this);
  }

  /** The network that `toNpz` tells of. Errors as of `fromJSON` and `readNpz`. */
  static fromNpz(bytes: Uint8Array, own: OwnParts = {}): Network {
    return Network.#of(readNetworkNpz("Network.fromNpz", bytes, own));
  }

  static #of({ layers, options, epoch }: NetworkParts): Network {
    const net = new Network(layers, options);
    net.epoch = epoch;
    return net;
  }

  #train(call: string, x: MatrixInput, t: Targets, options: FitOptions): Generator<Epoch, History> {
    checkFitOptions(call, options);
    const plan = this.#plan(call, this.#samples(call, x, t), options);
    this.labels = plan.samples.labels;
    this.random = options.random ?? this.random;
    return train(call, this, plan);
  }

  #plan(call: string, given: Samples, options: FitOptions): Plan {
    const { validation } = options;
    if (validation === undefined) return { samples: given, validation, options };
    if (typeof validation === "number") return { ...holdBack(call, given, validation), options };
    const samples = this.#samples(`${call}, validation`, validation.x, validation.t, given.labels);
    return { samples: given, validation: samples, options };
  }

  #answer(call: string, x: MatrixInput): Matrix {
    const inputs = fromRows(call, "x", x);
    checkSamples(call, "x", inputs, this.layers[0].nUpper);
    checkFiniteElements(call, "x", inputs);
    return forward(this.layers, this.#scale(inputs), "predict");
  }

  #samples(call: string, x: MatrixInput, t: Targets, labels = this.labels): Samples {
    const expectation = { nUpper: this.layers[0].nUpper, output: this.output, labels };
    const samples = samplesOf(call, expectation, x, t);
    return { ...samples, x: this.#scale(samples.x) };
  }

  #scale(x: AbstractMatrix): AbstractMatrix {
    return this.scaler ? this.scaler.transform(x) : x;
  }
}
