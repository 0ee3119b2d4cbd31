import { checkNumber, describe } from "../check.js";
import type { RandomState } from "./random-state.js";

const CALL = "RandomState.choice";

/** What to choose: `count` indices below `population`. */
export interface Choice {
  readonly population: number;
  readonly count: number;
  readonly replace: boolean;
  /** The probability of each index; none: all the same. */
  readonly p: ArrayLike<number> | undefined;
}

/** Draws the indices in the order, and with the draws, of NumPy's `choice`. */
export function chooseIndices(random: RandomState, choice: Choice): number[] {
  const { population, count, replace, p } = choice;
  checkPopulation(choice);
  if (p !== undefined) {
    const weights = checkProbabilities(p, population);
    return replace ? pick(random, weights, count) : pickDistinct(random, weights, count);
  }
  if (!replace) return random.permutation(population).slice(0, count);
  return count === 0 ? [] : random.randint(0, population, count);
}

/** Inverts the cumulative distribution: the first index whose share reaches beyond the draw. */
function pick(random: RandomState, weights: readonly number[], count: number): number[] {
  let sum = 0;
  const cumulative = weights.map((weight) => (sum += weight));
  const shares = cumulative.map((value) => value / sum);
  return random.random(count).map((u) => shares.findIndex((share) => share > u));
}

/** Picks until there are enough different ones, what was found being left out from then on. */
function pickDistinct(random: RandomState, weights: number[], count: number): number[] {
  const nonZero = weights.filter((weight) => weight > 0).length;
  if (nonZero < count) {
    throw new RangeError(`${CALL}: expected ${count} entries above 0 in p, got ${nonZero}`);
  }
  const found = new Set<number>();
  while (found.size < count) {
    for (const i of found) weights[i] = 0;
    for (const i of pick(random, weights, count - found.size)) found.add(i);
  }
  return [...found];
}

function checkPopulation({ population, count, replace }: Choice): void {
  if (population === 0 && count > 0) {
    throw new RangeError(`${CALL}: expected something to choose from, got nothing`);
  }
  if (!replace && count > population) {
    throw new RangeError(
      `${CALL}: expected a sample of at most ${population} without replacement, got ${count}`,
    );
  }
}

function checkProbabilities(p: ArrayLike<number>, population: number): number[] {
  if (p.length !== population) {
    throw new RangeError(`${CALL}: expected ${population} probabilities, got ${p.length}`);
  }
  const weights = Array.from(p);
  for (const [i, weight] of weights.entries()) {
    checkNumber(CALL, `p[${i}]`, weight);
    if (!(weight >= 0)) throw new RangeError(`${CALL}: expected p[${i}] >= 0, got ${weight}`);
  }
  const sum = weights.reduce((a, b) => a + b, 0);
  // NumPy's tolerance, the square root of the spacing of doubles at 1.
  if (Math.abs(sum - 1) > Math.sqrt(Number.EPSILON)) {
    throw new RangeError(`${CALL}: expected p with the sum 1, got ${describe(sum)}`);
  }
  return weights;
}
