import { type AbstractMatrix, Matrix } from "ml-matrix";
import {
  checkFlag,
  checkInteger,
  checkNumber,
  checkOptions,
  checkSurplus,
  describe,
  isArray,
} from "../check.js";
import { copyOf } from "../linalg/dense.js";
import type { MatrixLike } from "../matrix-input.js";
import { UniformBits, type UniformSource } from "./bit-source.js";
import { bindMethods } from "./bound-methods.js";
import { chooseIndices } from "./choice.js";
import { markInteger, markLike } from "./integer-arrays.js";
import { MersenneTwister, type Seed } from "./mersenne-twister.js";
import type { NumberArray, TypedArray } from "./number-array.js";
import {
  type LegacyState,
  type RandomStateInput,
  type RandomStateSnapshot,
  snapshotOf,
  streamAt,
} from "./random-snapshot.js";
import { countOf, fill, fillArrays, type Size, type Sized, toShape } from "./size.js";
import { Stream } from "./stream.js";

/** How many arguments each method takes. */
const METHODS = {
  seed: 1,
  random: 1,
  randomSample: 1,
  rand: Infinity,
  randn: Infinity,
  uniform: 3,
  standardNormal: 1,
  normal: 3,
  randint: 3,
  bytes: 1,
  shuffle: 1,
  permutation: 1,
  choice: 4,
  getState: 1,
  setState: 1,
} as const;

/**
 * NumPy's legacy random stream: for one seed the same numbers as `np.random.RandomState(seed)`,
 * bit for bit. Over another uniform source: the same distributions.
 *
 * Methods have NumPy's names and arguments; `size` decides the kind of the result: see `Size`.
 * Arguments are checked before anything is drawn, so a call that throws does not move the stream.
 * Methods work without the object, too: `const { seed, normal } = random`.
 *
 * Source: https://numpy.org/doc/stable/reference/random/legacy.html
 */
export class RandomState {
  #stream: Stream;

  /** `source`: a seed, or a function that gives numbers in [0, 1); nothing: a seed nobody knows. */
  constructor(source?: Seed | UniformSource, ...surplus: never[]) {
    checkSurplus("RandomState", [source, ...surplus], 1);
    const bits =
      typeof source === "function"
        ? new UniformBits(source)
        : new MersenneTwister("RandomState", source);
    this.#stream = new Stream(bits);
    bindMethods<RandomState>(this, RandomState, METHODS);
  }

  /**
   * Starts NumPy's stream anew: an integer 0 … 2³² - 1, an array of such integers (`[11]` is
   * another stream than `11`), or nothing. RangeError or TypeError for any other seed.
   */
  seed(seed?: Seed): void {
    this.#stream = new Stream(new MersenneTwister("RandomState.seed", seed));
  }

  /** Uniform in [0, 1), 53 bits each: NumPy's `random_sample`. */
  random<const S extends Size | null | undefined = undefined>(size?: S): Sized<S> {
    return this.#uniform(toShape("RandomState.random", size));
  }

  /** The same as `random`, under NumPy's other name. */
  randomSample<const S extends Size | null | undefined = undefined>(size?: S): Sized<S> {
    return this.#uniform(toShape("RandomState.randomSample", size));
  }

  /** The same as `random`, of a size given as arguments: `rand(2, 3)` is `random([2, 3])`. */
  rand<const S extends readonly number[]>(...size: S): Sized<S> {
    return this.#uniform(toShape("RandomState.rand", size));
  }

  /** The same as `standardNormal`, of a size given as arguments: `randn(2, 3)`. */
  randn<const S extends readonly number[]>(...size: S): Sized<S> {
    return this.#normal(0, 1, toShape("RandomState.randn", size));
  }

  #uniform<S>(shape: readonly number[]): Sized<S> {
    return fill(shape, () => this.#stream.double());
  }

  /** Uniform in [low, high): `low + (high - low) · random()`. RangeError when the range overflows. */
  uniform<const S extends Size | null | undefined = undefined>(
    low = 0,
    high = 1,
    size?: S,
  ): Sized<S> {
    checkNumber("RandomState.uniform", "low", low);
    checkNumber("RandomState.uniform", "high", high);
    const range = high - low;
    if (!Number.isFinite(range)) {
      throw new RangeError(
        `RandomState.uniform: expected a finite range high - low, got low ${low} and high ${high}`,
      );
    }
    const shape = toShape("RandomState.uniform", size);
    return fill(shape, () => low + range * this.#stream.double());
  }

  /** Normal with mean 0 and standard deviation 1, by Marsaglia's polar method. */
  standardNormal<const S extends Size | null | undefined = undefined>(size?: S): Sized<S> {
    return this.#normal(0, 1, toShape("RandomState.standardNormal", size));
  }

  /** Normal with mean `loc` and standard deviation `scale`. RangeError when `scale` < 0 or -0. */
  normal<const S extends Size | null | undefined = undefined>(
    loc = 0,
    scale = 1,
    size?: S,
  ): Sized<S> {
    checkNumber("RandomState.normal", "loc", loc);
    checkNumber("RandomState.normal", "scale", scale);
    if (scale < 0 || Object.is(scale, -0)) {
      throw new RangeError(`RandomState.normal: expected scale >= 0, got ${describe(scale)}`);
    }
    return this.#normal(loc, scale, toShape("RandomState.normal", size));
  }

  #normal<S>(loc: number, scale: number, shape: readonly number[]): Sized<S> {
    const stream = this.#stream;
    // One value is often drawn in a loop, where making the functions below takes a while.
    if (shape.length === 0) return (loc + scale * stream.gauss()) as Sized<S>;
    return fill(
      shape,
      () => loc + scale * stream.gauss(),
      (values) => stream.fillGauss(values, loc, scale),
    );
  }

  /**
   * Integers from `low` to `high - 1`, or from 0 to `low - 1` without `high`; each equally likely.
   * RangeError unless both are integers of at most 53 bits with `low < high`, which does not matter
   * where `size` asks for none. Arrays and matrices print as NumPy's of int64.
   */
  randint<const S extends Size | null | undefined = undefined>(
    low: number,
    high?: number | null,
    size?: S,
  ): Sized<S> {
    checkInteger("RandomState.randint", "low", low, Number.MIN_SAFE_INTEGER);
    const hasHigh = high !== undefined && high !== null;
    if (hasHigh) checkInteger("RandomState.randint", "high", high, Number.MIN_SAFE_INTEGER);
    const [from, to] = hasHigh ? [low, high] : [0, low];
    const max = to - 1 - from;
    const shape = toShape("RandomState.randint", size);
    if (countOf(shape) > 0 && (max < 0 || !Number.isSafeInteger(max))) {
      throw new RangeError(
        `RandomState.randint: expected low < high, at most 2**53 apart, got low ${from} and high ${to}`,
      );
    }
    return markInteger(fill(shape, () => from + this.#stream.interval(max)));
  }

  /** `length` random bytes. RangeError unless that is an integer ≥ 0. */
  bytes(length: number): Uint8Array {
    checkInteger("RandomState.bytes", "length", length, 0);
    const { bits } = this.#stream;
    const bytes = new Uint8Array(length);
    let word = bits.uint32(); // NumPy draws one also for no bytes
    for (let i = 0; i < length; i++, word >>>= 8) {
      if (i > 0 && i % 4 === 0) word = bits.uint32();
      bytes[i] = word;
    }
    return bytes;
  }

  /**
   * Puts the elements of an array, or the rows of a matrix, into random order: in place, as NumPy
   * does. TypeError for anything else, and for a frozen array.
   */
  shuffle(x: unknown[] | TypedArray | MatrixLike): void;
  shuffle(x: unknown[] | TypedArray | AbstractMatrix): void {
    if (typeof x === "object" && Object.isFrozen(x)) {
      throw new TypeError("RandomState.shuffle: expected x to be writable, got a frozen array");
    }
    const isMatrix = Matrix.isMatrix(x);
    const length = isMatrix
      ? x.rows
      : checkArray("RandomState.shuffle", "x", "an array or a matrix", x).length;
    for (let i = length - 1; i > 0; i--) {
      const j = this.#stream.interval(i);
      if (isMatrix) x.swapRows(i, j);
      else [x[i], x[j]] = [x[j], x[i]];
    }
  }

  /**
   * 0 … x - 1 in random order for a number; for an array, or a matrix and its rows, a shuffled
   * copy. TypeError for anything else, RangeError unless the number is an integer ≥ 0. What is known
   * to hold integers prints as NumPy's arrays of int64.
   */
  permutation(x: number): number[];
  permutation(x: MatrixLike): Matrix;
  permutation<A extends readonly unknown[] | TypedArray>(x: A): A[number][];
  permutation(x: number | MatrixLike | readonly unknown[] | TypedArray): unknown {
    const copy = permutable("RandomState.permutation", x);
    this.shuffle(copy);
    return typeof x === "number" ? markInteger(copy) : markLike(x, copy);
  }

  /**
   * Elements of `a`, or of 0 … a - 1 when it is a number, with or without `replace`ment, each with
   * its probability in `p` (default: equal). A size of two axes gives a `Matrix` for numbers.
   *
   * RangeError: nothing to choose from, a sample larger than `a` without replacement, `p` of
   * another length, below 0, or with a sum that is not 1.
   */
  choice<const S extends Size | null | undefined = undefined>(
    a: number,
    size?: S,
    replace?: boolean,
    p?: NumberArray | null,
  ): Sized<S>;
  choice<
    A extends readonly unknown[] | TypedArray,
    const S extends Size | null | undefined = undefined,
  >(a: A, size?: S, replace?: boolean, p?: NumberArray | null): Sized<S, A[number]>;
  choice(
    a: number | readonly unknown[] | TypedArray,
    size?: Size | null,
    replace = true,
    p?: NumberArray | null,
  ): unknown {
    const call = "RandomState.choice";
    if (typeof a === "number") checkInteger(call, "a", a, 0);
    else checkArray(call, "a", "a number or an array", a);
    checkFlag(call, "replace", replace);
    if (p !== undefined && p !== null) checkArray(call, "p", "an array", p);
    const population = typeof a === "number" ? a : a.length;
    const shape = toShape(call, size);
    const count = countOf(shape);
    const indices = chooseIndices(this, { population, count, replace, p: p ?? undefined });
    if (typeof a === "number") return markInteger(fill(shape, iterate(indices)));
    const items = Array.from(indices, (i) => a[i]);
    // What there is to choose from decides, so that the kind does not change with the draw.
    const areNumbers = Array.from<unknown>(a).every((x) => typeof x === "number");
    if (!areNumbers) return fillArrays(shape, iterate(items));
    return markLike(a, fill(shape, iterate(items as number[])));
  }

  /**
   * A copy of the state of NumPy's stream; with `legacy` the tuple of `np.random.get_state()`. Error
   * over another uniform source, which shows none.
   */
  getState(options?: { readonly legacy?: false | undefined }): RandomStateSnapshot;
  getState(options: { readonly legacy: true }): LegacyState;
  getState(options: { readonly legacy?: boolean | undefined }): RandomStateSnapshot | LegacyState;
  getState(
    options: { readonly legacy?: boolean | undefined } = {},
  ): RandomStateSnapshot | LegacyState {
    const call = "RandomState.getState";
    checkOptions(call, options, ["legacy"]);
    const { legacy = false } = options;
    checkFlag(call, "legacy", legacy);
    const state = snapshotOf(call, this.#stream);
    if (!legacy) return state;
    return ["MT19937", state.key, state.pos, state.hasGauss ? 1 : 0, state.gauss];
  }

  /**
   * Goes on with NumPy's stream from a state of `getState`, or what `JSON.parse` makes of one.
   * TypeError for anything else, RangeError: not 624 words of 32 bits, `pos` outside 0 … 624, a
   * normal value that is not finite, another generator.
   */
  setState(state: RandomStateInput): void {
    this.#stream = streamAt("RandomState.setState", state);
  }
}

function checkArray<T extends { readonly length: number }>(
  call: string,
  name: string,
  kinds: string,
  x: T,
): T {
  if (!isArray(x))
    throw new TypeError(`${call}: expected ${name} to be ${kinds}, got ${describe(x)}`);
  return x;
}

function permutable(
  call: string,
  x: number | MatrixLike | readonly unknown[] | TypedArray,
): unknown[] | Matrix {
  if (Matrix.isMatrix(x)) return copyOf(x);
  if (typeof x !== "number") {
    return Array.from<unknown>(
      checkArray(call, "x", "a number, an array or a matrix", x as readonly unknown[]),
    );
  }
  checkInteger(call, "x", x, 0);
  return Array.from({ length: x }, (_, i) => i);
}

/** The values one by one, of which there are as many as are asked for. */
function iterate<T>(values: ArrayLike<T>): () => T {
  let i = 0;
  return () => values[i++];
}
