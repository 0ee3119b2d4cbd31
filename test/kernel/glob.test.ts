import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Glob } from "../../src/kernel/glob.js";

/** What fits, by trying each length of each run: simple, and endless for a pattern of many runs. */
function fitsNaively(pattern: string[], text: string[]): boolean {
  const [step, ...rest] = pattern;
  if (step === undefined) return text.length === 0;
  if (step === "*") {
    return fitsNaively(rest, text) || (text.length > 0 && fitsNaively(pattern, text.slice(1)));
  }
  const isTaken = text.length > 0 && (step === "?" || step === text[0]);
  return isTaken && fitsNaively(rest, text.slice(1));
}

describe("Glob.fits", () => {
  // From SQLite 3.40 by Python: SELECT text GLOB pattern.
  test.each([
    ["", "", true],
    ["", "a", false],
    ["*", "", true],
    ["***", "", true],
    ["*", "a\nb", true],
    ["*b*", "abc", true],
    ["b", "abc", false],
    ["a?c", "a\nc", true],
    ["?", "🎉", true],
    ["??", "🎉", false],
    ["A", "a", false],
    ["a.c", "abc", false],
    ["a]", "a]", true],
    ["\\*", "\\abc", true],
    ["[abc]", "b", true],
    ["[^abc]", "b", false],
    ["[^abc]", "d", true],
    ["[!a]", "b", false],
    ["[a-c]x", "bx", true],
    ["[日-本]", "本", true],
    ["[z-a]", "m", false],
    ["[z-a]", "z", true],
    ["[*]", "a", false],
    ["[[]", "[", true],
    ["[]]", "]", true],
    ["[^]]", "]", false],
    ["[]-a]", "-", true],
    ["[]-a]", "^", false],
    ["[-a]", "-", true],
    ["[a-]", "-", true],
    ["[a-c-e]", "d", false],
    ["[--0]", ".", true],
    ["[a", "a", false],
    ["[", "[", false],
    ["[]", "]", false],
    ["[^]", "^", false],
  ])("of %j and %j is as SQLite says", (pattern, text, isFit) => {
    expect(new Glob(pattern).fits(text)).toBe(isFit);
  });

  test("agrees with trying everything", () => {
    const of = (...characters: string[]) =>
      fc.array(fc.constantFrom(...characters), { maxLength: 9 });
    fc.assert(
      fc.property(of("a", "b", "🎉", "?", "*"), of("a", "b", "🎉"), (pattern, text) => {
        const isFit = new Glob(pattern.join("")).fits(text.join(""));
        expect(isFit).toBe(fitsNaively(pattern, text));
      }),
      { numRuns: 2000 },
    );
  });

  // Where each run is tried in each length, these last for years.
  test.each([
    ["***[[[", "x"],
    [`${"*".repeat(30)}b`, "a"],
    [`${"*a".repeat(30)}b`, "a"],
    [`${"*?a".repeat(30)}b`, "a"],
    [`${"*[a-z]".repeat(30)}0`, "a"],
  ])("of %j and a long text comes to its end", (pattern, character) => {
    expect(new Glob(pattern).fits(character.repeat(100_000))).toBe(false);
  });

  test("gives up where both pattern and text are long and much alike", () => {
    const glob = new Glob(`*${"a".repeat(100_000)}b*`);
    expect(() => glob.fits("a".repeat(1_000_000))).toThrow("the pattern is too complex");
  });
});
