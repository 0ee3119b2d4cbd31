import { describe, isArray } from "../check.js";

/**
 * A value in a saved network, which may be anything, and its place there, for errors: what is not as
 * it should be is a TypeError or RangeError `call: expected place to be …, got …`.
 */
export class Saved {
  constructor(
    private readonly call: string,
    private readonly place: string,
    readonly value: unknown,
  ) {}

  /** A field of an object, its own; undefined if it lacks it. */
  field(name: string): Saved {
    const { value } = this;
    if (typeof value !== "object" || value === null || isArray(value)) {
      throw this.error("an object");
    }
    const place = this.place === "" ? name : `${this.place}.${name}`;
    const inner = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
    return new Saved(this.call, place, inner);
  }

  /** Whether it is there at all. */
  get isThere(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  items(): Saved[] {
    if (!Array.isArray(this.value)) throw this.error("an array");
    return Array.from(this.value, (item, i) => new Saved(this.call, `${this.place}[${i}]`, item));
  }

  string(): string {
    if (typeof this.value !== "string") throw this.error("a string");
    return this.value;
  }

  integer(): number {
    if (!Number.isSafeInteger(this.value) || (this.value as number) < 0) {
      throw this.error("an integer >= 0");
    }
    return this.value as number;
  }

  number(): number {
    const number = decodeNumber(this.value);
    if (number === undefined) throw this.error("a number");
    return number;
  }

  /** An array of numbers. */
  numbers(): Float64Array {
    const { value } = this;
    if (!Array.isArray(value)) throw this.error("an array of numbers");
    return Float64Array.from(value, (item, i) => {
      const number = decodeNumber(item);
      if (number !== undefined) return number;
      throw new Saved(this.call, `${this.place}[${i}]`, item).error("a number");
    });
  }

  /** One of these values. */
  oneOf<T>(values: readonly T[]): T {
    if (!(values as readonly unknown[]).includes(this.value)) {
      throw this.error(values.map((value) => JSON.stringify(value)).join(" or "));
    }
    return this.value as T;
  }

  /** What `make` makes of the value; its errors are told with the place. */
  as<T>(make: (value: unknown) => T): T {
    try {
      return make(this.value);
    } catch (error) {
      const Kind = error instanceof TypeError ? TypeError : RangeError;
      throw new Kind(`${this.call}, ${this.place || "json"}: ${(error as Error).message}`);
    }
  }

  /** The error that this is not what was expected. */
  error(expected: string): TypeError {
    return new TypeError(
      `${this.call}: expected ${this.place || "json"} to be ${expected}, got ${describe(this.value)}`,
    );
  }
}

/** A number as JSON can hold it: those it lacks, and -0, which it loses, as texts. */
export function encodeNumber(value: number): number | string {
  return Number.isFinite(value) && !Object.is(value, -0) ? value : describe(value);
}

function decodeNumber(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return UNSPEAKABLE.get(value);
}

const UNSPEAKABLE: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ["NaN", Number.NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
  ["-0", -0],
]);
