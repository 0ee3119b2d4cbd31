import type { BitSource } from "./bit-source.js";
import { logarithm } from "./logarithm.js";

// A draw is rejected with a probability below 1/2: a thousand in a row mean a source that is stuck.
const MAX_TRIES = 1000;

/** How many points are drawn before the first of them becomes a pair of normal values. */
const BATCH = 256;

/** The draws that NumPy's legacy distributions are made of, over one source of bits. */
export class Stream {
  /** `spare`: normal values come in pairs; the one that waits for the next call, NaN if none does. */
  constructor(
    readonly bits: BitSource,
    public spare: number = Number.NaN,
  ) {}

  /** Uniform in [0, 1). */
  double(): number {
    return this.bits.double();
  }

  /** Normal with mean 0 and standard deviation 1: Marsaglia's polar method, the second value first. */
  gauss(): number {
    const { spare } = this;
    if (!Number.isNaN(spare)) {
      this.spare = Number.NaN;
      return spare;
    }
    const { bits } = this;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const x1 = 2 * bits.double() - 1;
      const x2 = 2 * bits.double() - 1;
      const square = x1 * x1 + x2 * x2;
      if (square > 0 && square < 1) {
        const f = stretch(square);
        this.spare = f * x1;
        return f * x2;
      }
    }
    throw stuck();
  }

  /** Fills `values` with `loc + scale · gauss()`. */
  fillGauss(values: Float64Array, loc: number, scale: number): void {
    const { length } = values;
    let i = 0;
    if (length > 0 && !Number.isNaN(this.spare)) values[i++] = loc + scale * this.gauss();
    for (let tries = 0; i + 1 < length; tries++) {
      if (tries === MAX_TRIES) throw stuck();
      // No more points than there are pairs to come, so that none is drawn in vain.
      const end = this.#points(values, i, Math.min(i + 2 * BATCH, length - 1));
      if (end > i) tries = 0;
      for (; i < end; i += 2) {
        const x1 = values[i];
        const x2 = values[i + 1];
        const f = stretch(x1 * x1 + x2 * x2);
        values[i] = loc + scale * (f * x2);
        values[i + 1] = loc + scale * (f * x1);
      }
    }
    if (i < length) values[i] = loc + scale * this.gauss();
  }

  /** An integer 0 … `max`, `max` < 2⁵³: as many bits as `max` has, until they are not above it. */
  interval(max: number): number {
    if (max === 0) return 0;
    const high = Math.floor(max / 2 ** 32);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const value =
        high === 0
          ? (this.bits.uint32() & mask(max)) >>> 0
          : (this.bits.uint32() & mask(high)) * 2 ** 32 + this.bits.uint32();
      if (value <= max) return value;
    }
    throw stuck();
  }

  /**
   * Draws a point of a square for each two places of `values` from `start` to before `end`, and puts
   * those in the unit circle one after the other; gives the place after the last.
   */
  #points(values: Float64Array, start: number, end: number): number {
    const { bits } = this;
    let at = start;
    for (let i = start; i < end; i += 2) {
      const x1 = 2 * bits.double() - 1;
      const x2 = 2 * bits.double() - 1;
      const square = x1 * x1 + x2 * x2;
      values[at] = x1;
      values[at + 1] = x2;
      // 2 below 1 and else 0, without a branch, which would be guessed wrong every fifth time.
      if (square !== 0) at += ((Math.floor(square) - 1) >>> 31) * 2;
    }
    return at;
  }
}

/** How much farther from the centre than its point a pair of normal values is. */
function stretch(square: number): number {
  return Math.sqrt((-2 * logarithm(square)) / square);
}

/** All the bits that `word`, 1 … 2³² - 1, has, set. */
function mask(word: number): number {
  return 0xffffffff >>> Math.clz32(word);
}

function stuck(): Error {
  return new RangeError(
    `RandomState: expected varying numbers from the random source, got none that fits in ${MAX_TRIES} tries`,
  );
}
