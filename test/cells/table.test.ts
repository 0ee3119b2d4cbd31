import { describe, expect, test } from "vitest";
import { expectRan } from "./expect-ran.js";
import { CellRunner } from "./run-cells.js";
import { TABLE } from "./table.js";

describe("cells, through the engine alone", () => {
  test.each(Object.entries(TABLE))("%s", async (_kind, steps) => {
    expect.hasAssertions();
    const runner = new CellRunner();
    for (const step of steps) expectRan(await runner.run(step[0]), step);
  });
});
