import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import { type LegacyState, RandomState, type RandomStateInput } from "../../src/index.js";

/** A stream somewhere on its way. */
const streams = fc
  .record({
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    words: fc.nat(1300),
    normal: fc.nat(3),
  })
  .map(({ seed, words, normal }) => {
    const random = new RandomState(seed);
    random.bytes(4 * words);
    random.standardNormal(normal);
    return random;
  });

/** Ways that a state may take, of which each gives what setState must understand. */
const WAYS: readonly (readonly [string, (r: RandomState) => unknown])[] = [
  ["as it is", (r) => r.getState()],
  ["through JSON", (r) => JSON.parse(JSON.stringify(r.getState()))],
  ["with a plain array", (r) => ({ ...r.getState(), key: Array.from(r.getState().key) })],
  ["as NumPy's tuple", (r) => r.getState({ legacy: true })],
  ["as the tuple through JSON", (r) => JSON.parse(JSON.stringify(r.getState({ legacy: true })))],
];

describe("setState of RandomState", () => {
  test.each(WAYS)("takes a state %s", (_, way) => {
    fc.assert(
      fc.property(streams, (random) => {
        const other = new RandomState(0);
        other.setState(way(random) as RandomStateInput);
        expect(other.getState()).toEqual(random.getState());
        expect(other.standardNormal(5)).toEqual(random.standardNormal(5));
      }),
    );
  });

  test("takes the tuple of three, which has no normal value", () => {
    const random = new RandomState(5);
    random.normal();
    const [name, key, pos] = random.getState({ legacy: true });
    const other = new RandomState(0);
    other.setState([name, key, pos]);
    expect(other.getState()).toEqual({ ...random.getState(), hasGauss: false, gauss: 0 });
  });

  const state = new RandomState(5).getState();
  const [name, ...rest] = new RandomState(5).getState({ legacy: true });
  const { 623: _, ...fewer } = JSON.parse(JSON.stringify(state.key));
  test.each<[string, unknown, ErrorConstructor]>([
    ["another generator", ["PCG64", ...rest], RangeError],
    ["a tuple of four", [name, ...rest.slice(0, 3)], RangeError],
    ["no tuple", [], RangeError],
    ["a flag of 2", [name, rest[0], 624, 2, 0], TypeError],
    ["a flag that is text", { ...state, hasGauss: "false" }, TypeError],
    ["no flag", { key: state.key, pos: 624, gauss: 0 }, TypeError],
    ["a normal value that is NaN", { ...state, hasGauss: true, gauss: Number.NaN }, RangeError],
    ["a word too few", { ...state, key: fewer }, RangeError],
    ["another word too many", { ...state, key: { ...fewer, 623: 1, 624: 1 } }, RangeError],
    ["other names of words", { ...state, key: { ...fewer, x: 1 } }, TypeError],
    ["words that are text", { ...state, key: "0".repeat(624) }, TypeError],
    ["a position between", { ...state, pos: 1.5 }, RangeError],
    ["a seed", 11, TypeError],
  ])("refuses %s and stays where it was", (_title, bad, Kind) => {
    const random = new RandomState(11);
    random.normal();
    const before = random.getState();
    const act = (): void => random.setState(bad as RandomStateInput);
    expect(act).toThrow(Kind);
    expect(act).toThrow(/^RandomState.setState: expected .*, got /);
    expect(random.getState()).toEqual(before);
  });
});

test("getState gives a tuple with legacy alone", () => {
  expectTypeOf(new RandomState(1).getState({ legacy: true })).toEqualTypeOf<LegacyState>();
  const { key, pos, hasGauss, gauss } = new RandomState(1).getState({ legacy: false });
  expect(new RandomState(1).getState({ legacy: true })).toEqual(["MT19937", key, pos, 0, gauss]);
  expect(hasGauss).toBe(false);
});
