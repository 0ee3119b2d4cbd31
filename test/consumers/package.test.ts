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

  test("has little of its own, and says what to install for pictures, BLAS and the kernel", () => {
    const alone = new Consumer();
    try {
      alone.write(
        "alone.mjs",
        `import { linalg, random, weightChart } from "middle-layer";
const warnings = [];
console.warn = (text) => warnings.push(text);
const types = [];
for (const _ of [1, 2]) types.push(Object.keys((await weightChart(random.normal(0, 1, [2, 3])).render()).data));
console.log(JSON.stringify({ types, warnings, backend: linalg.use("blas"), skipped: linalg.skipped() }));`,
      );
      const types = ["application/vnd.vegalite.v5+json", "text/plain"];
      const drawing = "npm install vega@5.33.1 vega-lite@5.23.0 @resvg/resvg-js@2.6.2";
      expect(JSON.parse(alone.run("node", ["alone.mjs"]))).toEqual({
        types: [types, types],
        warnings: [`middle-layer: charts have no picture, since vega is not installed: ${drawing}`],
        backend: "wasm",
        skipped: [expect.stringMatching(/^blas: /)],
      });
      const cli = join(alone.folder, "node_modules", "middle-layer", "dist", "kernel", "cli.js");
      const installKernel = (): string =>
        alone.run("node", [cli, "kernel", "install", "--prefix", "p"]);
      expect(installKernel).toThrow(
        "the kernel needs packages of its own: npm install typescript@6.0.3 zeromq@6.8.0 tslab@1.0.22 @types/node@20",
      );
    } finally {
      alone.remove();
    }
  });

  test("has metadata in which publint finds nothing", () => {
    const publint = inProject("node_modules", "publint", "src", "cli.js");
    const installed = join(project.folder, "node_modules", "middle-layer");
    expect(project.run("node", [publint, installed, "--strict"])).toContain("All good!");
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
