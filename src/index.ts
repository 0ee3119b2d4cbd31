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
export { Chart, type MimeBundle, type VegaLiteSpec } from "./charts/chart.js";
export { layerChart } from "./charts/layer.js";
export { signalChart } from "./charts/signal.js";
export { weightChart } from "./charts/weight.js";
export { weightChangeChart } from "./charts/weight-change.js";
export type { Elements } from "./elements.js";
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
