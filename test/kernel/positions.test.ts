import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toCharacters, toUtf16 } from "../../src/run/positions.js";

// Python's strings are what the protocol counts by: len("🎉日") == 2, len("e\u0301") == 2.
describe("toUtf16", () => {
  test.each([
    ["abc", 2, 2],
    ["日本語", 2, 2],
    ["🎉a", 1, 2],
    ["🎉🎉a", 2, 4],
    ["e\u0301x", 2, 2],
    ["ab", 9, 2],
    ["ab", -1, 0],
    ["\ud83cx", 1, 1],
  ])("of %j, character %i is unit %i", (text, characters, units) => {
    expect(toUtf16(text, characters)).toBe(units);
  });
});

describe("toCharacters", () => {
  test("is the inverse of toUtf16 at every character of any text", () => {
    const texts = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(texts, (text) => {
        const length = [...text].length;
        for (let at = 0; at <= length; at++) expect(toCharacters(text, toUtf16(text, at))).toBe(at);
      }),
    );
  });
});
