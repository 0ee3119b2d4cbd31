import type { Matrix } from "ml-matrix";
import { Dropout } from "../layers/dropout.js";
import type { Layer, Parameter } from "../layers/layer.js";
import type { OutputLayer } from "../layers/output-layer.js";
import { valuesOf, writeBack } from "../linalg/dense.js";
import { forward, propagate } from "./passes.js";
import { distanceFromSlope } from "./slope.js";
import type { Samples } from "./targets.js";

/** Where gradients differ most from finite differences. */
export interface GradientCheck {
  /**
   * The largest difference, relative to the largest gradient of its parameter or to 1e-5 of the loss, if
   * that is more: what is less drowns in the rounding of the loss. Infinity where something is NaN. Where
   * the loss has a kink, as that of a `ReLU` at exactly 0, it has no slope to differ from.
   */
  readonly worst: number;
  /** Its place: `layers[1].w, row 2, column 0`. */
  readonly at: string;
}

/** The least gradient to be looked at by itself, as part of the loss. */
const LEAST = 1e-5;
/** How well slopes are to be known, as part of the largest. */
const ENOUGH = 1e-8;

/**
 * Compares the gradients that `propagate` sets with differences of the loss, in which it takes part by
 * nothing but forward passes; of each parameter at most `most` weights, evenly spread. The passes are
 * those of training, but for dropout, which gives another loss each time. The weights stay.
 */
export function checkGradients(
  layers: readonly Layer[],
  samples: Samples,
  most: number,
): GradientCheck {
  const sure = layers.filter((layer) => !(layer instanceof Dropout));
  const learn = (): void => {
    forward(sure, samples.x, "train");
    propagate(sure, samples.t);
  };
  learn();
  let result: GradientCheck = { worst: -1, at: "" };
  layers.forEach(({ parameters }, i) => {
    for (const parameter of parameters) {
      const place = `layers[${i}].${parameter.name}`;
      const check = checkParameter(parameter, place, most, () => trainingLoss(sure, samples));
      if (check.worst > result.worst) result = check;
    }
  });
  learn(); // so that the layers show signals of the weights that they have
  return result;
}

function trainingLoss(layers: readonly Layer[], { x, t }: Samples): number {
  const output = layers[layers.length - 1] as OutputLayer;
  return output.test(forward(layers.slice(0, -1), x, "train"), t).loss;
}

function checkParameter(
  { value, gradient }: Parameter,
  place: string,
  most: number,
  loss: () => number,
): GradientCheck {
  const slopes = valuesOf(gradient).slice();
  const w = valuesOf(value).slice();
  const lossHere = loss();
  const least = LEAST * Math.abs(lossHere);
  const largest = slopes.reduce((a, b) => Math.max(a, Math.abs(b)), least) || 1;
  const stride = Math.max(1, Math.ceil(w.length / most));
  let [worst, at] = [-1, 0];
  for (let i = 0; i < w.length; i += stride) {
    const f = byElement(value, i, loss);
    const point = { f, x: w[i], value: lossHere, enough: ENOUGH * largest };
    const distance = distanceFromSlope(slopes[i], point) / largest;
    const size = Number.isNaN(distance) ? Infinity : distance;
    if (size > worst) [worst, at] = [size, i];
  }
  const [row, column] = [Math.floor(at / value.columns), at % value.columns];
  return { worst, at: `${place}, row ${row}, column ${column}` };
}

/** The loss as a function of an element of a matrix, which is as it was after each call. */
function byElement(matrix: Matrix, i: number, loss: () => number): (x: number) => number {
  const elements = valuesOf(matrix);
  const here = elements[i];
  const put = (x: number): void => {
    elements[i] = x;
    writeBack(matrix, elements);
  };
  return (x) => {
    try {
      put(x);
      return loss();
    } finally {
      put(here);
    }
  };
}
