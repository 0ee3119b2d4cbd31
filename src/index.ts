export type { Activation, ActivationClass } from "./activations/activation.js";
export { activationFrom } from "./activations/activation-from.js";
export type {
  ElementwiseActivation,
  ElementwiseActivationClass,
} from "./activations/elementwise-activation.js";
export { ELU, elu, SELU } from "./activations/exponential.js";
export { Mish, SiLU } from "./activations/gated.js";
export { GELU, type GELUApproximation, gelu } from "./activations/gelu.js";
export { HardSigmoid, HardSwish, HardTanh } from "./activations/hard.js";
export { Identity } from "./activations/identity.js";
export { LeakyReLU, leakyReLU, ReLU } from "./activations/rectified.js";
export { Sigmoid, Softsign, Tanh } from "./activations/sigmoidal.js";
export { Softplus } from "./activations/softplus.js";
export {
  type ActivationChartOptions,
  activationChart,
  type ScalarActivationClass,
} from "./charts/activation.js";
export type { DrawableActivationClass } from "./charts/activation-function.js";
export { Chart, type MimeBundle, type VegaLiteSpec } from "./charts/chart.js";
export { type ConfusionChartOptions, confusionChart } from "./charts/confusion.js";
export { confusionMatrix } from "./charts/confusion-matrix.js";
export { type DecisionChartOptions, decisionChart } from "./charts/decision.js";
export { type FramesChartOptions, framesChart, type LineFrame } from "./charts/frames.js";
export {
  type Graph,
  type GraphChartOptions,
  type GraphEdge,
  type GraphNode,
  graphChart,
} from "./charts/graph.js";
export { type HistogramChartOptions, histogramChart } from "./charts/histogram.js";
export { type HistoryChartOptions, type HistoryLike, historyChart } from "./charts/history.js";
export { type ImageChartOptions, imageChart } from "./charts/image.js";
export type { Labels } from "./charts/labels.js";
export { type Language, language, type Text } from "./charts/language.js";
export { layerChart } from "./charts/layer.js";
export { type Line, type LineChartOptions, type Lines, lineChart } from "./charts/line.js";
export { type Neuron, type NeuronChartOptions, neuronChart } from "./charts/neuron.js";
export type { Numbers } from "./charts/numbers.js";
export { type PredictionChartOptions, predictionChart } from "./charts/prediction.js";
export { type Regions, type RegionsOptions, regions } from "./charts/regions.js";
export { type Signals, signalChart } from "./charts/signal.js";
export { type TangentChartOptions, tangentChart } from "./charts/tangent.js";
export { weightChart } from "./charts/weight.js";
export { weightChangeChart } from "./charts/weight-change.js";
export { type Cars, cars } from "./data/cars.js";
export type { Classified } from "./data/classified.js";
export type { Column } from "./data/column.js";
export { type CsvOptions, readCsv } from "./data/csv.js";
export { type Digits, digits } from "./data/digits.js";
export { type Idx, type IdxData, readIdx } from "./data/idx.js";
export type { ImageOptions, ImageSet, Images } from "./data/image-set.js";
export { iris } from "./data/iris.js";
export { type Classes, classesOf, type Label, labelsOf, oneHot } from "./data/labels.js";
export { fashionMnist, mnist } from "./data/mnist.js";
export { type Penguins, penguins } from "./data/penguins.js";
export {
  Scaler,
  type ScalerJson,
  type ScalerMethod,
  type ScalerOptions,
} from "./data/scaler.js";
export { type PartOf, type Samples, type Split, type SplitOptions, split } from "./data/split.js";
export type { Table } from "./data/table.js";
export type { Elements } from "./elements.js";
export { Dropout, type DropoutOptions } from "./layers/dropout.js";
export {
  articleNormal,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  type Initialiser,
  lecunNormal,
  lecunUniform,
  zeros,
} from "./layers/initialisers.js";
export type { Layer, Mode, Parameter } from "./layers/layer.js";
export { MiddleLayer, type MiddleLayerOptions } from "./layers/middle-layer.js";
export { OutputLayer, type OutputLayerOptions, type Reduction } from "./layers/output-layer.js";
export * as linalg from "./linalg/index.js";
export type { MatrixInput, MatrixLike } from "./matrix-input.js";
export { type Displayable, display } from "./notebook/display.js";
export { type LiveOptions, type LiveView, live } from "./notebook/live.js";
export { arrayRepr } from "./numpy/array-repr.js";
export { type ArrayStringOptions, arrayToString } from "./numpy/array-string.js";
export type { UniformSource } from "./numpy/bit-source.js";
export { floatToString } from "./numpy/float-string.js";
export type { Seed } from "./numpy/mersenne-twister.js";
export type { ArrayInput } from "./numpy/nd-array.js";
export type {
  AnyNpyArray,
  NpyArray,
  NpyElement,
} from "./numpy/npy/array.js";
export type { DType, NpyValues } from "./numpy/npy/dtype.js";
export type { NpyInput, NpyLike, NpyWriteOptions } from "./numpy/npy/input.js";
export { readNpy, writeNpy } from "./numpy/npy/npy.js";
export {
  type NpzReadOptions,
  type NpzWriteOptions,
  readNpz,
  writeNpz,
} from "./numpy/npy/npz.js";
export type { NumberArray, TypedArray, TypedNumbers } from "./numpy/number-array.js";
export { random } from "./numpy/random.js";
export type {
  LegacyState,
  RandomStateInput,
  RandomStateSnapshot,
  StateWords,
} from "./numpy/random-snapshot.js";
export { RandomState } from "./numpy/random-state.js";
export type { Nested, Size, Sized } from "./numpy/size.js";
export type { ArrayReprOptions } from "./numpy/text/print-options.js";
export { Logistic } from "./outputs/logistic.js";
export {
  absoluteError,
  halfSquaredError,
  huberError,
  type Loss,
  squaredError,
} from "./outputs/losses.js";
export type { Output, OutputClass } from "./outputs/output.js";
export { Linear, outputFrom } from "./outputs/output-from.js";
export { Softmax } from "./outputs/softmax.js";
export { AdaGrad, type AdaGradOptions } from "./training/ada-grad.js";
export { Adam, type AdamOptions, AdamW } from "./training/adam.js";
export type { Epoch } from "./training/epoch.js";
export type { EarlyStopping, FitOptions, ReduceOnPlateau } from "./training/fit-options.js";
export type { GradientCheck } from "./training/gradient-check.js";
export type { History } from "./training/history.js";
export { Momentum, type MomentumOptions } from "./training/momentum.js";
export { Network } from "./training/network.js";
export type { NetworkJson } from "./training/network-json.js";
export type { NetworkOptions } from "./training/network-options.js";
export type { OwnParts } from "./training/network-reader.js";
export {
  type DecayOptions,
  Optimiser,
  type OptimiserJson,
  type OptimiserState,
} from "./training/optimiser.js";
export type { Evaluation } from "./training/passes.js";
export { RmsProp, type RmsPropOptions } from "./training/rms-prop.js";
export { Sgd } from "./training/sgd.js";
export type { Targets } from "./training/targets.js";
