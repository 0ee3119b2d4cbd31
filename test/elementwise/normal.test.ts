import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { millsRatio, normalDensity } from "../../src/elementwise/normal.js";
import "../all-close.js";

/** [t, Φ(-t) / φ(t), φ(t)], computed by mpmath with 50 digits, rounded once. */
const VALUES = [
  [0, 1.2533141373155003, 0.3989422804014327],
  [1e-10, 1.2533141372155003, 0.3989422804014327],
  [0.1, 1.1592623996187363, 0.39695254747701175],
  [0.5, 0.8763644564536923, 0.35206532676429947],
  [1, 0.6556795424187984, 0.24197072451914334],
  [2, 0.4213692292880545, 0.05399096651318805],
  [3.3, 0.2806413905555233, 0.0017225689390536812],
  [5, 0.19280810471531576, 1.4867195147342977e-6],
  [7.77, 0.12666642018563157, 3.0981425940517174e-14],
  [10, 0.09902859647173193, 7.694598626706419e-23],
  [20, 0.04987592598183679, 5.520948362159764e-88],
  [33.3, 0.03000302180506877, 6.434370239339347e-242],
  [36.71, 0.027220364999035872, 9.290838499532814e-294],
  [37, 0.027007327965128336, 2.1200065515246056e-298],
];
const FEW_ULP = { rtol: 5e-16, atol: 0 };

describe.each(VALUES)("at %d", (t, ratio, density) => {
  test("millsRatio has all its digits", () => {
    expect(millsRatio(t)).toBeAllClose(ratio, FEW_ULP);
  });

  test("normalDensity has all its digits, on both sides", () => {
    expect([normalDensity(t), normalDensity(-t)]).toBeAllClose([density, density], FEW_ULP);
  });
});

test("millsRatio falls, between t / (t² + 1) and 1 / t", () => {
  const positive = fc.integer({ min: 1, max: 1e9 }).map((i) => i / 1e7);
  fc.assert(
    fc.property(positive, (t) => {
      const ratio = millsRatio(t);
      expect(ratio).toBeGreaterThan((t / (t * t + 1)) * (1 - 4e-16));
      expect(ratio).toBeLessThan((1 / t) * (1 + 4e-16));
      expect(millsRatio(t * (1 + 1e-12))).toBeLessThanOrEqual(ratio * (1 + 4e-16));
    }),
  );
});

test("both are NaN at NaN, and the density is 0 far away", () => {
  expect([millsRatio(Number.NaN), normalDensity(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
  expect([normalDensity(40), normalDensity(-1e9)]).toEqual([0, 0]);
});
