import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import {
  type Label,
  Linear,
  Logistic,
  Network,
  type OutputClass,
  OutputLayer,
  outputFrom,
  RandomState,
  Softmax,
  Tanh,
} from "../../src/index.js";
import { cloudNetwork, clouds, snapshot, weightsOf } from "./networks.js";

const { x, labels } = clouds();
const KINDS = ["left", "middle", "right"];
const oneHotLabels = new Matrix(labels.map((label) => KINDS.map((it) => Number(it === label))));

/** A network of one layer `y = f(W x)` without biases. */
function network(output: OutputClass, rows: number[][], names?: Label[]): Network {
  const initialWeights = new Matrix(rows.map((row) => [...row, 0]));
  const layer = new OutputLayer(rows[0].length, rows.length, output, { initialWeights });
  return new Network([layer], { labels: names, random: new RandomState(1) });
}

const IDENTITY = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
const INPUTS = new Matrix([
  [1, 3, 2],
  [5, 5, 1],
  [-2, -3, -1],
]);

describe("Network.classify", () => {
  test("gives the number of the class of the largest output, the first of equal ones", () => {
    expect(network(Softmax, IDENTITY).classify(INPUTS)).toEqual([1, 0, 2]);
  });

  test("gives labels where they are named, also numbers that are none of classes", () => {
    expect(network(Softmax, IDENTITY, ["a", "b", "c"]).classify(INPUTS)).toEqual(["b", "a", "c"]);
    expect(network(Softmax, IDENTITY, [7, 0, -1]).classify(INPUTS)).toEqual([0, 7, -1]);
  });

  test("gives the labels that fit has seen, sorted, and keeps those it has", () => {
    const net = cloudNetwork();
    net.fit(x, labels, { epochs: 30 });
    expect(net.labels).toEqual(KINDS);
    const found = net.classify(x);
    expect(found.filter((label, i) => label === labels[i]).length).toBeGreaterThan(50);
    net.fit(x.subMatrix(0, 1, 0, 1), ["right", "right"], { epochs: 1 });
    expect(net.labels).toEqual(KINDS);
  });

  test("of digits as labels is in their order, in arrays of any kind", () => {
    const digits = labels.map((label) => 10 - KINDS.indexOf(label));
    for (const t of [digits, Int32Array.from(digits), Float32Array.from(digits)]) {
      const net = cloudNetwork();
      net.fit(x, t, { epochs: 1 });
      expect(net.labels).toEqual([8, 9, 10]);
    }
  });

  test("knows no labels where only matrices were given, and may learn them later", () => {
    const net = cloudNetwork();
    net.fit(x, oneHotLabels, { epochs: 1 });
    expect(net.labels).toBeUndefined();
    for (const found of net.classify(x)) expect([0, 1, 2]).toContain(found);
    net.fit(x, labels, { epochs: 1 });
    expect(net.labels).toEqual(KINDS);
    net.fit(x, oneHotLabels, { epochs: 1 });
    expect(net.labels).toEqual(KINDS);
  });

  test("of one Logistic output is a no or a yes, and at 0.5 a yes", () => {
    const sides = new Matrix([[-1], [0], [2]]);
    expect(network(Logistic, [[1]]).classify(sides)).toEqual([0, 1, 1]);
    expect(network(Logistic, [[1]], ["no", "yes"]).classify(sides)).toEqual(["no", "yes", "yes"]);
    const net = network(Logistic, [[1]]);
    net.fit(sides, ["off", "on", "on"], { epochs: 1 });
    expect(net.labels).toEqual(["off", "on"]);
  });

  test("of one Softmax output has one answer", () => {
    const net = network(Softmax, [[1]]);
    net.fit(new Matrix([[1], [2]]), ["only", "only"], { epochs: 1 });
    expect(net.classify(new Matrix([[3]]))).toEqual(["only"]);
  });
});

describe("labels", () => {
  test("are trained as the rows of 0 and 1 that they stand for", () => {
    const [net, twin] = [cloudNetwork(), cloudNetwork()];
    expect(net.fit(x, labels)).toEqual(twin.fit(x, oneHotLabels));
    expect(weightsOf(net)).toEqual(weightsOf(twin));
    expect(net.evaluate(x, labels)).toEqual(twin.evaluate(x, oneHotLabels));
  });

  test("of one Logistic output are trained as 0 and 1", () => {
    const sides = new Matrix([[-1], [0], [2]]);
    const [net, twin] = [network(Logistic, [[1]]), network(Logistic, [[1]])];
    expect(net.fit(sides, ["yes", "no", "yes"])).toEqual(
      twin.fit(sides, new Matrix([[1], [0], [1]])),
    );
    expect(weightsOf(net)).toEqual(weightsOf(twin));
  });

  test("are copied, so that changing them later changes nothing", () => {
    const names = [...KINDS];
    const net = cloudNetwork({ labels: names });
    names.reverse();
    expect(net.labels).toEqual(KINDS);
  });

  test("are no labels but numbers where one output is no class", () => {
    const values = [1, 2.5, -3];
    for (const output of [Linear, outputFrom(Tanh)]) {
      const [net, twin] = [network(output, [[1]]), network(output, [[1]])];
      const inputs = new Matrix([[1], [2], [3]]);
      expect(net.fit(inputs, values)).toEqual(twin.fit(inputs, Matrix.columnVector(values)));
      expect(net.fit(inputs, Float64Array.from(values))).toEqual(
        twin.fit(inputs, Matrix.columnVector(values)),
      );
      expect(net.labels).toBeUndefined();
    }
  });
});

describe("Network.predict", () => {
  test("leaves training and all random streams alone", () => {
    const [net, twin] = [cloudNetwork(), cloudNetwork()];
    const other = clouds(7).x.subMatrix(0, 40, 0, 1);
    for (const _ of net.epochs(x, labels, { epochs: 3 })) {
      net.predict(other);
      net.classify(other);
      net.evaluate(other, labels.slice(0, 41));
    }
    twin.fit(x, labels, { epochs: 3 });
    expect(weightsOf(net)).toEqual(weightsOf(twin));
    const streams = (it: Network): unknown =>
      [it, ...it.layers].map((part) => (Reflect.get(part, "random") as RandomState)?.getState());
    expect(streams(net)).toEqual(streams(twin));
    expect(net.layers.map((layer) => Reflect.get(layer, "delta")?.to2DArray())).toEqual(
      twin.layers.map((layer) => Reflect.get(layer, "delta")?.to2DArray()),
    );
  });

  test("gives the same at any time, in a matrix of its own, without dropout", () => {
    const net = cloudNetwork();
    const y = net.predict(x);
    const kept = y.to2DArray();
    expect(net.predict(x).to2DArray()).toEqual(kept);
    net.predict(clouds(2).x);
    net.fit(x, labels, { epochs: 1 });
    expect(y.to2DArray()).toEqual(kept);
    expect(net.predict(x).to2DArray()).not.toEqual(kept);
    y.fill(0);
    expect(
      net
        .predict(x)
        .getRow(0)
        .reduce((a, b) => a + b),
    ).toBeCloseTo(1, 12);
  });

  test("gives each sample what it gives it alone", () => {
    const net = cloudNetwork();
    const all = net.predict(x).to2DArray();
    for (const row of [0, 31, 59]) {
      expect(net.predict(new Matrix([x.getRow(row)])).to2DArray()).toEqual([all[row]]);
    }
  });
});

test("Network.evaluate changes nothing, before and after fit", () => {
  const net = cloudNetwork();
  net.evaluate(x, labels);
  expect(net.labels).toBeUndefined();
  net.fit(x, labels, { epochs: 1 });
  const { layers: _, ...before } = snapshot(net) as { layers: unknown };
  net.evaluate(x, labels);
  expect(snapshot(net)).toMatchObject(before);
});
