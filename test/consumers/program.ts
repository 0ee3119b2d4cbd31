// A reader's program: what it expects of the types must hold, so a type that became `any` fails.

import {
  type Activation,
  type ActivationClass,
  Adam,
  type AnyNpyArray,
  activationChart,
  activationFrom,
  arrayToString,
  type Chart,
  cars,
  confusionChart,
  confusionMatrix,
  Dropout,
  decisionChart,
  digits,
  display,
  ELU,
  type ElementwiseActivationClass,
  type Epoch,
  type FitOptions,
  floatToString,
  GELU,
  gelu,
  type History,
  heNormal,
  histogramChart,
  historyChart,
  type Initialiser,
  imageChart,
  iris,
  type Label,
  type Layer,
  type LiveView,
  Logistic,
  type Loss,
  labelsOf,
  layerChart,
  leakyReLU,
  live,
  MiddleLayer,
  type MiddleLayerOptions,
  Network,
  type NetworkJson,
  type NpyInput,
  Optimiser,
  type OutputClass,
  OutputLayer,
  oneHot,
  outputFrom,
  type Parameter,
  predictionChart,
  RandomState,
  ReLU,
  random,
  readCsv,
  readIdx,
  readNpy,
  readNpz,
  regions,
  Scaler,
  type Seed,
  Sigmoid,
  Softmax,
  signalChart,
  split,
  Tanh,
  type Targets,
  type UniformSource,
  weightChangeChart,
  weightChart,
  writeNpy,
  writeNpz,
} from "middle-layer";
import { Matrix } from "ml-matrix";

class Own implements Activation {
  readonly y: Matrix;
  readonly dy: Matrix;
  constructor(x: Matrix) {
    this.y = x;
    this.dy = Matrix.ones(x.rows, x.columns);
  }
}
class OwnOfNumber {
  readonly y: number;
  readonly dy = 1;
  constructor(x: number) {
    this.y = x;
  }
}
const source: UniformSource = Math.random;
const seed: Seed = [1, 2];
const options: MiddleLayerOptions = { learningRate: 0.1, random: new RandomState(source) };
const initialiser: Initialiser = heNormal;
export const Leaky: ElementwiseActivationClass = leakyReLU(0.2);
export const ofParameter: number = new Leaky(1).y + new GELU(1).y;
export const Sine = activationFrom(Math.sin);
class Named<X extends number | Matrix> extends ELU<X> {}
const named: GELU = new Named(initialiser(random, 2, 3));
const classes: ActivationClass[] = [ReLU, Tanh, Sigmoid, Own, Leaky, Sine, Named, gelu("tanh")];
const layer = new MiddleLayer(2, 3, classes[0], options);
random.seed(seed);
export const slope: number = new Sigmoid(1).dy;
export const namedSlopes: Matrix = named.dy;
export const slopes: Matrix = new Tanh(layer.forward(new Matrix(1, 2))).dy;
export const numbers: [number, number[], Matrix] = [
  random.normal(),
  random.normal(0, 1, 3),
  random.random([2, 3]),
];
export const names: string[][] = random.choice(["a", "b"], [2, 2]);
export const text: string = arrayToString(layer.w, { dtype: "float64" }) + floatToString(slope);
const arrays: Record<string, NpyInput> = { w: layer.w, b: { values: [1], dtype: "uint8" } };
const read: AnyNpyArray = readNpy(writeNpy(layer.w, { dtype: "float32", fortranOrder: true }));
export const { w } = readNpz(writeNpz(arrays, { compressed: true }), { maxBytes: 1000 });
export const weights: Matrix = w.toMatrix();
export const wide: BigInt64Array | undefined = read.dtype === "int64" ? read.values : undefined;
export const printed: string = arrayToString(read.toArray());
export const charts: Chart[] = [
  activationChart([ReLU, Tanh], { at: 1 }),
  activationChart(Own),
  activationChart([Own, OwnOfNumber, ...classes]),
  layerChart(layer.w),
  signalChart({ u: layer.u }),
  weightChart(layer.w),
  weightChangeChart(layer.w, layer.w),
];
const epoch: Epoch = { epoch: 1, loss: 2, accuracy: undefined };
const view: LiveView = live({ epochs: 3 });
export const onEpoch: FitOptions["onEpoch"] = view;
const plane = { xMin: 0, xMax: 1, yMin: 0, yMax: 1, steps: 4 };
export const training: Chart[] = [
  historyChart([epoch]),
  historyChart({ epochs: [epoch] }, { logScale: true }),
  confusionChart(confusionMatrix([1, 2], new Uint8Array([1, 2])), ["one", 2]),
  decisionChart(
    new Matrix(1, 2),
    ["a"],
    regions((x) => x.to2DArray().map(() => "a"), plane),
  ),
  histogramChart({ w: layer.w, u: new Float64Array(2) }, { bins: 3 }),
  imageChart(layer.w, { width: 3, captions: [1, "2", "3"] }),
  predictionChart([1], new Matrix(1, 1)),
];
export const unset: Chart = activationChart(ReLU, {
  from: undefined,
  to: undefined,
  at: undefined,
});
export const notReplaced: Promise<void> = display(charts[0], { id: undefined });
export const shown: Promise<void> = display(charts[0], { id: "first" });
const { x, labels } = iris();
const {
  train,
  test: [, tTest],
} = split(x, labels, { test: 50, random: new RandomState(0) });
export const trained: [Matrix, string[]] = train;
export const tested: string[] = tTest;
export const rows: Matrix = new Scaler().fit(train[0]).transform(oneHot(labels));
export const threeNames: string[] = labelsOf(rows, ["a", "b", "c"]);
export const indices: number[] = labelsOf(rows, 3);
export const all: [number[], Matrix, Label] = [digits().labels, cars().t, threeNames[0]];
class Slow extends Optimiser {
  constructor(
    rate: number,
    readonly part = 0.1,
  ) {
    super("Slow", rate);
  }
  protected newState(length: number): Float64Array[] {
    return [new Float64Array(length)];
  }
  protected correct(w: Float64Array, gradient: Float64Array): void {
    gradient.forEach((slope, i) => {
      w[i] -= this.part * this.learningRate * slope;
    });
  }
}
const loss: Loss = {
  name: "cube",
  value: (y, t) => Math.abs(y - t) ** 3,
  slope: (y, t) => 3 * (y - t) * Math.abs(y - t),
};
export const outputs: OutputClass[] = [Softmax, Logistic, outputFrom(Sine, loss)];
const layers: Layer[] = [
  new Dropout(4, 0.1),
  new OutputLayer(4, 3, Softmax, { reduction: "sum", initialiser }),
];
const net = new Network(layers, { optimiser: new Slow(1), scaler: new Scaler().fit(x) });
const targets: Targets = labels;
export const history: History = net.fit(x, targets, {
  epochs: 1,
  validation: { x, t: labels },
  onEpoch: view,
});
for (const { epoch, validationLoss } of net.epochs(x, labels, { earlyStopping: { patience: 1 } })) {
  const both: [number, number | undefined] = [epoch, validationLoss];
  if (both[0] > 1) break;
}
export const json: NetworkJson = net.toJSON();
export const again: Label[] = Network.fromJSON(json, { optimisers: { Slow } }).classify(x);
export const file: Network = Network.fromNpz(
  new Network(layers.slice(1), { optimiser: new Adam() }).toNpz(),
);
export const parameter: Parameter = net.parameters[0];
// @ts-expect-error: weights are corrected in place
parameter.value = x;
export const column: number[] = readCsv("a")
  .numbers("a")
  .concat(readIdx(new ArrayBuffer(5)).shape);
// @ts-expect-error: labels are no matrix
export const wrongPart: Matrix = split(x, labels).train[1];
// @ts-expect-error: y is a matrix
export const wrong: number = new Sigmoid(new Matrix(1, 1)).y;
// @ts-expect-error: dy is a number
export const wrongToo: string = new Sigmoid(1).dy;
// @ts-expect-error: text is no activation's input
new ReLU("1");

// @ts-expect-error: no such name
export type { Nothing } from "middle-layer";
