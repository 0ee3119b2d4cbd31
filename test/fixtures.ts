import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Matrix } from "ml-matrix";

/** An array as the fixture files hold it: C order, non-finite numbers and large integers as text. */
export interface Packed {
  shape: number[];
  data: (number | string | boolean)[];
}

/** Reads `test/fixtures/<name>.json`. */
export function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(join(__dirname, "fixtures", `${name}.json`), "utf8")) as T;
}

const SPECIAL: Record<string, number> = { nan: Number.NaN, inf: Infinity, "-inf": -Infinity };

/** A number as the files of test/fixtures/scripts hold it. */
export type PlainNumber = number | "nan" | "inf" | "-inf";

export function plainNumber(value: PlainNumber): number {
  return typeof value === "string" ? SPECIAL[value] : value;
}

/** The numbers of a packed array, flat. */
export function numbers({ data }: Packed): number[] {
  return data.map((value) => (typeof value === "string" ? SPECIAL[value] : Number(value)));
}

/** The numbers of a packed array of two axes as a matrix. */
export function matrix(packed: Packed): Matrix {
  return Matrix.from1DArray(packed.shape[0], packed.shape[1], numbers(packed));
}

/** Elements in C order, as arrays in arrays (an element itself without axes). */
export function nest<T>([length, ...rest]: number[], data: T[]): unknown {
  if (length === undefined) return data[0];
  const step = rest.reduce((product, part) => product * part, 1);
  return Array.from({ length }, (_, i) => nest(rest, data.slice(i * step, (i + 1) * step)));
}

/** Every number in a number, an array nested to any depth or a matrix, in C order. */
export function flat(x: unknown): number[] {
  if (Matrix.isMatrix(x)) return x.to1DArray();
  return Array.isArray(x) ? x.flatMap(flat) : [x as number];
}

/** Numbers in arrays in arrays, as the files of test/fixtures/scripts hold them, as a matrix. */
export function plainMatrix(rows: readonly (readonly PlainNumber[])[]): Matrix {
  return new Matrix(rows.map((row) => row.map(plainNumber)));
}
