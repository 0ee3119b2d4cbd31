import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { RandomState, type Seed } from "../../src/index.js";
import { fixture, nest, numbers, type Packed } from "../fixtures.js";

interface Step {
  op: string;
  args: number[];
  size: number[] | null;
  out: Packed;
}

interface StreamCase {
  seed: Seed;
  steps: Step[];
  state: { pos: number; hasGauss: number; gauss: number };
}

interface ErrorCase {
  seed: Seed;
  op?: string;
  args?: unknown[];
  message: string;
}

const { cases } = fixture<{ cases: (StreamCase | ErrorCase)[] }>("random");
const streams = cases.filter((c): c is StreamCase => "steps" in c);
const errors = cases.filter((c): c is ErrorCase => "message" in c);

/** NumPy's name, arguments and size as a call of ours. */
function call(random: RandomState, op: string, args: unknown[], size?: number[] | null): unknown {
  const number = (i: number): number => args[i] as number;
  const calls: Record<string, () => unknown> = {
    random_sample: () => random.random(size),
    uniform: () => random.uniform(number(0), number(1), size),
    normal: () => random.normal(number(0), number(1), size),
    standard_normal: () => random.standardNormal(size),
    randint: () => random.randint(number(0), args[1] as number | undefined, size),
    choice: () => random.choice(number(0), size),
    permutation: () => random.permutation(number(0)),
    shuffle: () => {
      const x = [...(args[0] as number[])];
      random.shuffle(x);
      return x;
    },
  };
  return calls[op]();
}

describe("RandomState", () => {
  test.each(streams.map((c, i) => [i, JSON.stringify(c.seed), c] as const))(
    "NumPy's stream %i, seed %s",
    (_, _seed, { seed, steps, state }) => {
      const random = new RandomState();
      random.seed(seed);
      for (const { op, args, size, out } of steps) {
        const got = call(random, op, args, size);
        const want = out.shape.length === 2 ? matrixOf(out) : nest(out.shape, numbers(out));
        expect(got).toEqual(want);
      }
      const { pos, hasGauss, gauss } = random.getState();
      expect([pos, hasGauss]).toEqual([state.pos, state.hasGauss === 1]);
      expect(gauss).toBe(state.gauss);
    },
  );

  test.each(errors.map((c) => [JSON.stringify(c), c] as const))(
    "throws where NumPy does: %s",
    (_, { seed, op, args }) => {
      const act = (): unknown => {
        const random = new RandomState(seed);
        return op && call(random, op, args?.map((a) => (a === "inf" ? Infinity : a)) ?? []);
      };
      expect(act).toThrow(RangeError);
      expect(act).toThrow(/^RandomState(\.\w+)?: expected .*, got .*/);
    },
  );
});

function matrixOf({ shape, data }: Packed): Matrix {
  return Matrix.from1DArray(shape[0], shape[1], data as number[]);
}
