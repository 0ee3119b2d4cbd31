import { checkNumber, describe } from "../check.js";
import type { Epoch } from "../training/epoch.js";
import { thinCurve } from "./thin.js";

/** What an epoch has beside its number. */
export type Measure = Exclude<keyof Epoch, "epoch">;

const MEASURES: readonly Measure[] = [
  "loss",
  "accuracy",
  "validationLoss",
  "validationAccuracy",
  "learningRate",
];

/**
 * Throws unless `value` is an epoch: TypeError for a wrong kind, RangeError unless its number is an
 * integer above `before`.
 */
export function checkEpoch(
  call: string,
  name: string,
  value: unknown,
  before: number,
): asserts value is Epoch {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`${call}: expected ${name} to be an epoch, got ${describe(value)}`);
  }
  const { epoch, loss } = value as Partial<Epoch>;
  checkNumber(call, `${name}.epoch`, epoch);
  checkNumber(call, `${name}.loss`, loss);
  for (const measure of MEASURES) {
    const given = (value as Partial<Epoch>)[measure];
    if (given !== undefined) checkNumber(call, `${name}.${measure}`, given);
  }
  if (!Number.isSafeInteger(epoch) || epoch <= before) {
    throw new RangeError(
      `${call}: expected ${name}.epoch to be an integer above ${before}, got ${epoch}`,
    );
  }
}

/** A copy, to which later changes of the epoch do not come. */
export function copyEpoch(epoch: Epoch): Epoch {
  const measured = MEASURES.map((measure) => [measure, epoch[measure]]);
  return { loss: epoch.loss, ...Object.fromEntries(measured), epoch: epoch.epoch };
}

/** The values of a measure, NaN where it is not given; undefined if no epoch has it. */
export function valuesOf(epochs: readonly Epoch[], measure: Measure): number[] | undefined {
  if (epochs.every((epoch) => epoch[measure] === undefined)) return undefined;
  return epochs.map((epoch) => epoch[measure] ?? Number.NaN);
}

/** About `room` of the epochs for each measure, by {@link thinCurve}. */
export function thinEpochs(epochs: readonly Epoch[], room: number): Epoch[] {
  const kept = new Set(
    MEASURES.flatMap((measure) => thinCurve(valuesOf(epochs, measure) ?? [], room)),
  );
  return epochs.filter((_, i) => kept.has(i));
}

/** An epoch with the least loss, and what loss that is. */
export interface BestEpoch {
  readonly epoch: number;
  readonly measure: "loss" | "validationLoss";
  readonly loss: number;
}

/**
 * The first epoch with the least validation loss, or where none is given the least loss; undefined
 * if none is finite.
 */
export function bestEpoch(epochs: readonly Epoch[]): BestEpoch | undefined {
  const validated = epochs.some(({ validationLoss }) => validationLoss !== undefined);
  const measure = validated ? "validationLoss" : "loss";
  let best: BestEpoch | undefined;
  for (const each of epochs) {
    const loss = each[measure];
    if (loss === undefined || !Number.isFinite(loss)) continue;
    if (best === undefined || loss < best.loss) best = { epoch: each.epoch, measure, loss };
  }
  return best;
}
