import { checkFinite, checkFlag, checkInteger, describe, isArray } from "../check.js";
import { MersenneTwister } from "./mersenne-twister.js";
import { Stream } from "./stream.js";

/** The whole state of NumPy's stream. */
export interface RandomStateSnapshot {
  /** The 624 words of the Mersenne Twister. */
  readonly key: Uint32Array;
  /** Index of the next word, 624 when a new block is due. */
  readonly pos: number;
  /** Whether a second normal value is waiting, and which (0 if none). */
  readonly hasGauss: boolean;
  readonly gauss: number;
}

/** The state as the tuple of `np.random.get_state()`. */
export type LegacyState = [
  generator: "MT19937",
  key: Uint32Array,
  pos: number,
  hasGauss: 0 | 1,
  gauss: number,
];

/** The words of a state; the third is what JSON makes of a typed array. */
export type StateWords = Uint32Array | readonly number[] | { readonly [index: number]: number };

/** What a stream can go on from: a snapshot or NumPy's tuple, also out of JSON. */
export type RandomStateInput =
  | (Omit<RandomStateSnapshot, "key"> & { readonly key: StateWords })
  | readonly [generator: string, key: StateWords, pos: number]
  | readonly [
      generator: string,
      key: StateWords,
      pos: number,
      hasGauss: number | boolean,
      gauss: number,
    ];

const LENGTH = 624;

/** A copy of the state of a stream. Error over another uniform source, which shows none. */
export function snapshotOf(call: string, { bits, spare }: Stream): RandomStateSnapshot {
  if (!(bits instanceof MersenneTwister)) {
    throw new Error(`${call}: expected NumPy's stream, got another uniform source`);
  }
  const hasGauss = !Number.isNaN(spare);
  return { key: bits.key.slice(), pos: bits.pos, hasGauss, gauss: hasGauss ? spare : 0 };
}

/** The stream in a given state; TypeError or RangeError, in the name of `call`, unless it can be one. */
export function streamAt(call: string, state: unknown): Stream {
  const { key, pos, hasGauss, gauss } = fieldsOf(call, state);
  const words = wordsOf(call, key);
  checkFlag(call, "hasGauss", hasGauss);
  checkFinite(call, "gauss", gauss);
  checkInteger(call, "pos", pos, 0, LENGTH);
  const bits = MersenneTwister.at(call, words, pos);
  return new Stream(bits, hasGauss ? gauss : undefined);
}

function fieldsOf(call: string, state: unknown): { readonly [name: string]: unknown } {
  if (Array.isArray(state)) return fieldsOfTuple(call, state);
  if (typeof state === "object" && state !== null) return { ...state };
  throw new TypeError(`${call}: expected a state of getState, got ${describe(state)}`);
}

function fieldsOfTuple(call: string, state: readonly unknown[]): Record<string, unknown> {
  const [generator, key, pos, flag = 0, gauss = 0] = state;
  if (generator !== "MT19937" || (state.length !== 3 && state.length !== 5)) {
    throw new RangeError(
      `${call}: expected a state ["MT19937", key, pos, hasGauss, gauss], ` +
        `got ${describe(generator)} first in an ${describe(state)}`,
    );
  }
  const isFlag = flag === 0 || flag === 1;
  return { key, pos, hasGauss: isFlag ? flag === 1 : flag, gauss };
}

function wordsOf(call: string, key: unknown): ArrayLike<number> {
  if (isArray(key)) return key as ArrayLike<number>;
  if (typeof key !== "object" || key === null || Object.keys(key).length === 0) {
    throw new TypeError(`${call}: expected key to be an array of words, got ${describe(key)}`);
  }
  const words = key as { readonly [index: number]: number };
  return Array.from({ length: Object.keys(key).length }, (_, i) => words[i]);
}
