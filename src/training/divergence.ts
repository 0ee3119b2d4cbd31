import type { Parameter } from "../layers/layer.js";
import { valuesOf } from "../linalg/dense.js";
import type { Optimiser } from "./optimiser.js";

/** Throws unless a number that training has come to is finite: Error. */
export function checkFiniteness(
  call: string,
  name: string,
  value: number,
  place: string,
  { optimiser }: { readonly optimiser: Optimiser },
): void {
  if (Number.isFinite(value)) return;
  throw new Error(
    `${call}: ${name} became ${value} in ${place}; try a lower learning rate ` +
      `(it is ${optimiser.learningRate}), inputs of mean 0 and deviation 1 (Scaler), or clipNorm`,
  );
}

/** A weight that is NaN or infinite, if there is one. */
export function unboundedWeight(parameters: readonly Parameter[]): number | undefined {
  for (const { value } of parameters) {
    const weight = valuesOf(value).find((element) => !Number.isFinite(element));
    if (weight !== undefined) return weight;
  }
  return undefined;
}
