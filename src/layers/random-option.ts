import { describe } from "../check.js";
import type { UniformSource } from "../numpy/bit-source.js";
import { random as defaultRandom } from "../numpy/random.js";
import { RandomState } from "../numpy/random-state.js";

/** The stream that the option `random` of the layer `name` means. TypeError if it means none. */
export function randomOption(
  name: string,
  random: RandomState | UniformSource = defaultRandom,
): RandomState {
  const state = typeof random === "function" ? new RandomState(random) : random;
  if (state instanceof RandomState) return state;
  throw new TypeError(
    `${name}: expected random to be a RandomState or a function, got ${describe(random)}`,
  );
}
