// The same names for `import`, out of the same CommonJS modules, so that a class is one class.
export type * from "./index.js";
export {
  activationChart,
  arrayToString,
  Chart,
  confusionChart,
  confusionMatrix,
  display,
  floatToString,
  historyChart,
  layerChart,
  linalg,
  live,
  MiddleLayer,
  RandomState,
  ReLU,
  random,
  Sigmoid,
  signalChart,
  Tanh,
  weightChangeChart,
  weightChart,
} from "./index.js";
