import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { LIMIT } from "../limits.js";

// Real processes on the built package: only there is a second thread.

const ROOT = join(__dirname, "../..");

/** What a script prints that has the package as `ml`; fails unless it ends by itself, silently. */
function run(script: string, env: Record<string, string> = {}, folder: string = ROOT): string {
  const code = `const ml = require(${JSON.stringify(join(folder, "dist/node/index.js"))});\n${script}`;
  const result = spawnSync(process.execPath, ["--expose-gc", "-e", code], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, VIRTUAL_ENV: "", MIDDLE_LAYER_LINALG: "", ...env },
    timeout: LIMIT,
  });
  expect(result.stderr).toBe("");
  expect(result.signal).toBeNull();
  expect(result.status).toBe(0);
  return result.stdout;
}

const TRAIN = `
function train(steps, samples, inputs, units) {
  const random = new ml.RandomState(1);
  const layer = new ml.MiddleLayer(inputs, units, ml.Sigmoid, { random });
  const x = random.normal(0, 1, [samples, inputs]);
  const yB = random.normal(0, 0.1, [samples, units]);
  for (let step = 0; step < steps; step++) {
    layer.forward(x);
    layer.backward(yB);
  }
  return layer;
}
function hash(matrix) {
  const values = Float64Array.from(matrix.to1DArray());
  return require("node:crypto").createHash("sha256").update(values).digest("hex");
}`;

const TRAINED = `${TRAIN}
const sizes = [[40, 128, 300, 128], [15, 259, 301, 203], [4, 600, 700, 900]];
for (const size of sizes) {
  const layer = train(...size);
  console.log(size.join(), hash(layer.w), hash(layer.yOut), hash(layer.yBack));
}
console.log(ml.linalg.backend());`;

describe.each(["wasm", "blas"])("the same seed with %s", (name) => {
  test("gives the same bits with one thread and with two, run after run", () => {
    const [one, two, again] = ["1", "2", "2"].map((threads) =>
      run(TRAINED, { MIDDLE_LAYER_LINALG: name, MIDDLE_LAYER_THREADS: threads }),
    );
    expect(one).toContain(name);
    expect(two).toBe(one);
    expect(again).toBe(one);
  });
});

describe.each(["wasm", "blas"])("a product that is interrupted, with %s", (name) => {
  test("does no harm to the next ones", () => {
    // As a kernel interrupts a cell: at any moment, between two instructions of this thread.
    const script = `${TRAIN}
const vm = require("node:vm");
const bits = (layer) => [layer.yOut, layer.yBack].map(hash).join();
const want = bits(train(1, 256, 784, 128));
let interrupted = 0;
globalThis.work = () => train(100, 512, 784, 512);
for (let i = 0; i < 60; i++) {
  try {
    vm.runInThisContext("work()", { timeout: 20 + i });
  } catch (error) {
    if (error.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    interrupted++;
  }
  if (i % 5 === 0) gc();
  if (bits(train(1, 256, 784, 128)) !== want) throw new Error("other bits after an interrupt");
}
console.log(interrupted);`;
    expect(run(script, { MIDDLE_LAYER_LINALG: name })).toBe("60\n");
  });

  test("does no harm to the next pass of its layer", () => {
    const script = `${TRAIN}
const vm = require("node:vm");
const random = new ml.RandomState(1);
const [x, yB] = [random.normal(0, 1, [512, 1024]), random.normal(0, 1e-6, [512, 1024])];
const layer = new ml.MiddleLayer(1024, 1024, ml.Sigmoid, { random });
globalThis.work = () => { for (;;) { layer.forward(x); layer.backward(yB); } };
for (let i = 0; i < 40; i++) {
  try {
    vm.runInThisContext("work()", { timeout: 100 + i });
  } catch (error) {
    if (error.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
  }
  layer.forward(x);
  const fresh = new ml.MiddleLayer(1024, 1024, ml.Sigmoid, { initialWeights: layer.w });
  fresh.forward(x);
  if (hash(layer.u) !== hash(fresh.u)) throw new Error("another u after an interrupt");
}`;
    run(script, { MIDDLE_LAYER_LINALG: name });
  });
});

describe("without Node's modules and shared memory, as in a browser", () => {
  test("WebAssembly gives the same bits", () => {
    const bits = `${TRAIN}console.log(ml.linalg.backend(), hash(train(3, 259, 301, 203).w))`;
    const browser = "process.getBuiltinModule = undefined; delete globalThis.SharedArrayBuffer;";
    const index = JSON.stringify(join(ROOT, "dist/index.js"));
    const alone = spawnSync(
      process.execPath,
      [
        "-e",
        `const crypto = require("node:crypto"); ${browser} const ml = require(${index}); ${bits}`,
      ],
      { encoding: "utf8", env: { ...process.env, MIDDLE_LAYER_LINALG: "" } },
    );
    expect(alone.stderr).toBe("");
    expect(alone.stdout).toMatch(/^wasm [0-9a-f]{64}\n$/);
    expect(alone.stdout).toBe(run(bits, { MIDDLE_LAYER_LINALG: "wasm" }));
  });
});

describe("a helper thread", () => {
  test("takes some of the parts, and every part is computed once", () => {
    const output = run(`
      const { startWasmHelper } = require("./dist/linalg/helper.js");
      const { Team } = require("./dist/linalg/team.js");
      const { gemm, gemmMemory } = require("./dist/linalg/gemm.js");
      const memory = gemmMemory(true);
      const kernel = gemm(memory, true);
      const [a, b] = [kernel.A.value, kernel.B.value];
      const c = new Float64Array(memory.buffer, kernel.C.value, 512);
      const task = new Int32Array(memory.buffer, kernel.TASKS.value, 8);
      task.set([1, 1, 32, 32, 4096, a, b, c.byteOffset]);
      new Int32Array(memory.buffer, kernel.TASK.value, 1)[0] = task.byteOffset;
      new Float64Array(memory.buffer, kernel.ALPHA.value, 1)[0] = 1;
      new Float64Array(memory.buffer, a, 4).fill(2);
      new Float64Array(memory.buffer, b, 512).fill(3);
      const team = new Team(startWasmHelper, { memory });
      let mine = 0;
      let products = 0;
      for (const end = Date.now() + 300_000; mine === 128 * products && Date.now() < end; products++) {
        c.fill(0);
        team.start(128);
        team.finish(128, (part) => {
          mine++;
          kernel.panel(part);
        });
        if (c.some((value) => value !== 6)) throw new Error("a part was not computed once");
      }
      console.log(mine < 128 * products);`);
    expect(output).toBe("true\n");
  });

  test.each(["wasm", "blas"])(
    "does not keep the process alive, nor hold up its exit: %s",
    (name) => {
      const env = { MIDDLE_LAYER_LINALG: name };
      expect(run(`${TRAIN}train(20, 256, 300, 256); console.log("end")`, env)).toBe("end\n");
      const exit = `${TRAIN}setTimeout(() => { train(20, 256, 300, 256); process.exit(0); }, 100)`;
      expect(run(exit, env)).toBe("");
    },
  );
});

describe("100,000 steps", () => {
  test.each(["plain", "wasm", "blas"])("do not let the memory grow: %s", (name) => {
    const output = run(
      `${TRAIN}
      // What is unused is given back in the background, some of it later: the least of several looks.
      async function used() {
        const looks = [];
        for (let i = 0; i < 5; i++) {
          await new Promise((resolve) => setTimeout(resolve, 20));
          gc();
          const { heapUsed, arrayBuffers } = process.memoryUsage();
          looks.push(heapUsed + arrayBuffers);
        }
        return Math.min(...looks);
      }
      (async () => {
        train(2_000, 8, 12, 12);
        const before = await used();
        train(100_000, 8, 12, 12);
        console.log(((await used()) - before) / 2 ** 20);
      })();`,
      { MIDDLE_LAYER_LINALG: name },
    );
    expect(Number(output)).toBeLessThan(2);
  });
});

describe("MIDDLE_LAYER_LINALG", () => {
  test.each(["plain", "wasm", "blas"])("chooses %s", (name) => {
    const script = `console.log(ml.linalg.backend(), ml.linalg.skipped().length)`;
    expect(run(script, { MIDDLE_LAYER_LINALG: name })).toBe(`${name} 0\n`);
  });

  test("of another value is skipped with a reason", () => {
    const script = `console.log(ml.linalg.backend(), ml.linalg.skipped())`;
    expect(run(script, { MIDDLE_LAYER_LINALG: "gpu" })).toBe(
      `blas [\n  'MIDDLE_LAYER_LINALG: expected "auto" or "blas" or "wasm" or "plain", got "gpu" (string)'\n]\n`,
    );
  });
});

describe("a BLAS that cannot be used", () => {
  const folder = mkdtempSync(join(tmpdir(), "middle-layer-"));
  cpSync(join(ROOT, "dist"), join(folder, "dist"), { recursive: true });
  cpSync(join(ROOT, "package.json"), join(folder, "package.json"));
  mkdirSync(join(folder, "node_modules"));
  const link = (name: string): void =>
    symlinkSync(join(ROOT, "node_modules", name), join(folder, "node_modules", name), "junction");
  for (const name of Object.keys(packageJson.dependencies)) link(name);
  const script = `console.log(ml.linalg.use("blas"), ml.linalg.skipped().join("\\n"))`;

  afterAll(() => rmSync(folder, { recursive: true }));

  test("for want of koffi is skipped with that reason", () => {
    const env = { VIRTUAL_ENV: join(ROOT, ".venv") };
    expect(run(script, env, folder)).toMatch(/^wasm blas: .*Cannot find module 'koffi'/);
  });

  test("since the library is broken is skipped with that reason", () => {
    link("koffi");
    const library = join(folder, "venv/lib/python3.11/site-packages/scipy_openblas64/lib");
    mkdirSync(library, { recursive: true });
    writeFileSync(join(library, "libscipy_openblas64_.so"), "not a library");
    const output = run(script, { VIRTUAL_ENV: join(folder, "venv") }, folder);
    expect(output).toMatch(/^(wasm|blas) blas: .*libscipy_openblas64_\.so: .+/);
  });
});
