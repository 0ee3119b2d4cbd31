import type { Parameter } from "../layers/layer.js";
import { valuesOf, writeBack } from "../linalg/dense.js";

/** Adds `l2 · w` to each gradient but those of the biases: the slope of `½ l2 Σ w²`. */
export function addPenalty(parameters: readonly Parameter[], l2: number): void {
  for (const { value, gradient, penalised } of parameters) {
    const [w, slopes] = [valuesOf(value), valuesOf(gradient)];
    for (let start = 0; start < w.length; start += value.columns) {
      for (let i = start; i < start + penalised; i++) slopes[i] += l2 * w[i];
    }
    writeBack(gradient, slopes);
  }
}

/** Scales all gradients together so that their norm, `√Σ dw²`, is at most `norm`. */
export function clip(parameters: readonly Parameter[], norm: number): void {
  let length = Math.sqrt(sumOfSquares(parameters, 1));
  let unit = 1;
  if (length === Infinity) {
    // Squares overflow from 1e154 on, so the largest gradient is the unit.
    unit = largest(parameters);
    length = Math.sqrt(sumOfSquares(parameters, unit));
  }
  const factor = norm / unit / length;
  if (!(factor < 1)) return;
  for (const { gradient } of parameters) {
    const slopes = valuesOf(gradient);
    for (let i = 0; i < slopes.length; i++) slopes[i] *= factor;
    writeBack(gradient, slopes);
  }
}

function sumOfSquares(parameters: readonly Parameter[], unit: number): number {
  let sum = 0;
  for (const { gradient } of parameters) {
    for (const slope of valuesOf(gradient)) sum += (slope / unit) ** 2;
  }
  return sum;
}

function largest(parameters: readonly Parameter[]): number {
  let most = 0;
  for (const { gradient } of parameters) {
    for (const slope of valuesOf(gradient)) most = Math.max(most, Math.abs(slope));
  }
  return most;
}
