import fc from "fast-check";
import { Matrix } from "ml-matrix";
import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import {
  AdaGrad,
  Adam,
  AdamW,
  activationFrom,
  Dropout,
  elu,
  gelu,
  huberError,
  Identity,
  Linear,
  Logistic,
  leakyReLU,
  MiddleLayer,
  Momentum,
  Network,
  Optimiser,
  OutputLayer,
  outputFrom,
  RandomState,
  ReLU,
  RmsProp,
  readNpz,
  Scaler,
  Sgd,
  Softmax,
  Tanh,
  writeNpz,
} from "../../src/index.js";
import { cloudNetwork, clouds, weightsOf } from "./networks.js";

const { x, labels } = clouds();
const copies: Record<string, (net: Network, own?: object) => Network> = {
  JSON: (net, own) => Network.fromJSON(JSON.parse(JSON.stringify(net)), own),
  npz: (net, own) => Network.fromNpz(net.toNpz(), own),
};

describe.each(Object.entries(copies))("a network that was saved as %s", (_, copy) => {
  test.each([
    new Sgd(0.1),
    new Momentum(0.1, { nesterov: true }),
    new AdaGrad(0.1),
    new RmsProp(0.01, { centered: true, momentum: 0.5 }),
    new Adam(0.05, { amsgrad: true }),
    new AdamW(0.05),
  ])("trains on to the same bits as one that was not: $name", (optimiser) => {
    const scaler = new Scaler().fit(x);
    const net = cloudNetwork({ optimiser, scaler, l2: 0.01, clipNorm: 1 });
    net.fit(x, labels, { epochs: 3, batchSize: 7 });
    const twin = copy(net);
    expect(weightsOf(twin)).toEqual(weightsOf(net));
    expect(twin.labels).toEqual(["left", "middle", "right"]);
    const options = { epochs: 3, batchSize: 7, learningRate: (epoch: number) => 0.1 / epoch };
    expect(twin.fit(x, labels, options)).toEqual(net.fit(x, labels, options));
    expect(weightsOf(twin)).toEqual(weightsOf(net));
    expect(twin.epoch).toBe(6);
    expect(twin.predict(x)).toEqual(net.predict(x));
    expect(twin.random.random()).toBe(net.random.random());
    expect(twin.optimiser).not.toBe(net.optimiser);
  });

  test("keeps who shares a stream, and who does not", () => {
    const [one, other] = [new RandomState(1), new RandomState(2)];
    const layers = [
      new Dropout(2, 0.5, { random: one }),
      new Dropout(2, 0.5, { random: other }),
      new OutputLayer(2, 3, Softmax, { random: one }),
    ];
    const twin = copy(new Network(layers, { random: one }));
    const [first, second] = twin.layers as Dropout[];
    expect(first.random).toBe(twin.random);
    expect(second.random).not.toBe(twin.random);
    expect([first.random.random(), second.random.random()]).toEqual([one.random(), other.random()]);
  });

  test("keeps activations with parameters, outputs, rates and reduction", () => {
    const layers = [
      new MiddleLayer(2, 3, leakyReLU(0.2), { learningRate: 0.5 }),
      new MiddleLayer(3, 3, elu(0.5)),
      new MiddleLayer(3, 3, gelu("tanh")),
      new OutputLayer(3, 1, outputFrom(Identity, huberError), { reduction: "sum" }),
    ];
    const twin = copy(new Network(layers));
    const [a, b, c, d] = twin.layers as [MiddleLayer, MiddleLayer, MiddleLayer, OutputLayer];
    expect([a.activation, b.activation, c.activation]).toEqual([
      leakyReLU(0.2),
      elu(0.5),
      gelu("tanh"),
    ]);
    expect([a.learningRate, d.reduction, d.output.name]).toEqual([
      0.5,
      "sum",
      "Identity, huberError",
    ]);
    for (const output of [Linear, Logistic, Softmax]) {
      const net = new Network([new OutputLayer(2, 3, output)]);
      expect(copy(net).output.output).toBe(output);
    }
  });

  test("keeps numbers that JSON has not", () => {
    const initialWeights = new Matrix([[Number.NaN, Infinity, -Infinity, -0, 5e-324, 1 / 3]]);
    const twin = copy(new Network([new OutputLayer(5, 1, Linear, { initialWeights })]));
    expect(weightsOf(twin)[0]).toEqual(initialWeights.to2DArray());
    expect(Object.is(twin.output.w.get(0, 3), -0)).toBe(true);
  });

  test("finds what is one's own by name, also where a name is one of the package's", () => {
    class Sigmoid extends ReLU {}
    const Cubic = activationFrom(
      (v) => v ** 3,
      (v) => 3 * v ** 2,
      "Cubic",
    );
    class Odds extends Softmax {}
    class Slow extends Optimiser {
      constructor(rate: number) {
        super("Slow", rate);
      }
      protected newState(): Float64Array[] {
        return [];
      }
      protected correct(w: Float64Array, gradient: Float64Array): void {
        gradient.forEach((slope, i) => {
          w[i] -= this.learningRate * 0.1 * slope;
        });
      }
    }
    const layers = [
      new MiddleLayer(2, 2, Sigmoid),
      new MiddleLayer(2, 2, Cubic),
      new OutputLayer(2, 3, Odds),
    ];
    const net = new Network(layers, { optimiser: new Slow(0.5) });
    const own = {
      ...{ activations: { Sigmoid, Cubic }, outputs: { Odds }, optimisers: { Slow } },
    };
    const twin = copy(net, own);
    expect(twin.predict(x)).toEqual(net.predict(x));
    expect(twin.optimiser).toBeInstanceOf(Slow);
    expect(() => copy(net)).toThrow(/optimiser|Sigmoid|Slow/);
    expect(() => copy(net, { ...own, activations: { Cubic } })).toThrow('the class "Sigmoid"');
  });

  test("tells an optimiser of one's own from the package's of the same name", () => {
    class Half extends Sgd {
      protected override correct(w: Float64Array, gradient: Float64Array): void {
        super.correct(
          w,
          gradient.map((slope) => slope / 2),
        );
      }
    }
    const Own = { Sgd: class Sgd extends Half {} };
    for (const Kind of [Half, Own.Sgd]) {
      const net = new Network([new OutputLayer(2, 3, Softmax)], { optimiser: new Kind(0.5) });
      const twin = copy(net, { optimisers: { Sgd: Kind } });
      expect(twin.optimiser).toBeInstanceOf(Kind);
      expect(() => copy(net)).toThrow(
        /optimiser\.name: expected the name of an optimiser \(none is given\), got "Sgd" \(string\); one's own are given by their names$/,
      );
    }
    // What is the package's is found, whatever is given beside it.
    const net = new Network([new OutputLayer(2, 3, Softmax)], { optimiser: new Sgd(0.5) });
    expect(copy(net, { optimisers: Own }).optimiser.constructor).toBe(Sgd);
  });

  test("tells a loss of one's own from the package's of the same name", () => {
    const name = "huberError";
    const mine = { ...huberError, name };
    const of = (loss: typeof mine): Network =>
      new Network([new OutputLayer(2, 3, outputFrom(Tanh, loss))]);
    const lossIn = (net: Network): unknown =>
      (net.output.output as ReturnType<typeof outputFrom>).lossOfElement;
    expect(lossIn(copy(of(mine), { losses: { huberError: mine } }))).toBe(mine);
    expect(() => copy(of(mine))).toThrow(
      /outputFromJSON: expected the name of a loss \(none is given\), got "huberError" \(string\); one's own/,
    );
    expect(lossIn(copy(of(huberError), { losses: { huberError: mine } }))).toBe(huberError);
    expect(() => copy(of({ ...mine, name: "" }))).toThrow(
      new RangeError(
        'outputToJSON: expected a loss with a name, by which it is found again, got "" (string)',
      ),
    );
  });

  test("of a stream without a position goes on as random", () => {
    const random = new RandomState(seedrandom("any"));
    const net = new Network([new OutputLayer(2, 3, Softmax, { random })], { random });
    expect(copy(net).predict(x)).toEqual(net.predict(x));
  });

  test("is refused where a layer is not the package's", () => {
    class Mine extends MiddleLayer {}
    const net = new Network([new Mine(2, 2, Tanh), new OutputLayer(2, 3, Softmax)]);
    expect(() => copy(net)).toThrow(
      /^Network.to(JSON|Npz): expected layers of the package, got .*layers\[0\]$/,
    );
  });
});

const saved = (): ReturnType<typeof JSON.parse> => {
  const net = cloudNetwork();
  net.fit(x, labels, { epochs: 1 });
  return JSON.parse(JSON.stringify(net));
};

describe("Network.fromJSON refuses", () => {
  test.each<[string, (json: ReturnType<typeof saved>) => unknown, string]>([
    ["nothing", () => undefined, "expected json to be an object, got undefined"],
    ["a text", () => "network", 'expected json to be an object, got "network" (string)'],
    ["an array", () => [], "expected json to be an object, got array of length 0"],
    ["another format", () => ({}), 'expected format to be "middle-layer network", got undefined'],
    ["another version", (json) => ({ ...json, version: 2 }), "expected version to be 1, got 2"],
    [
      "no layers",
      (json) => ({ ...json, layers: {} }),
      "expected layers to be an array, got Object object",
    ],
    [
      "weights cut short",
      (json) => json.layers[0].w[1].pop() && json,
      "expected layers[0].w to be rows of as many numbers each, got array of length 6",
    ],
    [
      "a weight that is none",
      (json) => {
        json.layers[0].w[1][2] = null;
        return json;
      },
      "expected layers[0].w[1][2] to be a number, got null",
    ],
    [
      "an unknown kind",
      (json) => {
        json.layers[1].kind = "Convolution";
        return json;
      },
      'expected layers[1].kind to be "MiddleLayer" or "OutputLayer" or "Dropout", got "Convolution" (string)',
    ],
    [
      "an unknown activation",
      (json) => {
        json.layers[0].activation = { name: "constructor" };
        return json;
      },
      "layers[0].activation: activationFromJSON: expected the name of an activation",
    ],
    [
      "an unknown output",
      (json) => {
        json.layers[2].output = { name: "__proto__" };
        return json;
      },
      "layers[2].output: outputFromJSON: expected the name of an output",
    ],
    [
      "an unknown optimiser",
      (json) => {
        json.optimiser.name = "toString";
        return json;
      },
      "optimiser.name: expected the name of an optimiser",
    ],
    [
      "a state of another length",
      (json) => {
        json.optimiser.states[0].arrays[0].pop();
        return json;
      },
      "optimiser.states[0]: Adam.setState: expected 2 arrays of 18 numbers, got arrays of 15, 18",
    ],
    [
      "a rate that makes no sense",
      (json) => {
        json.optimiser.learningRate = -1;
        return json;
      },
      "optimiser.options: Adam: expected learningRate to be finite and >= 0, got -1",
    ],
    [
      "a stream that there is not",
      (json) => {
        json.random = 1;
        return json;
      },
      "expected random to be 0, got 1",
    ],
    [
      "a damaged stream",
      (json) => {
        json.streams[0].key.pop();
        return json;
      },
      "streams[0]: RandomState.setState",
    ],
    [
      "labels of another number",
      (json) => {
        json.labels.pop();
        return json;
      },
      "Network: expected a label for each class",
    ],
    [
      "a claim of memory",
      (json) => {
        json.layers[1].n = 1e15;
        return json;
      },
      "Network: expected layers[1] to take the 6 signals of layers[0]",
    ],
  ])("%s", (_, change, text) => {
    const json = change(saved());
    expect(() => Network.fromJSON(json)).toThrow(text);
    expect(() => Network.fromJSON(json)).toThrow(/^Network/);
  });

  test("whatever else is put in place of a part, or reads it", () => {
    const anything = fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, Number.NaN, -0, 1e308));
    fc.assert(
      fc.property(fc.nat(), anything, (at, value) => {
        const json = saved();
        const places = placesIn(json);
        const { holder, key } = places[at % places.length];
        (holder as Record<string, unknown>)[key] = value;
        try {
          Network.fromJSON(json).predict(x);
        } catch (error) {
          expect(error).toSatisfy((it) => it instanceof TypeError || it instanceof RangeError);
          expect((error as Error).message).toMatch(/^[A-Z]\w+(\.\w+)?[,:] .*expected /);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** Every field of every object, every tenth element of every array. */
function placesIn(holder: object): { holder: object; key: string }[] {
  const keys = Object.keys(holder).filter((_, i) => !Array.isArray(holder) || i % 10 === 0);
  return keys.flatMap((key) => {
    const value = (holder as Record<string, unknown>)[key];
    const inner = typeof value === "object" && value !== null ? placesIn(value) : [];
    return [{ holder, key }, ...inner];
  });
}

describe("Network.fromNpz refuses", () => {
  test("another file, one without the structure or an array of it", () => {
    const bytes = cloudNetwork().toNpz();
    const { network, ...arrays } = readNpz(bytes);
    expect(() => Network.fromNpz(bytes.subarray(0, 100))).toThrow(/^readNpz: expected/);
    expect(() => Network.fromNpz(writeNpz(arrays))).toThrow(
      'Network.fromNpz: expected the file of a network, with an array "network" of uint8',
    );
    expect(() => Network.fromNpz(writeNpz({ ...arrays, network: new Uint8Array([123]) }))).toThrow(
      'Network.fromNpz: expected the array "network" to be the UTF-8 of a JSON text',
    );
    expect(() => Network.fromNpz(writeNpz({ network }))).toThrow(
      "Network.fromNpz: expected layers[0].w to be the name of an array of the file",
    );
  });
});
