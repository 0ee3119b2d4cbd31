import { Matrix } from "ml-matrix";
import { activationChart } from "../../src/charts/activation.js";
import type { Chart } from "../../src/charts/chart.js";
import { confusionChart } from "../../src/charts/confusion.js";
import { decisionChart } from "../../src/charts/decision.js";
import { framesChart } from "../../src/charts/frames.js";
import { graphChart } from "../../src/charts/graph.js";
import { histogramChart } from "../../src/charts/histogram.js";
import { historyChart } from "../../src/charts/history.js";
import { imageChart } from "../../src/charts/image.js";
import { type Language, language } from "../../src/charts/language.js";
import { layerChart } from "../../src/charts/layer.js";
import { lineChart } from "../../src/charts/line.js";
import { neuronChart } from "../../src/charts/neuron.js";
import { predictionChart } from "../../src/charts/prediction.js";
import { regions } from "../../src/charts/regions.js";
import { signalChart } from "../../src/charts/signal.js";
import { tangentChart } from "../../src/charts/tangent.js";
import { weightChart } from "../../src/charts/weight.js";
import { weightChangeChart } from "../../src/charts/weight-change.js";
import { sampleDigits } from "./digits.js";
import { sampleEpochs } from "./epochs.js";
import { sampleMoons, sampleRegions } from "./moons.js";

export class Sigmoid {
  readonly y: number;
  readonly dy: number;
  constructor(x: number) {
    this.y = 1 / (1 + Math.exp(-x));
    this.dy = (1 - this.y) * this.y;
  }
}

export class ReLU {
  readonly y: number;
  readonly dy: number;
  constructor(x: number) {
    this.y = Math.max(x, 0);
    this.dy = x > 0 ? 1 : 0;
  }
}

/** The layer of the article: the arrays that its last cell prints, as NumPy 2.4.6 prints them. */
export const article = {
  before: new Matrix([
    [0.08747274, -0.01430365, -0.02422826],
    [-0.13266593, -0.00041423, -0.01598157],
    [-0.02683147, 0.01577013, 0.02105254],
  ]),
  after: new Matrix([
    [0.08573555, -0.01529588, -0.02497321],
    [-0.13459342, -0.00161752, -0.01670577],
    [-0.02958099, 0.01402044, 0.0200527],
  ]),
  yOut: new Matrix([
    [0.55220471, 0.39775986, 0.49302505],
    [0.53405061, 0.43003027, 0.49579003],
  ]),
  yB: new Matrix([
    [0.1, 0.2, 0.3],
    [0.2, 0.1, 0.1],
  ]),
  delta: new Matrix([
    [0.02472747, 0.04790939, 0.07498541],
    [0.04976811, 0.02451042, 0.02499823],
  ]),
  yBack: new Matrix([
    [-0.00620493, 0.00080899],
    [0.00043092, -0.00032779],
  ]),
};

/** A matrix of given size with elements between -1 and 1, the same ones every time. */
export function sampleMatrix(rows: number, columns: number): Matrix {
  const row = (i: number) => Array.from({ length: columns }, (_, j) => Math.sin(7 * i + 3 * j + 1));
  return new Matrix(Array.from({ length: rows }, (_, i) => row(i)));
}

/** Counts of ten digits, 36 of each, a few of which are taken for others. */
function digitCounts(): Matrix {
  const counts = Matrix.eye(10, 10).mul(36);
  for (const [row, column, count] of [
    [8, 1, 3],
    [3, 8, 2],
    [9, 5, 1],
    [4, 7, 1],
  ] as const) {
    counts.set(row, column, count);
    counts.set(row, row, counts.get(row, row) - count);
  }
  return counts;
}

/** Losses w² of gradient descent from w = 1 on w² / 2 + w⁴ / 40. */
function descent(rate: number): number[] {
  let w = 1;
  return Array.from({ length: 40 }, () => {
    w -= rate * (w + w ** 3 / 10);
    return w ** 2;
  });
}

/** The article's first neuron and its first sample: weights 0.0875, −0.0143 and −0.0242. */
const neuron = {
  nodes: [
    { id: "x1", label: "x₁" },
    { id: "w11", label: "w₁₁" },
    { id: "x2", label: "x₂" },
    { id: "w12", label: "w₁₂" },
    { id: "b" },
    { id: "×1", label: "×" },
    { id: "×2", label: "×" },
    { id: "+" },
    { id: "f" },
    { id: "y" },
  ],
  edges: [
    { from: "x1", to: "×1", forward: 3, back: 0.00216298 },
    { from: "w11", to: "×1", forward: 0.08747274, back: 0.07418241 },
    { from: "x2", to: "×2", forward: 2, back: -0.00035369 },
    { from: "w12", to: "×2", forward: -0.01430365, back: 0.04945494 },
    { from: "b", to: "+", forward: -0.02422826, back: 0.02472747 },
    { from: "×1", to: "+", forward: 0.26241822, back: 0.02472747 },
    { from: "×2", to: "+", forward: -0.0286073, back: 0.02472747 },
    { from: "+", to: "f", label: "u", forward: 0.20958266, back: 0.02472747 },
    { from: "f", to: "y", forward: 0.55220471, back: 0.1 },
  ],
};

const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

const moons = sampleMoons();
const animals = ["猫", "犬", "鳥", "魚"];

/** Every chart of the package, each in the forms that it can take, in a language. */
function galleryIn(code: Language): Readonly<Record<string, Chart>> {
  language(code);
  const charts = makeCharts();
  language("en");
  return charts;
}

const makeCharts = (): Readonly<Record<string, Chart>> => ({
  "activation-sigmoid": activationChart(Sigmoid, { at: 1 }),
  "activation-relu": activationChart(ReLU),
  "activation-comparison": activationChart([Sigmoid, ReLU], { from: -3, to: 3, at: 1 }),
  layer: layerChart(article.before),
  "layer-with-gap": layerChart(new Matrix([[0.5, Number.NaN, -1]])),
  "layer-without-values": layerChart(new Matrix([[Number.NaN, Number.NaN]])),
  "layer-large": layerChart(sampleMatrix(20, 30)),
  weight: weightChart(article.before),
  "weight-with-gaps": weightChart(
    new Matrix([
      [0.5, Number.POSITIVE_INFINITY, -1],
      [Number.NaN, Number.NaN, Number.NaN],
    ]),
  ),
  "signal-with-gaps": signalChart({
    y: new Matrix([
      [Number.NaN, 1],
      [Number.NaN, -1],
    ]),
  }),
  "weight-large": weightChart(sampleMatrix(12, 20)),
  "weight-change": weightChangeChart(article.before, article.after),
  "weight-change-large": weightChangeChart(sampleMatrix(5, 9), sampleMatrix(5, 9).mul(0.9)),
  signal: signalChart({
    yOut: article.yOut,
    yB: article.yB,
    delta: article.delta,
    yBack: article.yBack,
  }),
  history: historyChart(sampleEpochs(40)),
  "history-short": historyChart([
    { epoch: 1, loss: 3 },
    { epoch: 2, loss: Number.NaN },
    { epoch: 3, loss: 2 },
    { epoch: 4, loss: 1.5 },
  ]),
  "history-without-values": historyChart([
    { epoch: 1, loss: Number.NaN, accuracy: Number.NaN },
    { epoch: 2, loss: Number.POSITIVE_INFINITY },
  ]),
  "history-log": historyChart(
    Array.from({ length: 1000 }, (_, i) => ({
      epoch: i + 1,
      loss: 10 ** (-i / 250),
      learningRate: i < 500 ? 0.1 : 0.01,
    })),
    {
      title: { en: "Learning XOR", ja: "XORの学習" },
      subtitle: {
        en: "4 neurons; a smaller rate halfway",
        ja: "ニューロン4個、途中で学習率を下げる",
      },
    },
  ),
  confusion: confusionChart(
    new Matrix([
      [50, 0, 0],
      [0, 47, 3],
      [0, 2, 48],
    ]),
    ["setosa", "versicolor", "virginica"],
    { title: { en: "Irises", ja: "あやめ" } },
  ),
  "confusion-digits": confusionChart(digitCounts()),
  "confusion-large": confusionChart(
    Matrix.eye(40, 40).mul(1000),
    Array.from({ length: 40 }, (_, i) => `部類 ${i}`),
  ),
  "image-digits": imageChart(sampleDigits(16), {
    captions: Array.from({ length: 16 }, (_, i) => `${i % 3}`),
    title: { en: "Digits", ja: "数字" },
  }),
  "image-weights": imageChart(sampleMatrix(6, 28 * 20), {
    width: 28,
    columns: 3,
    captions: ["u₁", "u₂", "u₃", "u₄", "u₅", "ニューロン u₆ の長い説明の文字列"],
    title: { en: "Weights", ja: "重み" },
  }),
  "image-with-gap": imageChart([
    new Matrix([
      [0, 1],
      [Number.NaN, 0.5],
    ]),
  ]),
  decision: decisionChart(
    moons.points,
    moons.labels,
    [0, 100, 200, 300].map((epoch) => sampleRegions(epoch, 20)),
  ),
  "decision-classes": decisionChart(
    sampleMatrix(40, 2),
    Array.from({ length: 40 }, (_, i) => animals[i % 4] ?? ""),
    regions(
      (x) =>
        x.to2DArray().map(([a = 0, b = 0]) => animals[(a > 0 ? 1 : 0) + (b > 0 ? 2 : 0)] ?? ""),
      {
        xMin: -1,
        xMax: 1,
        yMin: -1,
        yMax: 1,
        steps: 10,
      },
    ),
    {
      title: { en: "Four classes", ja: "四つのクラス" },
      xTitle: { en: "length [cm]", ja: "長さ [cm]" },
      yTitle: { en: "width [cm]", ja: "幅 [cm]" },
      classes: animals,
      height: 240,
    },
  ),
  histogram: histogramChart(
    Object.fromEntries(
      [0, 1, 2, 3, 4].map((i) => [`layer ${i + 1}`, sampleMatrix(20, 20).mul(0.6 ** i)]),
    ),
    { title: { en: "Signals", ja: "信号" } },
  ),
  "histogram-own-bins": histogramChart(
    {
      "gradient δ": sampleMatrix(20, 20).mul(1e-5),
      "with gaps": [1, 1, 2, Number.NaN],
      constant: [3, 3],
      none: [Number.NaN],
    },
    { sharedBins: false, bins: 12 },
  ),
  prediction: predictionChart(
    Array.from({ length: 60 }, (_, i) => 10 + i / 2),
    Array.from({ length: 60 }, (_, i) => 12 + i / 2.2 + 3 * Math.sin(i * 9.7)),
    { title: { en: "Cars", ja: "自動車" }, xTitle: { en: "mileage [mpg]", ja: "燃費 [mpg]" } },
  ),
  "prediction-outputs": predictionChart(sampleMatrix(30, 3), sampleMatrix(30, 3).mul(0.8)),
  "signal-large": signalChart({ yOut: sampleMatrix(9, 12), delta: sampleMatrix(9, 12).mul(0.03) }),
  tangent: tangentChart(Sigmoid),
  "tangent-relu": tangentChart(ReLU, { at: 0, from: -3, to: 3 }),
  neuron: neuronChart(
    { weights: [4, 4], bias: -2 },
    { points: corners, labels: [0, 1, 1, 0], title: "XOR" },
  ),
  "neuron-relu": neuronChart({ weights: [1, -0.5], bias: 0.5, activation: ReLU }),
  line: lineChart(
    [
      { name: { en: "training", ja: "訓練" }, y: descent(0.1) },
      { name: { en: "validation", ja: "検証" }, y: descent(0.1).map((y, i) => y + i / 200) },
    ],
    { xTitle: { en: "epoch", ja: "エポック" }, yTitle: { en: "loss", ja: "損失" } },
  ),
  "line-log": lineChart(
    Object.fromEntries(
      [0.3, 0.9, 1.2].map((factor) => [
        `× ${factor}`,
        Array.from({ length: 10 }, (_, i) => (i === 6 && factor === 0.9 ? 0 : factor ** i)),
      ]),
    ),
    { yLog: true, xTitle: { en: "layer", ja: "層" } },
  ),
  frames: framesChart(
    [0.001, 0.01, 0.1, 0.3, 1, 2, 2.5, 3].map((value) => ({ value, y: descent(value) })),
    {
      slider: { en: "learning rate", ja: "学習率" },
      at: 0.1,
      xTitle: { en: "epoch", ja: "エポック" },
      yTitle: { en: "loss", ja: "損失" },
    },
  ),
  "frames-nan": framesChart(
    [0, 1, 2].map((value) => ({
      value,
      y: [1, 2, 3, 4].map((x) => (x > 2 && value === 2 ? Number.NaN : Math.sin(x + value))),
    })),
    { slider: "k", at: 2, points: true },
  ),
  graph: graphChart(neuron, {
    title: { en: "One neuron, forward and back", ja: "1個のニューロンの順伝播と逆伝播" },
  }),
});

export const gallery: Readonly<Record<string, Chart>> = galleryIn("en");
export const japaneseGallery: Readonly<Record<string, Chart>> = galleryIn("ja");
