// The same names for `import`, out of the same CommonJS modules, so that a class is one class.
export type * from "./index.js";
export {
  arrayToString,
  floatToString,
  MiddleLayer,
  RandomState,
  ReLU,
  random,
  Sigmoid,
  Tanh,
} from "./index.js";
