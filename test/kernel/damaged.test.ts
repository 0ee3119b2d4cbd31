import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inProject } from "../../scripts/lib/project.mjs";
import { LIMIT } from "../limits.js";
import { builtKernel, TestJupyter } from "./jupyter.js";

// The built kernel in a copy of the package in which something is damaged, and a real client of it.

const PACKAGES = ["zeromq", "typescript", "tslab", "@tslab", "@types", "ml-matrix", "vega"];

let folder: string;
let jupyter: TestJupyter;

beforeEach(() => {
  jupyter = new TestJupyter();
  folder = mkdtempSync(join(tmpdir(), "middle-layer-damaged-"));
  cpSync(inProject("dist", "kernel"), join(folder, "dist", "kernel"), { recursive: true });
  cpSync(inProject("package.json"), join(folder, "package.json"));
  mkdirSync(join(folder, "node_modules"));
  for (const name of PACKAGES) {
    symlinkSync(inProject("node_modules", name), join(folder, "node_modules", name));
  }
  const { argv, ...spec } = builtKernel();
  const launcher = join(folder, "dist", "kernel", "main.js");
  jupyter.install("damaged", { ...spec, argv: argv.with(2, launcher) });
});

afterEach(() => {
  jupyter.remove();
  rmSync(folder, { recursive: true });
});

/** What a client of the kernel is told: by its first cell, by its second, and by Jupyter's log. */
async function told(): Promise<Record<string, string[]>> {
  const lines: Record<string, string[]> = { CELL: [], AGAIN: [], END: [], LOG: [] };
  const probe = [inProject("scripts", "faults", "kernel.py"), "damaged", folder];
  await jupyter.python(probe, LIMIT, (line) => {
    const [kind = "", ...text] = line.split(" ");
    lines[kind]?.push(text.join(" "));
  });
  return lines;
}

/** Puts a package in the place of the link to the real one. */
function replace(name: string, file: string, text: string): void {
  rmSync(join(folder, "node_modules", name));
  mkdirSync(join(folder, "node_modules", name));
  writeFileSync(join(folder, "node_modules", name, "package.json"), `{"main": "${file}"}`);
  writeFileSync(join(folder, "node_modules", name, file), text);
}

describe("a kernel", () => {
  test("that is whole answers", async () => {
    expect(await told()).toEqual({ CELL: ["ok"], AGAIN: ["ok"], END: ["True"], LOG: [] });
  });

  test.each<[string, () => void, RegExp]>([
    ["without ZeroMQ", () => rmSync(join(folder, "node_modules", "zeromq")), /zeromq/],
    ["with a ZeroMQ that is cut", () => replace("zeromq", "a.js", "exports.a = ("), /./],
    ["without a compiler", () => rmSync(join(folder, "node_modules", "typescript")), /typescript/],
    ["with a compiler that is cut", () => replace("typescript", "a.js", "exports.a = ("), /./],
    ["without tslab", () => rmSync(join(folder, "node_modules", "tslab")), /tslab/],
    ["with an empty compiler", () => replace("typescript", "a.js", ""), /./],
    [
      "with an empty worker",
      () => writeFileSync(join(folder, "dist", "kernel", "worker.js"), "("),
      /./,
    ],
  ])("%s says in each cell and in one line of the log what mends it", async (_, damage, reason) => {
    damage();
    const { CELL, AGAIN, END, LOG } = await told();
    const text = CELL?.[0] ?? "";
    expect(text).toMatch(/^the kernel cannot start, since its files are damaged \(.+\): /);
    expect(text).toMatch(reason);
    expect(text).toContain(`or install the package again (it is in ${folder})`);
    expect([AGAIN, END]).toEqual([[text], ["True"]]);
    expect(LOG).toEqual([`middle-layer kernel: ${text}`]);
  });
});
