import {
  ELU,
  type ElementwiseActivationClass,
  elu,
  GELU,
  gelu,
  HardSigmoid,
  HardSwish,
  HardTanh,
  Identity,
  LeakyReLU,
  leakyReLU,
  Mish,
  ReLU,
  SELU,
  Sigmoid,
  SiLU,
  Softplus,
  Softsign,
  Tanh,
} from "../../src/index.js";

/** The plain classes of the package by their names. */
export const CLASSES: Readonly<Record<string, ElementwiseActivationClass>> = {
  Identity,
  ReLU,
  LeakyReLU,
  ELU,
  SELU,
  GELU,
  SiLU,
  Mish,
  Softplus,
  Tanh,
  Sigmoid,
  Softsign,
  HardTanh,
  HardSigmoid,
  HardSwish,
};

/** Those and some with a parameter, by their names. */
export const ALL: readonly (readonly [string, ElementwiseActivationClass])[] = [
  ...Object.values(CLASSES),
  leakyReLU(0.2),
  leakyReLU(0),
  leakyReLU(-1),
  elu(0.5),
  elu(0),
  gelu("tanh"),
].map((activation) => [activation.name, activation] as const);
