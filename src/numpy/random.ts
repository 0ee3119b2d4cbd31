import { RandomState } from "./random-state.js";

/**
 * The package's default random numbers, as `np.random` is NumPy's: layers draw their weights from
 * it. It starts from a seed nobody knows; `random.seed(11)` starts NumPy's stream of seed 11.
 */
export const random: RandomState = new RandomState();
