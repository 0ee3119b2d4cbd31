import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Matrix } from "ml-matrix";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProject, pythonOf } from "../../scripts/lib/project.mjs";
import {
  type ActivationClass,
  AdaGrad,
  AdamW,
  activationFrom,
  Dropout,
  ELU,
  elu,
  GELU,
  gelu,
  HardSigmoid,
  HardSwish,
  HardTanh,
  huberError,
  Identity,
  type Layer,
  LeakyReLU,
  Linear,
  Logistic,
  leakyReLU,
  MiddleLayer,
  Mish,
  Momentum,
  Network,
  type NetworkOptions,
  type OutputClass,
  OutputLayer,
  type OwnParts,
  outputFrom,
  RandomState,
  ReLU,
  RmsProp,
  readNpy,
  Scaler,
  SELU,
  Sgd,
  Sigmoid,
  SiLU,
  Softmax,
  Softplus,
  Softsign,
  Tanh,
  writeNpy,
} from "../../src/index.js";
import { weightsOf } from "./networks.js";
import "../all-close.js";

const EXACT = { rtol: 1e-12, atol: 1e-12 };

/** The first Python that has PyTorch. */
const PYTHON = [
  process.env.MIDDLE_LAYER_TORCH_PYTHON,
  pythonOf(inProject("bench", ".venv")),
  "python3",
].find((file) => file && spawnSync(file, ["-c", "import numpy, torch"]).status === 0);

const random = new RandomState(5);
/** Signals near 0 and ever farther from it, to where activations saturate. */
const x = random.normal(0, 1, [80, 3]);
for (let i = 0; i < x.rows; i++) x.mulRow(i, i / 4);

const Cubic = activationFrom((u) => u ** 3, undefined, "Cubic");
const OWN: OwnParts = { activations: { Cubic } };

function middle(nUpper: number, n: number, activation: ActivationClass): Layer {
  const initialWeights = random.normal(0, 0.5, [n, nUpper + 1]);
  return new MiddleLayer(nUpper, n, activation, { initialWeights });
}

function output(nUpper: number, n: number, kind: OutputClass = Linear): OutputLayer {
  return new OutputLayer(nUpper, n, kind, {
    initialWeights: random.normal(0, 0.5, [n, nUpper + 1]),
  });
}

/** A network whose optimiser has a state. */
function trained(options: NetworkOptions): Network {
  const net = new Network([middle(3, 4, Tanh), output(4, 2, Softmax)], { ...options, random });
  const labels = Array.from({ length: x.rows }, (_, i) => `kind ${i % 2} 種`);
  net.fit(x, labels, { epochs: 2 });
  return net;
}

const ACTIVATIONS: readonly ActivationClass[] = [
  ...[Identity, ReLU, LeakyReLU, ELU, SELU, GELU, SiLU, Mish, Softplus],
  ...[Tanh, Sigmoid, Softsign, HardTanh, HardSigmoid, HardSwish],
  ...[leakyReLU(0.3), leakyReLU(0), leakyReLU(-1), elu(0.5), elu(-2), gelu("tanh")],
];
const OUTPUTS: readonly OutputClass[] = [
  ...[Linear, Logistic, Softmax, outputFrom(Sigmoid), outputFrom(leakyReLU(0.2), huberError)],
];
const standard = new Scaler().fit(x);
const minMax = new Scaler({ method: "minMax" }).fit(x);

/** What is brought to PyTorch and back, with names that are files'. */
const NETWORKS: Record<string, Network> = {
  ...Object.fromEntries(
    ACTIVATIONS.map((activation, i) => [
      `${i}-${activation.name.replace(/\W/g, "_")}`,
      new Network([middle(3, 6, activation), output(6, 2)]),
    ]),
  ),
  ...Object.fromEntries(
    OUTPUTS.map((kind, i) => [
      `output-${i}-${kind.name.replace(/\W/g, "_")}`,
      new Network([middle(3, 4, Tanh), output(4, 3, kind)]),
    ]),
  ),
  "own-activation": new Network([middle(3, 2, Tanh), middle(2, 4, Cubic), output(4, 1)]),
  "no-hidden-layer": new Network([output(3, 1, Logistic)]),
  dropout: new Network([
    new Dropout(3, 0.1, { random }),
    middle(3, 8, ReLU),
    new Dropout(8, 0.5, { random }),
    output(8, 2),
  ]),
  "scaler-standard": new Network([middle(3, 4, SiLU), output(4, 2)], { scaler: standard }),
  "scaler-minMax": new Network([output(3, 2, Softmax)], { scaler: minMax }),
  sgd: trained({ optimiser: new Sgd(0.01), l2: 0.1, clipNorm: 3 }),
  momentum: trained({ optimiser: new Momentum(0.01, { nesterov: true }) }),
  adaGrad: trained({ optimiser: new AdaGrad(0.01, { initialAccumulator: 0.25 }) }),
  rmsProp: trained({ optimiser: new RmsProp(0.01, { centered: true }) }),
  adamW: trained({ optimiser: new AdamW(0.01, { amsgrad: true }), scaler: standard }),
};

/** The parts of a network's JSON that are not weights or what was kept of gradients. */
function rest(net: Network): unknown {
  const { layers, optimiser, ...others } = net.toJSON() as unknown as {
    layers: Record<string, unknown>[];
    optimiser: Record<string, unknown>;
  };
  const withoutWeights = layers.map(({ w, ...layer }) => layer);
  const { states, ...kind } = optimiser;
  return { ...others, layers: withoutWeights, optimiser: kind };
}

describe.skipIf(!PYTHON)("scripts/pytorch.py (npm run bench -- train installs PyTorch)", () => {
  let folder: string;
  let printed: string;
  const file = (name: string): Uint8Array => readFileSync(join(folder, name));
  const read = (name: string): Matrix => readNpy(file(name)).toMatrix();
  const back = (name: string): Network => Network.fromNpz(file(`${name}.trained.npz`), OWN);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "middle-layer-torch-"));
    for (const [name, net] of Object.entries(NETWORKS)) {
      writeFileSync(join(folder, `${name}.npz`), net.toNpz());
      writeFileSync(join(folder, `${name}.x.npy`), writeNpy(x));
    }
    const script = inProject("test", "training", "torch_models.py");
    const { status, stdout, stderr } = python(script, folder, inProject("scripts"));
    if (status !== 0) throw new Error(stderr);
    printed = stdout;
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function python(...args: string[]): { status: number | null; stdout: string; stderr: string } {
    return spawnSync(PYTHON as string, args, { encoding: "utf8", cwd: folder });
  }

  describe.each(Object.entries(NETWORKS))("with %s", (name, net) => {
    test("makes a model that gives the same outputs", () => {
      expect(net.predict(x)).toBeAllClose(read(`${name}.y.npy`), EXACT);
    });

    test("brings back weights that were trained in PyTorch", () => {
      expect(back(name).predict(x)).toBeAllClose(read(`${name}.trained.y.npy`), EXACT);
      expect(weightsOf(back(name))).not.toEqual(weightsOf(net));
    });

    test("leaves all but weights and the state of the optimiser", () => {
      expect(rest(back(name))).toEqual(rest(net));
    });

    test("starts the optimiser anew", () => {
      const { optimiser, parameters } = back(name);
      const start = optimiser instanceof AdaGrad ? 0.25 : 0;
      for (const [i, parameter] of parameters.entries()) {
        const { steps, arrays } = optimiser.state(parameter);
        expect(steps).toBe(0);
        expect(arrays).toHaveLength(net.optimiser.state(net.parameters[i]).arrays.length);
        for (const array of arrays) expect(new Set(array)).toEqual(new Set([start]));
      }
    });
  });

  test("gives modules that PyTorch's users know", () => {
    expect(printed.split("\n")).toEqual(
      expect.arrayContaining([
        "dropout: Dropout Linear ReLU Dropout Linear Identity",
        "scaler-minMax: Scaler Linear Softmax",
        "no-hidden-layer: Linear Sigmoid",
        "6-SiLU: Linear SiLU Linear Identity",
      ]),
    );
  });

  test("does the same on the command line", () => {
    const [npz, weights, out] = ["adamW.npz", "weights.pt", "out.npz"].map((it) =>
      join(folder, it),
    );
    const script = inProject("scripts", "pytorch.py");
    expect(python(script, "to-torch", npz, weights)).toMatchObject({ status: 0, stderr: "" });
    expect(python(script, "from-torch", weights, npz, out)).toMatchObject({
      status: 0,
      stderr: "",
    });
    const net = Network.fromNpz(readFileSync(out));
    expect(weightsOf(net)).toEqual(weightsOf(NETWORKS.adamW));
    expect(rest(net)).toEqual(rest(NETWORKS.adamW));
  });

  test("refuses other models and files, and writes nothing", () => {
    const program = `
import sys, numpy as np, torch
sys.path.insert(0, sys.argv[1])
from pytorch import from_torch, to_torch
np.savez("other.npz", w=1)
np.savez("text.npz", network=np.frombuffer(b"{", np.uint8))
np.savez("version.npz", network=np.frombuffer(b'{"format":"middle-layer network","version":2}', np.uint8))
np.savez("array.npz", network=np.frombuffer(b"[1]", np.uint8))
for attempt in [
    lambda: from_torch(torch.nn.Linear(3, 2), "sgd.npz", "refused.npz"),
    lambda: from_torch(torch.nn.ReLU(), "sgd.npz", "refused.npz"),
    lambda: to_torch("sgd.x.npy"),
    lambda: to_torch("other.npz"),
    lambda: to_torch("text.npz"),
    lambda: to_torch("version.npz"),
    lambda: to_torch("array.npz"),
    lambda: to_torch("own-activation.npz"),
]:
    try:
        print(attempt())
    except ValueError as error:
        print(error)
`;
    const { stdout, stderr } = python("-c", program, inProject("scripts"));
    expect(stderr).toBe("");
    expect(stdout.trim().split("\n")).toEqual([
      "from_torch: expected weights and biases of [(4, 4), (2, 5)], got [(2, 4)]",
      "from_torch: expected weights and biases of [(4, 4), (2, 5)], got []",
      'sgd.x.npy: expected the file of a network, with an array "network"',
      'other.npz: expected the file of a network, with an array "network"',
      expect.stringMatching(/^Expecting property name/),
      expect.stringMatching(/^version.npz: expected format and version .+ 1\), got .+ 2\)$/),
      expect.stringMatching(/^array.npz: expected format and version .+, got \[1\]$/),
      expect.stringMatching(/^to_torch: expected one of \[\], got 'Cubic'/),
    ]);
    expect(existsSync(join(folder, "refused.npz"))).toBe(false);
  });

  test("takes float32, layers without bias, models of one's own, and arrays of any order", () => {
    const program = `
import sys, numpy as np, torch
sys.path.insert(0, sys.argv[1])
from pytorch import from_torch, to_torch
class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.only = torch.nn.Linear(3, 1, bias=False)
        torch.nn.init.constant_(self.only.weight, 0.5)
from_torch(Model(), "no-hidden-layer.npz", "bare.npz")
arrays = dict(np.load("bare.npz"))
arrays["layers.0.w"] = np.asfortranarray(arrays["layers.0.w"].astype(">f4"))
np.savez("odd.npz", **arrays)
from_torch(to_torch("odd.npz"), "odd.npz", "odd.npz")
`;
    expect(python("-c", program, inProject("scripts")).stderr).toBe("");
    for (const name of ["bare.npz", "odd.npz"]) {
      expect(weightsOf(Network.fromNpz(file(name)))).toEqual([[[0.5, 0.5, 0.5, 0]]]);
    }
  });
});
