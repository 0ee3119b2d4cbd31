import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { inProject } from "../../scripts/lib/project.mjs";
import * as source from "../../src/index.js";
import { Consumer } from "./consumer.js";

const LIMIT = 300_000;

const NAMES = `
import { createRequire } from "node:module";
import * as imported from "middle-layer";
const required = createRequire(import.meta.url)("middle-layer");
const { Matrix } = createRequire(import.meta.url)("ml-matrix");
const bundle = await imported.weightChart(new Matrix([[1, 2]]))[Symbol.for("Jupyter.display")]();
console.log(JSON.stringify({
  picture: Buffer.from(bundle["image/png"], "base64").subarray(1, 4).toString(),
  imported: Object.keys(imported).sort(),
  required: Object.keys(required).sort(),
  same: Object.keys(imported).filter((name) => imported[name] === required[name]).sort(),
  instance: new imported.RandomState(1) instanceof required.RandomState,
  matrix: new imported.RandomState(1).random([1, 1]) instanceof Matrix,
}));
`;

let project: Consumer;

beforeAll(() => {
  project = new Consumer();
  project.link(...Object.keys(packageJson.peerDependencies));
  const program = readFileSync(join(import.meta.dirname, "program.ts"), "utf8");
  for (const name of ["program.ts", "program.mts", "program.cts"]) project.write(name, program);
  project.write("names.mjs", NAMES);
}, LIMIT);

afterAll(() => project.remove());

describe("the packed package", () => {
  test("holds the build and what the README shows, and no sources, tests or notebooks", () => {
    const { packed } = project;
    expect(packed.filter((path) => path.includes("/."))).toEqual([]);
    const others = packed.filter((path) => !path.startsWith("dist/"));
    expect(packed).toEqual(
      expect.arrayContaining([
        "dist/index.js",
        "dist/index.d.ts",
        "dist/node/index.js",
        "dist/kernel/main.js",
        "dist/wasm/gemm.js",
      ]),
    );
    expect(others).toEqual(
      expect.arrayContaining(["LICENSE", "NOTICES.md", "README.md", "environment.md"]),
    );
    const known = /^(src\/render\/font\/|notebooks\/images\/|scripts\/pytorch\.py$|[\w.]+$)/;
    expect(others.filter((path) => !known.test(path))).toEqual([]);
  });

  test("offers one set of names and classes to require and to import, that of the source, and draws", () => {
    const names = Object.keys(source).sort();
    expect(JSON.parse(project.run("node", ["names.mjs"]))).toEqual({
      picture: "PNG",
      imported: names,
      required: names,
      same: names,
      instance: true,
      matrix: true,
    });
  });

  const STRICT = {
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    types: [],
    target: "es2022",
  };
  test.each([
    ["6 and nodenext", "typescript", { module: "nodenext" }, ["program.cts", "program.mts"]],
    [
      "5.0 and node10",
      "@tslab/typescript-for-tslab",
      { module: "commonjs", moduleResolution: "node10" },
      ["program.ts"],
    ],
  ])(
    "gives strict programs its types, under TypeScript %s",
    (_, compiler, modules, files) => {
      const compilerOptions = { ...STRICT, ...modules };
      const config = project.write("tsconfig.json", JSON.stringify({ compilerOptions, files }));
      const tsc = join(inProject("node_modules"), compiler, "bin", "tsc");
      project.run("node", [tsc, "-p", config]);
    },
    LIMIT,
  );
});
