import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LIMIT } from "../limits.js";
import { builtKernel, TestJupyter } from "./jupyter.js";

// Some waits in jupyter_kernel_test have no limit of their own.

const jupyter = new TestJupyter();

beforeAll(() => {
  jupyter.install("tslab", builtKernel());
});

afterAll(() => jupyter.remove());

describe("kernel: jupyter_kernel_test", () => {
  test("passes whole; the pager, which only IPython has, is skipped", async () => {
    const report = await jupyter.python(["conformance.py"], LIMIT, () => {});
    expect(report).toMatch(/Ran 13 tests in .*\n\nOK \(skipped=1\)/);
    expect(report.match(/\.\.\. ok$/gm)).toHaveLength(12);
  });
});
