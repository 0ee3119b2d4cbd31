import type { Layer, Parameter } from "../layers/layer.js";
import { valuesOf, writeBack } from "../linalg/dense.js";
import { evaluate, forward, propagate } from "./passes.js";
import type { Samples } from "./targets.js";

/** Where gradients differ most from finite differences. */
export interface GradientCheck {
  /** The largest difference, relative to the largest gradient of its parameter. */
  readonly worst: number;
  /** Its place: `layers[1].w, row 2, column 0`. */
  readonly at: string;
}

/** Steps of a difference quotient, as parts of the size of a weight: a kink between two points spoils the large ones. */
const STEPS: readonly number[] = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6];

/**
 * Compares the gradients that `propagate` sets with differences of the loss, in which it takes part by
 * nothing but forward passes; of each parameter at most `most` weights, evenly spread.
 */
export function checkGradients(
  layers: readonly Layer[],
  samples: Samples,
  most: number,
): GradientCheck {
  forward(layers, samples.x, "train");
  propagate(layers, samples.t);
  let result: GradientCheck = { worst: 0, at: "" };
  layers.forEach(({ parameters }, i) => {
    for (const parameter of parameters) {
      const place = `layers[${i}].${parameter.name}`;
      const check = checkParameter(parameter, place, most, () => evaluate(layers, samples).loss);
      if (!(check.worst <= result.worst) || result.at === "") result = check;
    }
  });
  return result;
}

function checkParameter(
  { value, gradient }: Parameter,
  place: string,
  most: number,
  loss: () => number,
): GradientCheck {
  const slopes = valuesOf(gradient).slice();
  const largest = slopes.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const w = valuesOf(value);
  const stride = Math.max(1, Math.ceil(w.length / most));
  let [worst, at] = [-1, 0];
  for (let i = 0; i < w.length; i += stride) {
    const here = w[i];
    const slope = slopeAt(here, (x) => {
      w[i] = x;
      writeBack(value, w);
      return loss();
    });
    w[i] = here;
    writeBack(value, w);
    const difference = Math.abs(slope - slopes[i]) / (largest || 1);
    if (!(difference <= worst)) [worst, at] = [difference, i];
  }
  const [row, column] = [Math.floor(at / value.columns), at % value.columns];
  return { worst, at: `${place}, row ${row}, column ${column}` };
}

/**
 * The slope of `f` at `x` by the five-point formula, exact to h⁴, with the step at which it agrees best
 * with the three-point one. https://en.wikipedia.org/wiki/Five-point_stencil
 */
function slopeAt(x: number, f: (x: number) => number): number {
  let best = { slope: Number.NaN, doubt: Infinity };
  for (const step of STEPS) {
    const h = step * Math.max(1, Math.abs(x));
    const near = (f(x + h) - f(x - h)) / (2 * h);
    const far = (f(x + 2 * h) - f(x - 2 * h)) / (4 * h);
    const slope = (4 * near - far) / 3;
    const doubt = Math.abs(near - far);
    if (doubt < best.doubt) best = { slope, doubt };
  }
  return best.slope;
}
