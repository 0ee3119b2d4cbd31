import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { RandomState, type Seed, type Size } from "../../src/index.js";
import { fixture } from "../fixtures.js";

type Step =
  | [
      "choice",
      [a: number | number[], size: Size | null, replace: boolean, p: number[] | null],
      unknown,
    ]
  | ["permutation" | "shuffle", [x: number[][] | string[]], unknown]
  | ["randint", [low: number, high: number, size: number], unknown]
  | ["random_sample", [size: number], unknown];

const { cases } = fixture<{ cases: { seed: Seed; steps: Step[] }[] }>("choice");

function call(random: RandomState, [op, args]: Step): unknown {
  if (op === "choice") {
    const [a, ...rest] = args;
    return typeof a === "number" ? random.choice(a, ...rest) : random.choice(a, ...rest);
  }
  if (op === "randint") return random.randint(...args);
  if (op === "random_sample") return random.random(...args);
  const x = rowsOrList(args[0]);
  if (op === "permutation")
    return Matrix.isMatrix(x) ? random.permutation(x) : random.permutation(x);
  random.shuffle(x);
  return x;
}

function rowsOrList(x: number[][] | string[]): Matrix | string[] {
  return Array.isArray(x[0]) ? new Matrix(x as number[][]) : [...(x as string[])];
}

const seedText = (seed: Seed): string =>
  Array.isArray(seed) ? `array of ${seed.length}` : `${seed}`;

describe("RandomState", () => {
  test.each(cases.map((c, i) => [i, seedText(c.seed), c] as const))(
    "NumPy's samples and orders %i, seed %s",
    (_, _seed, { seed, steps }) => {
      const random = new RandomState(seed);
      for (const step of steps) {
        const got = call(random, step);
        expect(Matrix.isMatrix(got) ? got.to2DArray() : got).toEqual(step[2]);
      }
    },
  );
});
