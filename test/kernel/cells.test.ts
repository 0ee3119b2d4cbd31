import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectRan } from "../cells/expect-ran.js";
import type { Ran } from "../cells/run-cells.js";
import { TABLE } from "../cells/table.js";
import { LIMIT } from "../limits.js";
import { builtKernel, TestJupyter } from "./jupyter.js";

const jupyter = new TestJupyter();

beforeAll(() => {
  jupyter.install("cells", builtKernel());
});

afterAll(() => jupyter.remove());

describe("cells, through the kernel", () => {
  test.each(Object.entries(TABLE))("%s", async (_kind, steps) => {
    const file = join(jupyter.folder, "cells.json");
    writeFileSync(file, JSON.stringify(steps.map(([code]) => code)));
    const all: Ran[] = [];
    const errors = await jupyter.python(["cells.py", "cells", file], LIMIT, (line) => {
      all.push(JSON.parse(line));
    });
    expect(all.length, errors).toBe(steps.length);
    for (const [i, step] of steps.entries()) expectRan(all[i] as Ran, step);
  });
});
