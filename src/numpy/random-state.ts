import { type AbstractMatrix, Matrix } from "ml-matrix";
import { checkInteger, checkNumber, describe, isArray } from "../check.js";
import { UniformBits, type UniformSource } from "./bit-source.js";
import { chooseIndices } from "./choice.js";
import { MersenneTwister, type Seed } from "./mersenne-twister.js";
import { fill, fillArrays, type Size, type Sized, toShape } from "./size.js";
import { Stream } from "./stream.js";

/** The whole state of NumPy's stream, as `np.random.get_state()` gives it. */
export interface RandomStateSnapshot {
  /** The 624 words of the Mersenne Twister. */
  readonly key: Uint32Array;
  /** Index of the next word, 624 when a new block is due. */
  readonly pos: number;
  /** Whether a second normal value is waiting, and which (0 if none). */
  readonly hasGauss: boolean;
  readonly gauss: number;
}

/**
 * NumPy's legacy random stream: for one seed the same numbers as `np.random.RandomState(seed)`,
 * bit for bit. Over another uniform source: the same distributions.
 *
 * Methods have NumPy's names and arguments; `size` decides the kind of the result: see `Size`.
 * Arguments are checked before anything is drawn, so a call that throws does not move the stream.
 *
 * Source: https://numpy.org/doc/stable/reference/random/legacy.html
 */
export class RandomState {
  #stream: Stream;

  /** `source`: a seed, or a function that gives numbers in [0, 1); nothing: a seed nobody knows. */
  constructor(source?: Seed | UniformSource) {
    const bits =
      typeof source === "function"
        ? new UniformBits(source)
        : new MersenneTwister("RandomState", source);
    this.#stream = new Stream(bits);
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
    const shape = toShape("RandomState.random", size);
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
    return fill(
      shape,
      () => loc + scale * stream.gauss(),
      (values) => stream.fillGauss(values, loc, scale),
    );
  }

  /**
   * Integers from `low` to `high - 1`, or from 0 to `low - 1` without `high`; each equally likely.
   * RangeError unless both are integers of at most 53 bits with `low < high`.
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
    if (max < 0 || !Number.isSafeInteger(max)) {
      throw new RangeError(
        `RandomState.randint: expected low < high, at most 2**53 apart, got low ${from} and high ${to}`,
      );
    }
    const shape = toShape("RandomState.randint", size);
    return fill(shape, () => from + this.#stream.interval(max));
  }

  /**
   * Puts the elements of an array, or the rows of a matrix, into random order: in place, as NumPy
   * does. TypeError for anything else, and for a frozen array.
   */
  shuffle(x: { [index: number]: unknown; readonly length: number } | AbstractMatrix): void {
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
   * copy. TypeError for anything else, RangeError unless the number is an integer ≥ 0.
   */
  permutation(x: number): number[];
  permutation(x: AbstractMatrix): Matrix;
  permutation<T>(x: ArrayLike<T>): T[];
  permutation(x: number | AbstractMatrix | ArrayLike<unknown>): unknown {
    const copy = permutable("RandomState.permutation", x);
    this.shuffle(copy);
    return copy;
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
    p?: ArrayLike<number> | null,
  ): Sized<S>;
  choice<T, const S extends Size | null | undefined = undefined>(
    a: ArrayLike<T>,
    size?: S,
    replace?: boolean,
    p?: ArrayLike<number> | null,
  ): Sized<S, T>;
  choice(
    a: number | ArrayLike<unknown>,
    size?: Size | null,
    replace = true,
    p?: ArrayLike<number> | null,
  ): unknown {
    const call = "RandomState.choice";
    if (typeof a === "number") checkInteger(call, "a", a, 0);
    const items =
      typeof a === "number" ? undefined : checkArray(call, "a", "a number or an array", a);
    if (p !== undefined && p !== null) checkArray(call, "p", "an array", p);
    const population = typeof a === "number" ? a : a.length;
    const shape = toShape(call, size);
    const count = shape.reduce((product, length) => product * length, 1);
    const indices = chooseIndices(this, { population, count, replace, p: p ?? undefined });
    const next = (items ? indices.map((i) => items[i]) : indices).values();
    // What there is to choose from decides, so that the kind does not change with the draw.
    return items === undefined || Array.from(items).every((x) => typeof x === "number")
      ? fill(shape, () => next.next().value as number)
      : fillArrays(shape, () => next.next().value);
  }

  /** A copy of the state of NumPy's stream. Error over another uniform source, which shows none. */
  getState(): RandomStateSnapshot {
    const { bits, spare } = this.#stream;
    if (!(bits instanceof MersenneTwister)) {
      throw new Error("RandomState.getState: expected NumPy's stream, got another uniform source");
    }
    const { key, pos } = bits;
    const hasGauss = !Number.isNaN(spare);
    return { key: key.slice(), pos, hasGauss, gauss: hasGauss ? spare : 0 };
  }

  /**
   * Goes on with NumPy's stream from a state of `getState`. TypeError for anything else,
   * RangeError: not 624 words of 32 bits, or `pos` outside 0 … 624.
   */
  setState(state: RandomStateSnapshot): void {
    const call = "RandomState.setState";
    if (typeof state !== "object" || state === null) {
      throw new TypeError(`${call}: expected a state of getState, got ${describe(state)}`);
    }
    const { key, pos, hasGauss, gauss } = state;
    checkArray(call, "key", "an array of words", key);
    checkNumber(call, "gauss", gauss);
    const bits = MersenneTwister.at(call, key, pos);
    this.#stream = new Stream(bits, hasGauss ? gauss : undefined);
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
  x: number | AbstractMatrix | ArrayLike<unknown>,
): unknown[] | Matrix {
  if (Matrix.isMatrix(x)) return new Matrix(x);
  if (typeof x !== "number")
    return Array.from(checkArray(call, "x", "a number, an array or a matrix", x));
  checkInteger(call, "x", x, 0);
  return Array.from({ length: x }, (_, i) => i);
}
