export { type Activation, type ActivationClass, ReLU, Sigmoid, Tanh } from "./activations.js";
export {
  type ActivationChartOptions,
  activationChart,
  type ScalarActivationClass,
} from "./charts/activation.js";
export { Chart, type MimeBundle, type VegaLiteSpec } from "./charts/chart.js";
export { type ConfusionChartOptions, confusionChart } from "./charts/confusion.js";
export { confusionMatrix } from "./charts/confusion-matrix.js";
export { type DecisionChartOptions, decisionChart } from "./charts/decision.js";
export { type HistogramChartOptions, histogramChart } from "./charts/histogram.js";
export { type HistoryChartOptions, type HistoryLike, historyChart } from "./charts/history.js";
export { type ImageChartOptions, imageChart } from "./charts/image.js";
export type { Label, Labels } from "./charts/labels.js";
export { layerChart } from "./charts/layer.js";
export type { Numbers } from "./charts/numbers.js";
export { type PredictionChartOptions, predictionChart } from "./charts/prediction.js";
export { type Regions, type RegionsOptions, regions } from "./charts/regions.js";
export { signalChart } from "./charts/signal.js";
export { weightChart } from "./charts/weight.js";
export { weightChangeChart } from "./charts/weight-change.js";
export type { Elements } from "./elements.js";
export * as linalg from "./linalg/index.js";
export { MiddleLayer, type MiddleLayerOptions } from "./middle-layer.js";
export { type Displayable, display } from "./notebook/display.js";
export { type LiveOptions, type LiveView, live } from "./notebook/live.js";
export { type ArrayStringOptions, arrayToString } from "./numpy/array-string.js";
export type { UniformSource } from "./numpy/bit-source.js";
export { floatToString } from "./numpy/float-string.js";
export type { Seed } from "./numpy/mersenne-twister.js";
export type { ArrayInput } from "./numpy/nd-array.js";
export { random } from "./numpy/random.js";
export { RandomState, type RandomStateSnapshot } from "./numpy/random-state.js";
export type { Nested, Size, Sized } from "./numpy/size.js";
export type { Epoch } from "./training/epoch.js";
