import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { language } from "../../src/charts/language.js";
import { type Neuron, type NeuronChartOptions, neuronChart } from "../../src/charts/neuron.js";
import { moved } from "./moved.js";
import { messageOf } from "./rows.js";

const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const and = { points: corners, labels: [0, 0, 0, 1] };
const xor = { points: corners, labels: [0, 1, 1, 0] };

class Step {
  readonly y: number;
  readonly dy = 0;
  constructor(x: number) {
    this.y = x > 0 ? 1 : 0;
  }
}

/** What is seen of a neuron whose sliders stand at given values. */
async function seen(neuron: Neuron, options: NeuronChartOptions, sliders = {}) {
  const scene = await moved(neuronChart(neuron, options), sliders);
  const rules = scene.marks("rule").map(({ datum }) => datum ?? {});
  const line = rules.find(({ end }) => end !== undefined);
  return {
    u: scene.texts.find((text) => text.startsWith("u = ")),
    count: scene.texts.find((text) => text.includes("right side")),
    line: line && [line.left, line.start, line.right, line.end].map((end) => Number(end) + 0),
    rings: scene
      .marks("symbol")
      .filter(({ size }) => size === 500)
      .map(({ datum }) => [datum?.x1, datum?.x2]),
    outputs: scene
      .marks("rect")
      .map(({ datum }) => datum as Record<"x1" | "x2" | "u" | "y", number>),
  };
}

describe("neuronChart", () => {
  it("draws the line u = 0 and counts the points on the right side, wherever the sliders stand", async () => {
    const first = await seen({ weights: [1, 1], bias: -1.5 }, and);
    expect(first.u).toBe("u = 1·x₁ + 1·x₂ − 1.5");
    expect(first.count).toBe("4 of 4 points are on the right side");
    // x₂ = 1.5 - x₁ over -0.5 … 1.5.
    expect(first.line).toEqual([-0.5, 2, 1.5, 0]);
    expect(first.rings).toEqual([]);

    const or = await seen({ weights: [1, 1], bias: -1.5 }, and, { b: -0.5 });
    expect(or.u).toBe("u = 1·x₁ + 1·x₂ − 0.5");
    expect(or.count).toBe("2 of 4 points are on the right side");
    expect(or.rings).toEqual([
      [0, 1],
      [1, 0],
    ]);

    // The line is steep: x₁ = (0.5 + 2 x₂) / 4.
    const steep = await seen({ weights: [1, 1], bias: 0 }, and, { w1: 4, w2: -2, b: -0.5 });
    expect(steep.line).toEqual([-0.125, -0.5, 0.875, 1.5]);
    expect(steep.count).toBe("3 of 4 points are on the right side");
  });

  it("counts no point on the line, though sums are not exact", async () => {
    // 0.1 + 0.2 - 0.3 is 5.6e-17.
    const { count } = await seen(
      { weights: [0.1, 0.2], bias: -0.3 },
      { points: [[1, 1]], labels: [1] },
    );
    expect(count).toBe("0 of 1 points are on the right side");
    expect((await seen({ weights: [0, 0], bias: 0 }, and)).count).toBe(
      "0 of 4 points are on the right side",
    );
  });

  it("cannot separate XOR: 3 of 4 at most, on a grid of weights", async () => {
    const chart = (w1: number, w2: number, b: number) =>
      Number(/(\d) of 4 points/.exec(neuronChart({ weights: [w1, w2], bias: b }, xor).text)?.[1]);
    const values = [-2, -1, -0.5, 0, 0.5, 1, 2];
    const counts = values.flatMap((w1) =>
      values.flatMap((w2) => values.map((b) => chart(w1, w2, b))),
    );
    expect(Math.max(...counts)).toBe(3);
  });

  it("shades the plane by the output", async () => {
    const { outputs } = await seen({ weights: [1, 1], bias: 0 }, and, { w1: 2, w2: -3, b: 0.4 });
    expect(outputs).toHaveLength(2500);
    for (const { x1, x2, u, y } of outputs) {
      expect(u).toBeCloseTo(2 * x1 - 3 * x2 + 0.4, 12);
      expect(Math.abs(y - 1 / (1 + Math.exp(-u)))).toBeLessThan(3e-4);
    }
    expect([outputs[0]?.x1, outputs[0]?.x2]).toEqual([-0.48, -0.48]);
  });

  it("takes any class, also one that jumps, and outputs that are not finite", async () => {
    const step = await seen({ weights: [1, 0.5], bias: 0.01, activation: Step }, {});
    for (const { u, y } of step.outputs) expect(y).toBe(u > 0 ? 1 : 0);
    class Root {
      readonly y: number;
      readonly dy = 0;
      constructor(x: number) {
        this.y = Math.sqrt(x);
      }
    }
    const root = await seen({ weights: [1, 0], bias: 0, activation: Root }, {});
    for (const { u, y } of root.outputs) {
      if (u < -0.2) expect(y).toBe(null);
      if (u > 0.2) expect(Math.abs(y - Math.sqrt(u))).toBeLessThan(0.01);
    }
  });

  it("draws no line where there is none in the plane", async () => {
    const neuron = { weights: [1, 1], bias: 0 };
    expect((await seen(neuron, and, { b: 5 })).line).toBe(undefined);
    expect((await seen(neuron, and, { w1: 0, w2: 0 })).line).toBe(undefined);
    expect((await seen(neuron, and, { w1: 0, w2: 2, b: -1 })).line).toEqual([-0.5, 0.5, 1.5, 0.5]);
  });

  it("has sliders that reach ±10 in the plane, and twice the weights", () => {
    const sliders = (neuron: Neuron, options = {}) =>
      (neuronChart(neuron, options).spec.params as { bind?: object; value: unknown }[])
        .filter(({ bind }) => bind)
        .map(({ value, bind }) => ({ value, ...bind }));
    expect(sliders({ weights: [1, 1], bias: -1.5 }, and)).toEqual([
      { value: 1, input: "range", min: -10, max: 10, step: 0.1, name: "w₁ " },
      { value: 1, input: "range", min: -10, max: 10, step: 0.1, name: "w₂ " },
      { value: -1.5, input: "range", min: -20, max: 20, step: 0.2, name: "bias b " },
    ]);
    expect(sliders({ weights: [30, 0], bias: 0 }, { from: 0, to: 100 })).toMatchObject([
      { value: 30, max: 100, step: 1 },
      { value: 0, max: 100 },
      { value: 0, max: 10000, step: 100 },
    ]);
  });

  it("takes matrices, labels of any name, points without labels, and parts of the plane", async () => {
    const text = (options: NeuronChartOptions) =>
      neuronChart({ weights: new Float32Array([1, 0]), bias: 0 }, options).text;
    const points = new Matrix([
      [-1, 5],
      [1, 5],
    ]);
    expect(text({ points, labels: ["no", "yes"] })).toContain("2 of 2 points");
    expect(text({ points, labels: ["yes", "no"] })).toContain("0 of 2 points");
    expect(text({ points, labels: [[1], [0]] })).toContain("0 of 2 points");
    expect(text({ points })).toContain("from -4 to 8, with the line u = 0. Sliders");
    expect(text({ points, from: 0, to: 5 })).toContain("from 0 to 5");
    expect(text({})).toContain("from -2 to 2");
    expect(text({ points: [[Number.NaN, 1]], labels: [0] })).toContain("0 of 1 points");
  });

  it("says in one sentence what is seen, in either language", async () => {
    const neuron = { weights: [1, -2], bias: 0.5 };
    expect(neuronChart(neuron, and).text).toBe(
      "One neuron, y = Sigmoid(u), u = 1·x₁ − 2·x₂ + 0.5: the plane of x₁ and x₂ from -0.5 to 1.5, " +
        "with the line u = 0. 1 of 4 points are on the right side of the line. " +
        "Sliders move w₁ and w₂ from -10 to 10, b from -20 to 20.",
    );
    language("ja");
    try {
      const chart = neuronChart(neuron, and);
      expect(chart.text).toContain("4個の点のうち1個が直線の正しい側にあります。");
      const { texts } = await moved(chart, { w1: -1, w2: -1, b: 0.5 });
      expect(texts).toContain("4個の点のうち2個が正しい側にあります");
    } finally {
      language("en");
    }
  });

  it("holds 60 kB at most with 1000 points", () => {
    const points = Array.from({ length: 5000 }, (_, i) => [Math.sin(i), Math.cos(7 * i)]);
    const chart = neuronChart(
      { weights: [1, 1], bias: 0 },
      { points, labels: points.map((_, i) => i % 2) },
    );
    expect(JSON.stringify(chart.spec).length).toBeLessThan(60_000);
    expect(chart.text).toContain(" of 1000 points");
  });

  it.each([
    [[3], "TypeError: neuronChart: expected a neuron { weights, bias }, got 3"],
    [[{ weights: 1, bias: 0 }], "TypeError: neuronChart: expected weights to be an array, got 1"],
    [[{ weights: [1], bias: 0 }], "RangeError: neuronChart: expected 2 weights, got 1"],
    [
      [{ weights: [1, "2"], bias: 0 }],
      'TypeError: neuronChart: expected weights[1] to be a number, got "2" (string)',
    ],
    [[{ weights: [1, 2] }], "TypeError: neuronChart: expected bias to be a number, got undefined"],
    [
      [{ weights: [1, 2], bias: Number.NaN }],
      "RangeError: neuronChart: expected bias to be finite, got NaN",
    ],
    [
      [{ weights: [1, 2e9], bias: 0 }],
      "RangeError: neuronChart: expected weights[1] from -1e9 to 1e9, got 2000000000",
    ],
    [
      [{ weights: [1, 2], bias: 0, activation: "tanh" }],
      'TypeError: neuronChart: expected activation to be a class, got "tanh" (string)',
    ],
    [
      [{ weights: [1, 2], bias: 0, b: 1 }],
      "TypeError: neuronChart: expected the options weights, bias, activation, got b",
    ],
    [
      [{ weights: [1, 2], bias: 0 }, { labels: [1] }],
      "RangeError: neuronChart: expected points for the labels, got none",
    ],
    [
      [
        { weights: [1, 2], bias: 0 },
        { points: corners, labels: [1] },
      ],
      "RangeError: neuronChart: expected a label for each of 4 points, got 1",
    ],
    [
      [
        { weights: [1, 2], bias: 0 },
        { points: corners, labels: [1, 2, 3, 1] },
      ],
      "RangeError: neuronChart: expected at most 2 classes, got 3",
    ],
    [
      [{ weights: [1, 2], bias: 0 }, { points: [[1, 2, 3]] }],
      "RangeError: neuronChart: expected points to be a matrix of 1 or more rows and 2 columns, got a 1x3 matrix",
    ],
    [
      [{ weights: [1, 2], bias: 0 }, { from: 3 }],
      "RangeError: neuronChart: expected from < to, got from 3 and to 2",
    ],
    [
      [{ weights: [1, 2], bias: 0 }, { to: "3" }],
      'TypeError: neuronChart: expected to to be a number, got "3" (string)',
    ],
  ])("rejects %j", (args, message) => {
    // @ts-expect-error wrong kinds of arguments
    expect(messageOf(() => neuronChart(...args))).toBe(message);
  });
});
