import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { venvPython } from "../../scripts/lib/project.mjs";
import { LIMIT } from "../limits.js";
import { builtKernel, TestJupyter } from "./jupyter.js";

// The probes are written in Python, where Jupyter's own client is: each drives a real kernel process
// over ZeroMQ.
const PROBES: [group: string, title: string][] = JSON.parse(
  execFileSync(venvPython, ["-m", "probes", "--list"], { cwd: __dirname, encoding: "utf8" }),
);
const GROUPS = [...new Set(PROBES.map(([group]) => group))];

const jupyter = new TestJupyter();

beforeAll(() => {
  jupyter.install("probed", builtKernel());
  jupyter.install("strict", builtKernel({ strict: true }));
  jupyter.install("full-disk", builtKernel({ history: "/dev/full" }));
});

afterAll(() => jupyter.remove());

describe.each(GROUPS)("kernel: %s", (group) => {
  const details = new Map<string, string | null>();
  let errors = "";

  beforeAll(async () => {
    errors = await jupyter.python(["-m", "probes", "probed", group], LIMIT, (line) => {
      const { title, detail } = JSON.parse(line);
      details.set(title, detail);
    });
  });

  test.each(PROBES.filter(([of]) => of === group).map(([, title]) => title))("%s", (title) => {
    expect(details.has(title), errors).toBe(true);
    expect(details.get(title), errors).toBeNull();
  });
});
