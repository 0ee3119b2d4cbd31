import { checkNumber, describe } from "../check.js";
import type { NumberArray } from "./number-array.js";
import type { RandomState } from "./random-state.js";

const CALL = "RandomState.choice";

/** What to choose: `count` indices below `population`. */
export interface Choice {
  readonly population: number;
  readonly count: number;
  readonly replace: boolean;
  /** The probability of each index; none: all the same. */
  readonly p: NumberArray | undefined;
}

/** Draws the indices in the order, and with the draws, of NumPy's `choice`. */
export function chooseIndices(random: RandomState, choice: Choice): ArrayLike<number> {
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
function pick(random: RandomState, weights: Float64Array, count: number): Int32Array {
  let sum = 0;
  const cumulative = weights.map((weight) => (sum += weight));
  const shares = cumulative.map((value) => value / sum);
  return Int32Array.from(random.random(count), (u) => firstAbove(shares, u));
}

/** The first index whose value, of those in rising order, is above `x`, by halving. */
function firstAbove(values: Float64Array, x: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] > x) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Picks until there are enough different ones, what was found being left out from then on. */
function pickDistinct(random: RandomState, weights: Float64Array, count: number): Int32Array {
  const nonZero = weights.filter((weight) => weight > 0).length;
  if (nonZero < count) {
    throw new RangeError(`${CALL}: expected ${count} entries above 0 in p, got ${nonZero}`);
  }
  const found = new Int32Array(count);
  for (let n = 0; n < count; ) {
    for (const i of pick(random, weights, count - n)) {
      if (weights[i] > 0) found[n++] = i;
      weights[i] = 0;
    }
  }
  return found;
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

function checkProbabilities(p: NumberArray, population: number): Float64Array {
  if (p.length !== population) {
    throw new RangeError(`${CALL}: expected ${population} probabilities, got ${p.length}`);
  }
  for (let i = 0; i < p.length; i++) {
    const weight: unknown = p[i];
    checkNumber(CALL, `p[${i}]`, weight);
    if (!(weight >= 0)) throw new RangeError(`${CALL}: expected p[${i}] >= 0, got ${weight}`);
  }
  const sum = carefulSum(p);
  if (!(Math.abs(sum - 1) <= tolerance(p))) {
    throw new RangeError(`${CALL}: expected p with the sum 1, got ${describe(sum)}`);
  }
  return Float64Array.from(p);
}

/** NumPy's: the square root of the spacing at 1 of the numbers that `p` can hold. */
function tolerance(p: NumberArray): number {
  const kind = Object.prototype.toString.call(p);
  if (kind === "[object Float32Array]") return Math.sqrt(2 ** -23);
  if (kind === "[object Float16Array]") return Math.sqrt(2 ** -10);
  return Math.sqrt(Number.EPSILON);
}

/** By W. Kahan, Further remarks on reducing truncation errors, CACM 8 (1965) 40, as NumPy does. */
function carefulSum(values: ArrayLike<number>): number {
  let [sum, excess] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] - excess;
    const next = sum + value;
    excess = next - sum - value;
    sum = next;
  }
  return sum;
}
