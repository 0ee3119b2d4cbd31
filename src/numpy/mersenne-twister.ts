import { checkInteger, describe, isArray } from "../check.js";
import type { NumberArray } from "./number-array.js";

/** An integer, an array of integers (each 0 … 2³² - 1), or nothing: a seed that nobody knows. */
export type Seed = number | NumberArray | null | undefined;

const SIZE = 624;
const SHIFT = 397;
const MAX_WORD = 2 ** 32 - 1;

/**
 * MT19937 as NumPy's legacy generator seeds and reads it: 32-bit words, and doubles of 53 bits.
 *
 * Source: M. Matsumoto and T. Nishimura, "Mersenne Twister" (1998),
 * https://doi.org/10.1145/272991.272995
 */
export class MersenneTwister {
  /** The 624 words of the state. */
  readonly key: Uint32Array = new Uint32Array(SIZE);
  /** Index of the next word, 624 when a new block is due. */
  pos: number = SIZE;

  /** `call` is named in the error of a bad seed: RangeError, or TypeError for another kind. */
  constructor(call: string, seed: Seed) {
    if (seed === undefined || seed === null) this.seedByEntropy();
    else if (typeof seed === "object") this.seedByArray(checkSeeds(call, seed));
    else this.seedByInteger(checkSeed(call, "the seed", seed));
  }

  /** The generator in a given state; RangeError, in the name of `call`, unless `key` can be one. */
  static at(call: string, key: ArrayLike<number>, pos: number): MersenneTwister {
    if (key.length !== SIZE) {
      throw new RangeError(`${call}: expected key to have ${SIZE} words, got ${key.length}`);
    }
    for (let i = 0; i < SIZE; i++) checkInteger(call, `key[${i}]`, key[i], 0, MAX_WORD);
    const twister = new MersenneTwister(call, 0);
    twister.key.set(key);
    twister.pos = pos;
    return twister;
  }

  /** The next 32 bits as an integer, 0 … 2³² - 1. */
  uint32(): number {
    if (this.pos === SIZE) this.nextBlock();
    return tempered(this.key[this.pos++]) >>> 0;
  }

  /** The next 53 bits as a number in [0, 1): two words, of which the first is the high part. */
  double(): number {
    const { key, pos } = this;
    if (pos > SIZE - 2) return toDouble(this.uint32(), this.uint32());
    this.pos = pos + 2;
    return toDouble(tempered(key[pos]), tempered(key[pos + 1]));
  }

  private nextBlock(): void {
    const { key } = this;
    const wrap = SIZE - SHIFT;
    for (let i = 0; i < wrap; i++) key[i] = key[i + SHIFT] ^ twist(key[i], key[i + 1]);
    for (let i = wrap; i < SIZE - 1; i++) key[i] = key[i - wrap] ^ twist(key[i], key[i + 1]);
    key[SIZE - 1] = key[SHIFT - 1] ^ twist(key[SIZE - 1], key[0]);
    this.pos = 0;
  }

  private seedByInteger(seed: number): void {
    const { key } = this;
    key[0] = seed;
    for (let i = 1; i < SIZE; i++) key[i] = Math.imul(1812433253, mixed(key[i - 1])) + i;
  }

  private seedByArray(seeds: ArrayLike<number>): void {
    const { key } = this;
    this.seedByInteger(19650218);
    let i = 0;
    const next = (): void => {
      if (i === SIZE - 1) key[0] = key[SIZE - 1];
      i = (i % (SIZE - 1)) + 1;
    };
    for (let step = 0; step < Math.max(SIZE, seeds.length); step++) {
      const j = step % seeds.length;
      next();
      key[i] = (key[i] ^ Math.imul(mixed(key[i - 1]), 1664525)) + seeds[j] + j;
    }
    for (let step = 0; step < SIZE - 1; step++) {
      next();
      key[i] = (key[i] ^ Math.imul(mixed(key[i - 1]), 1566083941)) - i;
    }
    key[0] = 0x80000000;
  }

  private seedByEntropy(): void {
    this.key.set(crypto.getRandomValues(new Uint32Array(SIZE)));
    this.key[0] = 0x80000000;
  }
}

function tempered(word: number): number {
  let y = word;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return y ^ (y >>> 18);
}

function toDouble(high: number, low: number): number {
  return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
}

/** The highest bit of one word and the others of the next, shifted and combined. */
function twist(word: number, next: number): number {
  const y = (word & 0x80000000) | (next & 0x7fffffff);
  return (y >>> 1) ^ (-(y & 1) & 0x9908b0df); // not a branch, which would be guessed wrong half the time
}

function mixed(word: number): number {
  return word ^ (word >>> 30);
}

function checkSeed(call: string, name: string, seed: unknown): number {
  checkInteger(call, name, seed, 0, MAX_WORD);
  return seed;
}

function checkSeeds(call: string, seeds: ArrayLike<number>): ArrayLike<number> {
  if (!isArray(seeds)) {
    throw new TypeError(
      `${call}: expected an integer or an array of integers, got ${describe(seeds)}`,
    );
  }
  if (seeds.length === 0) throw new RangeError(`${call}: expected at least one seed, got none`);
  return Array.from(seeds, (seed, i) => checkSeed(call, `seed[${i}]`, seed));
}
