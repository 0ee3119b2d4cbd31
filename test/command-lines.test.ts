import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { inProject } from "../scripts/lib/project.mjs";

const folder = mkdtempSync(join(tmpdir(), "middle-layer-commands-"));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, "empty.ipynb"), "");
writeFileSync(join(folder, "other.ipynb"), '{"cells": 1}');

/** A script of package.json, with nothing on the PATH: a set-up would fail, as would what comes after it. */
function script(path: string, ...args: string[]) {
  const options = { cwd: folder, env: { PATH: "/nowhere" }, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [inProject(path), ...args],
    options,
  );
  return { status, stdout, stderr };
}

describe("what a command line gets wrong is said in one line before anything is set up", () => {
  test.each([
    ["scripts/notebooks.mjs", ["nope.ipynb"], "nope.ipynb: there is no such file"],
    ["scripts/notebooks.mjs", ["."], ".: expected a notebook, a JSON file with cells"],
    ["scripts/notebooks.mjs", ["empty.ipynb"], "empty.ipynb: expected a notebook"],
    ["scripts/notebooks.mjs", ["other.ipynb"], "other.ipynb: expected a notebook"],
    ["scripts/notebooks.mjs", ["--nope"], "Unknown option '--nope'"],
    ["scripts/notebooks.mjs", ["--kernel"], "Option '--kernel <value>' argument missing"],
    ["scripts/navigation.mjs", ["x"], "Unexpected argument 'x'"],
    ["scripts/story.mjs", ["xx"], "xx: there is no such notebook"],
    ["scripts/site.mjs", ["x"], "Unexpected argument 'x'"],
    ["scripts/site.mjs", ["--output", "."], "--output .: expected a folder that is empty"],
    ["scripts/data.mjs", ["--nope"], "Unknown option '--nope'"],
    ["scripts/faults.mjs", ["--only", "zzz"], "--only zzz: no case has this in its name"],
    ["bench/run.mjs", ["nope"], "no command nope"],
    ["bench/run.mjs", ["--rounds", "x"], "--rounds: expected a whole number from 1 on, got x"],
    ["bench/run.mjs", ["--rounds", "0"], "--rounds: expected a whole number from 1 on, got 0"],
    ["bench/run.mjs", ["--rounds", "-1"], "Option '--rounds' argument is ambiguous"],
    ["bench/run.mjs", ["--rounds="], "--rounds: expected a whole number from 1 on, got nothing"],
    ["bench/run.mjs", ["--rounds", "x", "--only", "zzz"], "--rounds: expected a whole number"],
    ["bench/run.mjs", ["--only", "zzz"], "--only zzz: none of "],
    ["bench/run.mjs", ["train", "--images", "1.5"], "--images: expected a whole number from 1 on"],
    ["bench/run.mjs", ["accuracy", "--seeds=-1"], "--seeds: expected a whole number from 1 on"],
    ["bench/run.mjs", ["minute", "--epochs", "1e9"], "--epochs: expected a whole number from 1 on"],
    ["bench/run.mjs", ["minute", "more"], "Unexpected argument 'more'"],
  ])("%s %j", (path, args, message) => {
    const { status, stdout, stderr } = script(path, ...args);
    expect(stderr).toMatch(/^middle-layer: [^\n]+\n(usage: [\s\S]*)?$/);
    expect(stderr).toContain(`middle-layer: ${message}`);
    expect([status, stdout]).toEqual([1, ""]);
  });
});

describe("--help prints the usage before anything is set up", () => {
  test.each(
    ["start", "test", "notebooks", "navigation", "story", "site", "data", "faults"].map(
      (name) => `scripts/${name}.mjs`,
    ),
  )("%s", (path) => {
    const { status, stdout, stderr } = script(path, "--help");
    expect(stdout).toMatch(/^usage: npm /);
    expect([status, stderr]).toEqual([0, ""]);
    expect(script(path, "-h")).toEqual({ status, stdout, stderr });
  });

  test.each([["--help"], ["train", "--help"], ["-h"]])("bench/run.mjs %s %s", (...args) => {
    const { status, stdout } = script("bench/run.mjs", ...args.filter(Boolean));
    expect(stdout).toMatch(/^usage: npm run bench/);
    expect(status).toBe(0);
  });
});
