import { Matrix, WrapperMatrix2D } from "ml-matrix";
import { describe, expect, test } from "vitest";
import {
  type FitOptions,
  Linear,
  Logistic,
  Network,
  type OutputClass,
  OutputLayer,
  RandomState,
  Softmax,
  type Targets,
} from "../../src/index.js";
import { byText } from "../by-text.js";
import { MATRICES, VIEWS } from "../linalg/matrices.js";
import { cloudNetwork, clouds, snapshot, weightsOf } from "./networks.js";

const { x, labels } = clouds();
const random = new RandomState(3);

/** A network that has been trained, so that there is something that an error could change. */
function trained(): Network {
  const net = cloudNetwork();
  net.fit(x, labels, { epochs: 1, batchSize: 16 });
  return net;
}

/** What takes samples: each must throw the same and change nothing. */
const CALLS: Record<string, (net: Network, x: Matrix, t: Targets) => unknown> = {
  fit: (net, x, t) => net.fit(x, t),
  epochs: (net, x, t) => net.epochs(x, t), // at the call, not when the first epoch is asked for
  evaluate: (net, x, t) => net.evaluate(x, t),
  gradientCheck: (net, x, t) => net.gradientCheck(x, t),
};

/** `x` with another element. */
const withX = (row: number, column: number, value: number): Matrix =>
  x.clone().set(row, column, value);
const relabelled = (at: number, label: unknown): unknown[] =>
  labels.map((it, i) => (i === at ? label : it));
const thirds = (...rows: number[][]): Matrix => new Matrix(rows);

describe.each(Object.entries(CALLS))("bad samples of Network.%s", (name, call) => {
  const four = x.subMatrix(0, 3, 0, 1);
  test.each(
    byText<[unknown, unknown, ErrorConstructor, string]>([
      [x.to1DArray(), labels, TypeError, "expected x to be a Matrix, got array of length 120"],
      [undefined, labels, TypeError, "expected x to be a Matrix, got undefined"],
      [
        new Matrix(60, 3),
        labels,
        RangeError,
        "expected x to be a matrix of 1 or more rows and 2 columns, got a 60x3 matrix",
      ],
      [
        new Matrix(0, 2),
        [],
        RangeError,
        "expected x to be a matrix of 1 or more rows and 2 columns, got a 0x2 matrix",
      ],
      [
        withX(59, 1, Number.NaN),
        labels,
        RangeError,
        "expected x to be finite, got NaN in row 59, column 1",
      ],
      [
        withX(7, 0, -Infinity),
        labels,
        RangeError,
        "expected x to be finite, got -Infinity in row 7, column 0",
      ],
      [
        new WrapperMatrix2D(withX(2, 1, Infinity).to2DArray()),
        labels,
        RangeError,
        "expected x to be finite, got Infinity in row 2, column 1",
      ],
      [x, undefined, TypeError, "expected t to be a Matrix or an array, got undefined"],
      [x, "left", TypeError, 'expected t to be a Matrix or an array, got "left" (string)'],
      [x, new Set(labels), TypeError, "expected t to be a Matrix or an array, got Set object"],
      [x, labels.slice(1), RangeError, "expected t for each of 60 samples, got 59"],
      [x, [], RangeError, "expected t for each of 60 samples, got 0"],
      [x, relabelled(3, 3), TypeError, "expected t to be all numbers or all strings, got 3 at 3"],
      [
        x,
        relabelled(0, undefined),
        TypeError,
        "expected t to be all numbers or all strings, got undefined at 0",
      ],
      [
        four,
        [1, [1, 0, 0], 1, 1],
        TypeError,
        "expected t to be all numbers or all strings, got array of length 3 at 1",
      ],
      [
        x,
        relabelled(5, "centre"),
        RangeError,
        'expected labels out of "left", "middle", "right", got "centre" (string) at 5',
      ],
      [
        x,
        labels.map((_, i) => i % 3),
        RangeError,
        'expected labels out of "left", "middle", "right", got 0 at 0',
      ],
      [x, new Matrix(60, 2), RangeError, "expected t to be a 60x3 matrix, got a 60x2 matrix"],
      [x, new Matrix(59, 3), RangeError, "expected t to be a 60x3 matrix, got a 59x3 matrix"],
      [
        four,
        thirds([1, 0, 0], [0, 1, 0], [0, Number.NaN, 1], [0, 0, 1]),
        RangeError,
        "expected t to be finite, got NaN in row 2, column 1",
      ],
      [
        four,
        thirds([1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, Infinity]),
        RangeError,
        "expected t to be finite, got Infinity in row 3, column 2",
      ],
      [
        four,
        thirds([1, 0, 0], [0, 1, 0], [0, 0, 1], [0.5, 0.25, 0]),
        RangeError,
        "expected the targets of each row to sum to 1, got a sum of 0.75 in row 3",
      ],
      [
        four,
        thirds([1, 0, 0], [0, 1.5, -0.5], [0, 0, 1], [0, 0, 1]),
        RangeError,
        "expected t to be from 0 to 1, got 1.5 in row 1, column 1",
      ],
    ]),
  )("throw and change nothing: %s", (_, badX, badT, Kind, text) => {
    const net = trained();
    const before = snapshot(net);
    expect(() => call(net, badX as Matrix, badT as Targets)).toThrow(
      new Kind(`Network.${name}: ${text}`),
    );
    expect(snapshot(net)).toEqual(before);
  });

  const single = (output: OutputClass, n = 1): Network =>
    new Network([new OutputLayer(2, n, output, { random })], { random });
  const two = x.subMatrix(0, 1, 0, 1);
  test.each(
    byText<[OutputClass, number, unknown, ErrorConstructor, string]>([
      [
        Logistic,
        1,
        thirds([0], [1.25]),
        RangeError,
        "expected t to be from 0 to 1, got 1.25 in row 1, column 0",
      ],
      [
        Logistic,
        2,
        thirds([0, -1], [1, 1]),
        RangeError,
        "expected t to be from 0 to 1, got -1 in row 0, column 1",
      ],
      [Logistic, 2, ["no", "yes"], TypeError, 'expected t to be numbers, got "no" (string) at 0'],
      [
        Logistic,
        1,
        ["yes", "yes"],
        RangeError,
        "expected 2 kinds of labels, as the output layer has, got 1; if some do not occur, name all in the network's option labels",
      ],
      [
        Softmax,
        3,
        ["a", "b"],
        RangeError,
        "expected 3 kinds of labels, as the output layer has, got 2; if some do not occur, name all in the network's option labels",
      ],
      [
        Softmax,
        1,
        [0, 1],
        RangeError,
        "expected 1 kinds of labels, as the output layer has, got 2; if some do not occur, name all in the network's option labels",
      ],
      [Softmax, 2, [0, Number.NaN], RangeError, "expected t to be no NaN, got NaN at 1"],
      [Linear, 1, ["1", "2"], TypeError, 'expected t to be numbers, got "1" (string) at 0'],
      [Linear, 1, [1, undefined], TypeError, "expected t to be numbers, got undefined at 1"],
      [Linear, 1, [1, [2]], TypeError, "expected t to be numbers, got array of length 1 at 1"],
      [
        Linear,
        1,
        BigInt64Array.of(1n, 2n),
        TypeError,
        "expected t to be numbers, got 1n (bigint) at 0",
      ],
      [
        Linear,
        1,
        [1, Infinity],
        RangeError,
        "expected t to be finite, got Infinity in row 1, column 0",
      ],
      [Linear, 3, [1, 2], RangeError, "expected t to be a 2x3 matrix, got a 2x1 matrix"],
      [
        Linear,
        1,
        thirds([1], [Number.NaN]),
        RangeError,
        "expected t to be finite, got NaN in row 1, column 0",
      ],
    ]),
  )("throw at targets of the wrong kind: %s", (_, output, n, t, Kind, text) => {
    const net = single(output, n);
    const before = snapshot(net);
    expect(() => call(net, two, t as Targets)).toThrow(new Kind(`Network.${name}: ${text}`));
    expect(snapshot(net)).toEqual(before);
  });
});

describe.each(["fit", "epochs"] as const)("bad options of Network.%s", (name) => {
  const other = { x, t: labels };
  const known =
    "expected the options epochs, batchSize, shuffle, random, validation, earlyStopping, reduceOnPlateau, learningRate, onEpoch, got";
  test.each(
    byText<[unknown, ErrorConstructor, string]>([
      [null, TypeError, ": expected options to be an object, got null"],
      [10, TypeError, ": expected options to be an object, got 10"],
      [{ epoch: 10 }, TypeError, `: ${known} epoch`],
      [{ epochs: "10" }, TypeError, ': expected epochs to be a number, got "10" (string)'],
      [{ epochs: 0 }, RangeError, ": expected epochs to be an integer >= 1, got 0"],
      [{ epochs: 1.5 }, RangeError, ": expected epochs to be an integer >= 1, got 1.5"],
      [{ epochs: Infinity }, RangeError, ": expected epochs to be an integer >= 1, got Infinity"],
      [{ batchSize: 0 }, RangeError, ": expected batchSize to be an integer >= 1, got 0"],
      [
        { batchSize: Number.NaN },
        RangeError,
        ": expected batchSize to be an integer >= 1, got NaN",
      ],
      [{ batchSize: null }, TypeError, ": expected batchSize to be a number, got null"],
      [{ shuffle: 1 }, TypeError, ": expected shuffle to be true or false, got 1"],
      [{ random: 1 }, TypeError, ": expected random to be a RandomState, got 1"],
      [
        { random: Math.random },
        TypeError,
        ": expected random to be a RandomState, got function random",
      ],
      [{ learningRate: 0.1 }, TypeError, ": expected learningRate to be a function, got 0.1"],
      [{ onEpoch: true }, TypeError, ": expected onEpoch to be a function, got true"],
      [
        { learningRate: () => 1, reduceOnPlateau: {} },
        RangeError,
        ": expected learningRate or reduceOnPlateau, got both",
      ],
      [{ validation: 0 }, RangeError, ": expected validation to be a share between 0 and 1, got 0"],
      [{ validation: 1 }, RangeError, ": expected validation to be a share between 0 and 1, got 1"],
      [
        { validation: -0.1 },
        RangeError,
        ": expected validation to be a share between 0 and 1, got -0.1",
      ],
      [
        { validation: Number.NaN },
        RangeError,
        ": expected validation to be a share between 0 and 1, got NaN",
      ],
      [
        { validation: 0.999 },
        RangeError,
        ": expected validation to leave samples on both sides, got 0.999 of 60",
      ],
      [
        { validation: 0.001 },
        RangeError,
        ": expected validation to leave samples on both sides, got 0.001 of 60",
      ],
      [{ validation: null }, TypeError, ", validation: expected options to be an object, got null"],
      [
        { validation: [x, labels] },
        TypeError,
        ", validation: expected options to be an object, got array of length 2",
      ],
      [
        { validation: { ...other, y: 1 } },
        TypeError,
        ", validation: expected the options x, t, got y",
      ],
      [
        { validation: { t: labels } },
        TypeError,
        ", validation: expected x to be a Matrix, got undefined",
      ],
      [
        { validation: { x } },
        TypeError,
        ", validation: expected t to be a Matrix or an array, got undefined",
      ],
      [
        { validation: { x: withX(3, 0, Number.NaN), t: labels } },
        RangeError,
        ", validation: expected x to be finite, got NaN in row 3, column 0",
      ],
      [
        { validation: { x, t: relabelled(59, "centre") } },
        RangeError,
        ', validation: expected labels out of "left", "middle", "right", got "centre" (string) at 59',
      ],
      [
        { earlyStopping: true },
        TypeError,
        ", earlyStopping: expected options to be an object, got true",
      ],
      [
        { earlyStopping: {} },
        TypeError,
        ": expected earlyStopping.patience to be a number, got undefined",
      ],
      [
        { earlyStopping: { patience: 0 } },
        RangeError,
        ": expected earlyStopping.patience to be an integer >= 1, got 0",
      ],
      [
        { earlyStopping: { patience: 1, minDelta: -1 } },
        RangeError,
        ": expected earlyStopping.minDelta to be finite and >= 0, got -1",
      ],
      [
        { earlyStopping: { patience: 1, minDelta: null } },
        TypeError,
        ": expected earlyStopping.minDelta to be a number, got null",
      ],
      [
        { earlyStopping: { patience: 1, restore: true } },
        TypeError,
        ", earlyStopping: expected the options patience, minDelta, got restore",
      ],
      [
        { reduceOnPlateau: null },
        TypeError,
        ", reduceOnPlateau: expected options to be an object, got null",
      ],
      [
        { reduceOnPlateau: { factor: 1 } },
        RangeError,
        ": expected reduceOnPlateau.factor to be between 0 and 1, got 1",
      ],
      [
        { reduceOnPlateau: { factor: 0 } },
        RangeError,
        ": expected reduceOnPlateau.factor to be between 0 and 1, got 0",
      ],
      [
        { reduceOnPlateau: { factor: "0.1" } },
        TypeError,
        ': expected reduceOnPlateau.factor to be a number, got "0.1" (string)',
      ],
      [
        { reduceOnPlateau: { patience: 0.5 } },
        RangeError,
        ": expected reduceOnPlateau.patience to be an integer >= 1, got 0.5",
      ],
      [
        { reduceOnPlateau: { minLearningRate: -1 } },
        RangeError,
        ": expected reduceOnPlateau.minLearningRate to be finite and >= 0, got -1",
      ],
      [
        { reduceOnPlateau: { minDelta: Infinity } },
        RangeError,
        ": expected reduceOnPlateau.minDelta to be finite and >= 0, got Infinity",
      ],
    ]),
  )("throw and change nothing: %s", (_, options, Kind, text) => {
    const net = trained();
    const before = snapshot(net);
    expect(() => net[name](x, labels, options as FitOptions)).toThrow(
      new Kind(`Network.${name}${text}`),
    );
    expect(snapshot(net)).toEqual(before);
  });

  test("the stream of random is not drawn from, nor kept", () => {
    const net = trained();
    const own = new RandomState(9);
    const { random } = net;
    expect(() => net[name](x, labels, { random: own, epochs: 0 })).toThrow(RangeError);
    expect(() => net[name](withX(0, 0, Infinity), labels, { random: own })).toThrow(RangeError);
    expect(own.getState()).toEqual(new RandomState(9).getState());
    expect(net.random).toBe(random);
  });
});

describe("bad input of answers", () => {
  test.each(
    byText<[unknown, ErrorConstructor, string]>([
      [x.to1DArray(), TypeError, "expected x to be a Matrix, got array of length 120"],
      [
        new Matrix(3, 1),
        RangeError,
        "expected x to be a matrix of 1 or more rows and 2 columns, got a 3x1 matrix",
      ],
      [
        new Matrix(0, 2),
        RangeError,
        "expected x to be a matrix of 1 or more rows and 2 columns, got a 0x2 matrix",
      ],
      [withX(4, 1, Number.NaN), RangeError, "expected x to be finite, got NaN in row 4, column 1"],
      [
        withX(4, 0, Infinity),
        RangeError,
        "expected x to be finite, got Infinity in row 4, column 0",
      ],
    ]),
  )("predict and classify throw and change nothing: %s", (_, bad, Kind, text) => {
    for (const name of ["predict", "classify"] as const) {
      const net = trained();
      const before = snapshot(net);
      expect(() => net[name](bad as Matrix)).toThrow(new Kind(`Network.${name}: ${text}`));
      expect(snapshot(net)).toEqual(before);
    }
  });

  test("classify throws where outputs are no classes, or no numbers", () => {
    const layer = (output: OutputClass, n: number): Network =>
      new Network([new OutputLayer(2, n, output, { random })]);
    for (const net of [layer(Linear, 1), layer(Linear, 3), layer(Logistic, 3)]) {
      const { n, output } = net.output;
      expect(() => net.classify(x)).toThrow(
        new RangeError(
          `Network.classify: expected outputs that are classes, got ${n} of ${output.name}`,
        ),
      );
    }
    for (const net of [layer(Softmax, 3), layer(Logistic, 1)]) {
      net.output.w.set(0, 0, Number.NaN);
      expect(() => net.classify(x)).toThrow(
        new RangeError(
          "Network.classify: expected the outputs to be numbers, got NaN in row 0, column 0",
        ),
      );
      expect(net.predict(x).get(0, 0)).toBeNaN();
    }
  });

  test.each([
    [0, RangeError, "an integer >= 1, got 0"],
    [Number.NaN, RangeError, "an integer >= 1, got NaN"],
    ["9", TypeError, 'a number, got "9" (string)'],
  ] as const)("gradientCheck of at most %o weights throws", (most, Kind, text) => {
    const net = trained();
    const before = snapshot(net);
    expect(() => net.gradientCheck(x, labels, most as number)).toThrow(
      new Kind(`Network.gradientCheck: expected most to be ${text}`),
    );
    expect(snapshot(net)).toEqual(before);
  });
});

test.each(Object.entries({ ...MATRICES, ...VIEWS }))("samples may be %s", (_, like) => {
  const t = new Matrix(
    labels.map((label) => ["left", "middle", "right"].map((it) => Number(it === label))),
  );
  const [net, twin] = [cloudNetwork(), cloudNetwork()];
  const options = { epochs: 2, batchSize: 16, validation: { x: like(x), t: like(t) } };
  const history = net.fit(like(x), like(t), options);
  expect(history).toEqual(twin.fit(x, t, { ...options, validation: { x, t } }));
  expect(weightsOf(net)).toEqual(weightsOf(twin));
  expect(net.predict(like(x)).to2DArray()).toEqual(twin.predict(x).to2DArray());
  expect(net.classify(like(x))).toEqual(twin.classify(x));
  expect(net.evaluate(like(x), like(t))).toEqual(twin.evaluate(x, t));
  expect(net.gradientCheck(like(x), like(t))).toEqual(twin.gradientCheck(x, t));
});
