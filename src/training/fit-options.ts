import {
  checkFlag,
  checkFunction,
  checkInstance,
  checkInteger,
  checkNumber,
  checkOptions,
  checkRange,
} from "../check.js";
import type { MatrixInput } from "../matrix-input.js";
import { RandomState } from "../numpy/random-state.js";
import type { Epoch } from "./epoch.js";
import type { Targets } from "./targets.js";

/** When training ends before its last epoch. */
export interface EarlyStopping {
  /** Epochs without an improvement after which it ends. */
  readonly patience: number;
  /** By how much the watched loss must fall to count as one; default 0. The best weights are kept whatever the gain. */
  readonly minDelta?: number | undefined;
}

/** When the learning rate is lowered. */
export interface ReduceOnPlateau {
  /** What it is multiplied by; default 0.1. */
  readonly factor?: number | undefined;
  /** Epochs without an improvement after which it is; default 10. */
  readonly patience?: number | undefined;
  /** By how much the watched loss must fall to count as one; default 0. */
  readonly minDelta?: number | undefined;
  /** What it does not fall below; default 0. */
  readonly minLearningRate?: number | undefined;
}

/** How a network is trained. The watched loss is that of the validation samples, if there are any. */
export interface FitOptions {
  /** Passes over the samples; default 10. */
  readonly epochs?: number | undefined;
  /** Samples of each correction, 32 unless given; the last batch has what is left. */
  readonly batchSize?: number | undefined;
  /** Whether each epoch takes the samples in a new order; default true. */
  readonly shuffle?: boolean | undefined;
  /** What that order is drawn from, from now on; default the network's `random`. */
  readonly random?: RandomState | undefined;
  /** Samples to watch, or the share of the given ones to be watched, taken from their end before any shuffling. */
  readonly validation?: { readonly x: MatrixInput; readonly t: Targets } | number | undefined;
  /** Ends training when the watched loss no longer falls; however it ends, the weights are those of the best epoch. */
  readonly earlyStopping?: EarlyStopping | undefined;
  /** Lowers the learning rate when the watched loss no longer falls. */
  readonly reduceOnPlateau?: ReduceOnPlateau | undefined;
  /** The learning rate of each epoch, by its number; default: as the optimiser has it. */
  readonly learningRate?: ((epoch: number) => number) | undefined;
  /** Called after each epoch; training ends if it returns false. */
  readonly onEpoch?: ((epoch: Epoch) => unknown) | undefined;
}

const OPTIONS: readonly string[] = [
  ...["epochs", "batchSize", "shuffle", "random", "validation", "earlyStopping"],
  ...["reduceOnPlateau", "learningRate", "onEpoch"],
];

/** Throws, in the name of `call`, at an option that makes no sense, but for the validation samples. */
export function checkFitOptions(call: string, options: FitOptions): void {
  checkOptions(call, options, OPTIONS);
  const { epochs = 1, batchSize = 1, shuffle = true, random, validation } = options;
  const { earlyStopping, reduceOnPlateau, learningRate, onEpoch } = options;
  checkInteger(call, "epochs", epochs, 1);
  checkInteger(call, "batchSize", batchSize, 1);
  checkFlag(call, "shuffle", shuffle);
  if (random !== undefined) checkInstance(call, "random", "a RandomState", RandomState, random);
  if (typeof validation === "number") checkShare(call, validation);
  else if (validation !== undefined) checkOptions(`${call}, validation`, validation, ["x", "t"]);
  if (earlyStopping !== undefined) checkEarlyStopping(call, earlyStopping);
  if (reduceOnPlateau !== undefined) checkPlateau(call, reduceOnPlateau);
  if (learningRate !== undefined) checkFunction(call, "learningRate", learningRate);
  if (onEpoch !== undefined) checkFunction(call, "onEpoch", onEpoch);
  if (learningRate && reduceOnPlateau) {
    throw new RangeError(`${call}: expected learningRate or reduceOnPlateau, got both`);
  }
}

function checkShare(call: string, share: number): void {
  if (share > 0 && share < 1) return;
  throw new RangeError(`${call}: expected validation to be a share between 0 and 1, got ${share}`);
}

function checkEarlyStopping(call: string, options: EarlyStopping): void {
  checkOptions(`${call}, earlyStopping`, options, ["patience", "minDelta"]);
  const { patience, minDelta = 0 } = options;
  checkInteger(call, "earlyStopping.patience", patience, 1);
  checkRange(call, "earlyStopping.minDelta", minDelta, 0, Infinity);
}

function checkPlateau(call: string, options: ReduceOnPlateau): void {
  const known = ["factor", "patience", "minDelta", "minLearningRate"];
  checkOptions(`${call}, reduceOnPlateau`, options, known);
  const { factor = 0.1, patience = 10, minDelta = 0, minLearningRate = 0 } = options;
  checkNumber(call, "reduceOnPlateau.factor", factor);
  if (!(factor > 0 && factor < 1)) {
    throw new RangeError(
      `${call}: expected reduceOnPlateau.factor to be between 0 and 1, got ${factor}`,
    );
  }
  checkInteger(call, "reduceOnPlateau.patience", patience, 1);
  checkRange(call, "reduceOnPlateau.minDelta", minDelta, 0, Infinity);
  checkRange(call, "reduceOnPlateau.minLearningRate", minLearningRate, 0, Infinity);
}
