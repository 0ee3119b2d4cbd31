import { expect } from "vitest";
import type { Ran } from "./run-cells.js";
import type { Step } from "./table.js";

/** Compares what came of a cell with what the table says; no more and no less may have come. */
export function expectRan(ran: Ran, [code, expected]: Step): void {
  const wanted = typeof expected === "string" ? { result: expected } : expected;
  const { result = "", stdout = "", warning = "", error = "" } = wanted;
  expect.soft({ code, result: ran.result, stdout: ran.stdout }).toEqual({ code, result, stdout });
  expect.soft(ran.warning, code).toContain(warning);
  expect.soft(ran.error, code).toContain(error);
  expect.soft({ code, warned: ran.warning !== "" }).toEqual({ code, warned: warning !== "" });
  expect.soft({ code, failed: ran.error !== "" }).toEqual({ code, failed: error !== "" });
}
