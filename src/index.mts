// The same names for `import`, out of the same CommonJS modules, so that a class is one class.
export type * from "./index.js";
export {
  activationChart,
  arrayToString,
  Chart,
  display,
  floatToString,
  layerChart,
  linalg,
  MiddleLayer,
  RandomState,
  ReLU,
  random,
  readNpy,
  readNpz,
  Sigmoid,
  signalChart,
  Tanh,
  weightChangeChart,
  weightChart,
  writeNpy,
  writeNpz,
} from "./index.js";
