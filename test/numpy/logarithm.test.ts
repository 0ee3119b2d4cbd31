import { expect, test } from "vitest";
import { logarithm } from "../../src/numpy/logarithm.js";
import { fixture } from "../fixtures.js";

const { cases } = fixture<{ cases: [x: number, log: number][] }>("logarithms");

test("the logarithm is that of the GNU C library, to the last bit", () => {
  expect(cases.length).toBeGreaterThan(3000);
  expect(cases.filter(([x, log]) => logarithm(x) !== log)).toEqual([]);
});

test("it is not the engine's, which differs in some of them", () => {
  expect(cases.some(([x, log]) => Math.log(x) !== log)).toBe(true);
});
