import type { BitSource } from "./bit-source.js";

// A draw is rejected with a probability below 1/2: a thousand in a row mean a source that is stuck.
const MAX_TRIES = 1000;

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
    if (Number.isNaN(spare)) return this.#gaussPair();
    this.spare = Number.NaN;
    return spare;
  }

  /** Fills `values` with `loc + scale · gauss()`, pair by pair. */
  fillGauss(values: Float64Array, loc: number, scale: number): void {
    const { length } = values;
    let i = 0;
    if (length > 0 && !Number.isNaN(this.spare)) values[i++] = loc + scale * this.gauss();
    for (; i + 1 < length; i += 2) {
      values[i] = loc + scale * this.#gaussPair();
      values[i + 1] = loc + scale * this.spare;
      this.spare = Number.NaN;
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

  #gaussPair(): number {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const x1 = 2 * this.bits.double() - 1;
      const x2 = 2 * this.bits.double() - 1;
      const r2 = x1 * x1 + x2 * x2;
      if (r2 > 0 && r2 < 1) {
        const f = Math.sqrt((-2 * Math.log(r2)) / r2);
        this.spare = f * x1;
        return f * x2;
      }
    }
    throw stuck();
  }
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
