import { describe, expect, test } from "vitest";
import { python } from "./python.js";

describe("test/fixtures", () => {
  test("holds what NumPy gives, here and now", async () => {
    const { code, output } = await python("test/fixtures/numpy_fixtures.py", ["--check"]);
    expect(output).toBe("all equal\n");
    expect(code).toBe(0);
  });
});
