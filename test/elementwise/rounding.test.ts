import fc from "fast-check";
import { expect, test } from "vitest";
import { lostInProduct, lostInSum } from "../../src/elementwise/rounding.js";

const integer = fc.maxSafeInteger();

test("what a product lost makes it exact", () => {
  fc.assert(
    fc.property(integer, integer, fc.integer({ min: -200, max: 200 }), (a, b, exponent) => {
      const scale = 2 ** exponent;
      const lost = lostInProduct(a * scale, b, a * scale * b) / scale;
      expect(BigInt(a * b) + BigInt(lost)).toBe(BigInt(a) * BigInt(b));
    }),
  );
});

test("what a sum lost makes it exact, whichever is larger", () => {
  fc.assert(
    fc.property(integer, integer, fc.integer({ min: 0, max: 60 }), (a, b, exponent) => {
      const large = a * 2 ** exponent;
      for (const [first, second] of [
        [large, b],
        [b, large],
      ]) {
        const sum = first + second;
        expect(BigInt(sum) + BigInt(lostInSum(first, second, sum))).toBe(
          BigInt(first) + BigInt(second),
        );
      }
    }),
  );
});
