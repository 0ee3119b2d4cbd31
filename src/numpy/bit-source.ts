import { describe } from "../check.js";

/** What random numbers are made of. */
export interface BitSource {
  /** An integer, 0 … 2³² - 1, each equally likely. */
  uint32(): number;
  /** A number in [0, 1). */
  double(): number;
}

/** Numbers in [0, 1), each equally likely, as `Math.random` and seedrandom's generators give them. */
export type UniformSource = () => number;

/** Bits out of any uniform source; each draw takes one number from it. */
export class UniformBits implements BitSource {
  constructor(private readonly source: UniformSource) {}

  /** RangeError when the source gives anything but a number in [0, 1). */
  double(): number {
    const u = this.source();
    if (typeof u === "number" && u >= 0 && u < 1) return u;
    throw new RangeError(
      `RandomState: expected numbers in [0, 1) from the random source, got ${describe(u)}`,
    );
  }

  uint32(): number {
    return Math.floor(this.double() * 2 ** 32);
  }
}
