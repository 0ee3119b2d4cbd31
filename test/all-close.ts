import { expect } from "vitest";
import { flat } from "./fixtures.js";

/** How far two numbers may lie apart: `|got - want| <= rtol · |want| + atol`. */
export interface Tolerance {
  rtol: number;
  atol: number;
}

/** The bound that NumPy's exp, tanh, cosh and dot keep from one processor to another. */
export const NUMPY: Tolerance = { rtol: 1e-12, atol: 1e-14 };

interface CustomMatchers {
  /** Every number within the tolerance; nan, inf and the number of elements exactly. */
  toBeAllClose(want: unknown, tolerance?: Tolerance): void;
}

declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: the type parameter must match vitest's own declaration
  interface Matchers<T = any> extends CustomMatchers {}
}

expect.extend({
  toBeAllClose(got: unknown, want: unknown, tolerance: Tolerance = NUMPY) {
    const [a, b] = [flat(got), flat(want)];
    const worst = a.length === b.length ? worstIndex(a, b, tolerance) : -1;
    return {
      pass: worst === undefined,
      message: () =>
        worst === -1
          ? `expected ${b.length} numbers, got ${a.length}`
          : `expected ${b[worst as number]} at index ${worst}, got ${a[worst as number]}`,
    };
  },
});

/** The index of the number that is farthest beyond its bound, if any is. */
function worstIndex(got: number[], want: number[], { rtol, atol }: Tolerance): number | undefined {
  const excess = got.map((value, i) =>
    Object.is(value, want[i]) || value === want[i]
      ? 0
      : Number.isFinite(value) && Number.isFinite(want[i])
        ? Math.abs(value - want[i]) / (rtol * Math.abs(want[i]) + atol)
        : Infinity,
  );
  const most = excess.reduce((a, b) => Math.max(a, b), 0);
  return most > 1 ? excess.indexOf(most) : undefined;
}
