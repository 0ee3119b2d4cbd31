import { describe } from "../check.js";
import type { UniformSource } from "./bit-source.js";
import { RandomState } from "./random-state.js";

/**
 * The package's default random numbers, as `np.random` is NumPy's: layers draw their weights from
 * it. It starts from a seed nobody knows; `random.seed(11)` starts NumPy's stream of seed 11.
 */
export const random: RandomState = new RandomState();

/** A RandomState as it is, or one over a uniform source. TypeError, in the name of `call`, for else. */
export function randomStateOf(call: string, random: RandomState | UniformSource): RandomState {
  if (random instanceof RandomState) return random;
  if (typeof random === "function") return new RandomState(random);
  throw new TypeError(
    `${call}: expected random to be a RandomState or a function, got ${describe(random)}`,
  );
}
