import { expect, test } from "vitest";
import { Replays } from "../../src/kernel/replays.js";

test("Replays knows the latest 65,536 signatures, and forgets older ones", () => {
  const replays = new Replays();
  for (let i = 0; i < 1_000_000; i++) replays.has(`${i}`);
  expect(replays.has("999999")).toBe(true);
  expect(replays.has(`${1_000_000 - 65_536}`)).toBe(true);
  expect(replays.has("0")).toBe(false);
});
