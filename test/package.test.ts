import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dependencies } from "../package.json";
import * as source from "../src/index.js";

const ROOT = join(__dirname, "..");
const MODULES = join(ROOT, "node_modules");
const NOT_COPIED = new Set(["node_modules", "dist", ".git", ".venv", ".jupyter", "output"]);
const LIMIT = 120_000;

/** A reader's program: what it expects of the types must hold, so a type that became `any` fails. */
const PROGRAM = `
import { Matrix } from "ml-matrix";
import { type Activation, type ActivationClass, type MiddleLayerOptions, type Seed, type UniformSource } from "middle-layer";
import { arrayToString, floatToString, MiddleLayer, RandomState, ReLU, random, Sigmoid, Tanh } from "middle-layer";
import { activationFrom, ELU, type ElementwiseActivationClass, GELU, gelu, heNormal, type Initialiser, leakyReLU } from "middle-layer";
import { type AnyNpyArray, type NpyInput, readNpy, readNpz, writeNpy, writeNpz } from "middle-layer";
import { cars, digits, iris, type Label, labelsOf, oneHot, readCsv, readIdx, Scaler, split } from "middle-layer";
import { activationChart, Chart, display, layerChart, signalChart, weightChangeChart, weightChart } from "middle-layer";
import { confusionChart, confusionMatrix, decisionChart, histogramChart, historyChart } from "middle-layer";
import { imageChart, live, predictionChart, regions, type Epoch, type LiveView } from "middle-layer";
import { Adam, Dropout, type History, type Layer, Logistic, type Loss, Network, type NetworkJson, Optimiser } from "middle-layer";
import { type OutputClass, outputFrom, OutputLayer, type Parameter, Softmax, type Targets } from "middle-layer";

class Own implements Activation {
  readonly y: Matrix;
  readonly dy: Matrix;
  constructor(x: Matrix) {
    this.y = x;
    this.dy = Matrix.ones(x.rows, x.columns);
  }
}
class OwnOfNumber {
  readonly y: number;
  readonly dy = 1;
  constructor(x: number) {
    this.y = x;
  }
}
const source: UniformSource = Math.random;
const seed: Seed = [1, 2];
const options: MiddleLayerOptions = { learningRate: 0.1, random: new RandomState(source) };
const initialiser: Initialiser = heNormal;
export const Leaky: ElementwiseActivationClass = leakyReLU(0.2);
export const ofParameter: number = new Leaky(1).y + new GELU(1).y;
export const Sine = activationFrom(Math.sin);
class Named<X extends number | Matrix> extends ELU<X> {}
const named: GELU = new Named(initialiser(random, 2, 3));
const classes: ActivationClass[] = [ReLU, Tanh, Sigmoid, Own, Leaky, Sine, Named, gelu("tanh")];
const layer = new MiddleLayer(2, 3, classes[0], options);
random.seed(seed);
export const slope: number = new Sigmoid(1).dy;
export const namedSlopes: Matrix = named.dy;
export const slopes: Matrix = new Tanh(layer.forward(new Matrix(1, 2))).dy;
export const numbers: [number, number[], Matrix] = [random.normal(), random.normal(0, 1, 3), random.random([2, 3])];
export const names: string[][] = random.choice(["a", "b"], [2, 2]);
export const text: string = arrayToString(layer.w, { dtype: "float64" }) + floatToString(slope);
const arrays: Record<string, NpyInput> = { w: layer.w, b: { values: [1], dtype: "uint8" } };
const read: AnyNpyArray = readNpy(writeNpy(layer.w, { dtype: "float32", fortranOrder: true }));
export const { w } = readNpz(writeNpz(arrays, { compressed: true }), { maxBytes: 1000 });
export const weights: Matrix = w.toMatrix();
export const wide: BigInt64Array | undefined = read.dtype === "int64" ? read.values : undefined;
export const printed: string = arrayToString(read.toArray());
export const charts: Chart[] = [
  activationChart([ReLU, Tanh], { at: 1 }),
  activationChart(Own),
  activationChart([Own, OwnOfNumber, ...classes]),
  layerChart(layer.w),
  signalChart({ u: layer.u }),
  weightChart(layer.w),
  weightChangeChart(layer.w, layer.w),
];
const epoch: Epoch = { epoch: 1, loss: 2, accuracy: undefined };
const view: LiveView = live({ epochs: 3 });
export const onEpoch: (epoch: Epoch) => void | false = view;
const plane = { xMin: 0, xMax: 1, yMin: 0, yMax: 1, steps: 4 };
export const training: Chart[] = [
  historyChart([epoch]),
  historyChart({ epochs: [epoch] }, { logScale: true }),
  confusionChart(confusionMatrix([1, 2], new Uint8Array([1, 2])), ["one", 2]),
  decisionChart(new Matrix(1, 2), ["a"], regions((x) => x.to2DArray().map(() => "a"), plane)),
  histogramChart({ w: layer.w, u: new Float64Array(2) }, { bins: 3 }),
  imageChart(layer.w, { width: 3, captions: [1, "2", "3"] }),
  predictionChart([1], new Matrix(1, 1)),
];
export const unset: Chart = activationChart(ReLU, { from: undefined, to: undefined, at: undefined });
export const notReplaced: Promise<void> = display(charts[0], { id: undefined });
export const shown: Promise<void> = display(charts[0], { id: "first" });
const { x, labels } = iris();
const { train, test: [, tTest] } = split(x, labels, { test: 50, random: new RandomState(0) });
export const trained: [Matrix, string[]] = train;
export const tested: string[] = tTest;
export const rows: Matrix = new Scaler().fit(train[0]).transform(oneHot(labels));
export const threeNames: string[] = labelsOf(rows, ["a", "b", "c"]);
export const indices: number[] = labelsOf(rows, 3);
export const all: [number[], Matrix, Label] = [digits().labels, cars().t, threeNames[0]];
class Slow extends Optimiser {
  constructor(rate: number, readonly part = 0.1) {
    super("Slow", rate);
  }
  protected newState(length: number): Float64Array[] {
    return [new Float64Array(length)];
  }
  protected correct(w: Float64Array, gradient: Float64Array): void {
    gradient.forEach((slope, i) => { w[i] -= this.part * this.learningRate * slope; });
  }
}
const loss: Loss = { name: "cube", value: (y, t) => Math.abs(y - t) ** 3, slope: (y, t) => 3 * (y - t) * Math.abs(y - t) };
export const outputs: OutputClass[] = [Softmax, Logistic, outputFrom(Sine, loss)];
const layers: Layer[] = [new Dropout(4, 0.1), new OutputLayer(4, 3, Softmax, { reduction: "sum", initialiser })];
const net = new Network(layers, { optimiser: new Slow(1), scaler: new Scaler().fit(x) });
const targets: Targets = labels;
export const history: History = net.fit(x, targets, { epochs: 1, validation: { x, t: labels }, onEpoch: view });
for (const { epoch, validationLoss } of net.epochs(x, labels, { earlyStopping: { patience: 1 } })) {
  const both: [number, number | undefined] = [epoch, validationLoss];
  if (both[0] > 1) break;
}
export const json: NetworkJson = net.toJSON();
export const again: Label[] = Network.fromJSON(json, { optimisers: { Slow } }).classify(x);
export const file: Network = Network.fromNpz(new Network(layers.slice(1), { optimiser: new Adam() }).toNpz());
export const parameter: Parameter = net.parameters[0];
// @ts-expect-error: weights are corrected in place
parameter.value = x;
export const column: number[] = readCsv("a").numbers("a").concat(readIdx(new ArrayBuffer(5)).shape);
// @ts-expect-error: labels are no matrix
export const wrongPart: Matrix = split(x, labels).train[1];
// @ts-expect-error: y is a matrix
export const wrong: number = new Sigmoid(new Matrix(1, 1)).y;
// @ts-expect-error: dy is a number
export const wrongToo: string = new Sigmoid(1).dy;
// @ts-expect-error: text is no activation's input
new ReLU("1");
// @ts-expect-error: no such name
export type { Nothing } from "middle-layer";
`;

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

let temporary: string;
let project: string;
let packed: string[];

/** Output of a program in the reader's project; its own output is in the error when it fails. */
function run(command: string, args: string[], cwd = project): string {
  try {
    return execFileSync(command, args, {
      cwd,
      encoding: "utf8",
      timeout: LIMIT,
      stdio: "pipe",
      shell: process.platform === "win32" && command === "npm",
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(" ")}:\n${stdout}${stderr}`);
  }
}

function linkModules(folder: string, names: string[]): void {
  for (const name of names) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    symlinkSync(join(MODULES, name), join(folder, name), "junction");
  }
}

/** Packs a copy of the sources alone, so that nothing comes from an older build and no other test sees this one. */
function pack(): string {
  const copy = join(temporary, "copy");
  cpSync(ROOT, copy, { recursive: true, filter: (path) => !NOT_COPIED.has(basename(path)) });
  symlinkSync(MODULES, join(copy, "node_modules"), "junction");
  const [result] = JSON.parse(run("npm", ["pack", "--json", "--silent"], copy));
  packed = result.files.map((file: { path: string }) => file.path);
  return join(copy, result.filename);
}

beforeAll(() => {
  temporary = mkdtempSync(join(tmpdir(), "middle-layer-"));
  project = join(temporary, "project");
  const modules = join(project, "node_modules");
  const installed = join(modules, "middle-layer");
  mkdirSync(installed, { recursive: true });
  run("tar", ["-xzf", pack(), "-C", installed, "--strip-components=1"]);
  linkModules(modules, Object.keys(dependencies));
  for (const name of ["program.ts", "program.mts", "program.cts"])
    writeFileSync(join(project, name), PROGRAM);
  writeFileSync(join(project, "names.mjs"), NAMES);
}, LIMIT);

afterAll(() => rmSync(temporary, { recursive: true, force: true }));

describe("the packed package", () => {
  test("holds the build with its sources, notices and the script for PyTorch, and no tests or notebooks", () => {
    expect(packed.filter((path) => path.includes("/."))).toEqual([]);
    const others = packed.filter((path) => !/^(dist|src)\//.test(path));
    expect(packed).toEqual(
      expect.arrayContaining([
        "dist/index.js",
        "dist/index.mjs",
        "dist/index.d.ts",
        "dist/index.d.mts",
        "src/index.ts",
      ]),
    );
    const texts = ["CHANGELOG.md", "LICENSE", "NOTICES.md", "README.md"];
    expect(others.sort()).toEqual([...texts, "package.json", "scripts/pytorch.py"].sort());
  });

  test("offers one set of names and classes to require and to import, that of the source, and draws", () => {
    const names = Object.keys(source).sort();
    expect(JSON.parse(run("node", ["names.mjs"]))).toEqual({
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
      const config = join(project, "tsconfig.json");
      writeFileSync(config, JSON.stringify({ compilerOptions: { ...STRICT, ...modules }, files }));
      run("node", [join(MODULES, compiler, "bin", "tsc"), "-p", config]);
    },
    LIMIT,
  );
});
