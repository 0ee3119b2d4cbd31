export { type Activation, type ActivationClass, ReLU, Sigmoid, Tanh } from "./activations.js";
export {
  type ActivationChartOptions,
  activationChart,
  type ScalarActivationClass,
} from "./charts/activation.js";
export { Chart, type MimeBundle, type VegaLiteSpec } from "./charts/chart.js";
export { layerChart } from "./charts/layer.js";
export { signalChart } from "./charts/signal.js";
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
export * as linalg from "./linalg/index.js";
export { MiddleLayer, type MiddleLayerOptions } from "./middle-layer.js";
export { type Displayable, display } from "./notebook/display.js";
export { type ArrayStringOptions, arrayToString } from "./numpy/array-string.js";
export type { UniformSource } from "./numpy/bit-source.js";
export { floatToString } from "./numpy/float-string.js";
export type { Seed } from "./numpy/mersenne-twister.js";
export type { ArrayInput } from "./numpy/nd-array.js";
export { random } from "./numpy/random.js";
export { RandomState, type RandomStateSnapshot } from "./numpy/random-state.js";
export type { Nested, Size, Sized } from "./numpy/size.js";
