import { Sigmoid } from "../activations/sigmoidal.js";
import { checkClass, checkFinite, checkOptions, describe, isArray } from "../check.js";
import type { MatrixInput } from "../matrix-input.js";
import { type DrawableActivationClass, evaluate } from "./activation-function.js";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { round, roundTo } from "./data.js";
import type { Labels } from "./labels.js";
import { checkText, inLanguage, type Text } from "./language.js";
import { inLines, shownName } from "./names.js";
import { type Plane, planeLayers, type Weights } from "./neuron-plane.js";
import { pointLayers, rightIn } from "./neuron-points.js";
import { type LabelledPoints, planeAround, pointsOf } from "./neuron-samples.js";
import { type Slider, sliderParam, sliderStep } from "./slider.js";
import { chartSpec, ink, LINE_EMS } from "./style.js";
import { word } from "./words.js";

/** A neuron of two inputs: y = f(w₁x₁ + w₂x₂ + b). */
export interface Neuron {
  readonly weights: ArrayLike<number>;
  readonly bias: number;
  /** f; the sigmoid unless given. */
  readonly activation?: DrawableActivationClass | undefined;
}

/** What {@link neuronChart} draws. */
export interface NeuronChartOptions {
  /** Samples × 2. */
  readonly points?: MatrixInput | undefined;
  /** The class of each point, of at most two: the neuron is to give the second for u above 0. */
  readonly labels?: Labels | undefined;
  readonly title?: Text | undefined;
  /** The ends of both axes: around the points unless given, or -2 and 2 where there are none. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

const OPTIONS = ["points", "labels", "title", "from", "to"];

/** Beyond, vega's arithmetic is no longer sure. */
const MOST = 1e9;

/**
 * What one neuron of two inputs can tell apart: the plane (x₁, x₂) shaded by its output y = f(u), the
 * line u = w₁x₁ + w₂x₂ + b = 0, an arrow to where u grows, and sliders for w₁, w₂ and b. Of points
 * with labels a line of text says how many are on the right side: the first of two classes where
 * u < 0, the second where u > 0, and none on the line; those that are not have a ring. Of more than
 * 1000 points as many are drawn and counted, evenly spaced.
 *
 * The chart computes all this itself but f, of which it has a table, so that any class will do.
 *
 * TypeError for a wrong kind; RangeError for weights that are not two, numbers that are not finite or
 * beyond ±1e9, `from` not below `to`, points that are not samples × 2, as many labels as there are no
 * points, labels without points, or more than two classes.
 */
export function neuronChart(neuron: Neuron, options: NeuronChartOptions = {}): Chart {
  const { weights, activation } = neuronOf(neuron);
  checkOptions("neuronChart", options, OPTIONS);
  const points = pointsOf("neuronChart", options.points, options.labels);
  const [from, to] = planeAround(points?.rows ?? [], options);
  checkPlane(from, to);
  const name = shownName(String(activation.name || "f")) || "f";
  const { title = { en: `One neuron, ${name}`, ja: `1個のニューロン（${name}）` } } = options;
  checkText("neuronChart", "title", title);
  const sliders = slidersOf(weights, Math.max(Math.abs(from), Math.abs(to)));
  const f = (u: number): number => evaluate("neuronChart", activation, u).y;
  const plane = { from, to, weights, f, ends: sliders.map(({ max }) => max) };
  const drawn = planeLayers(plane);
  const slid = moving(sliders, inLanguage(title), points?.classes !== undefined);
  const parts = {
    width: SIZE,
    height: SIZE,
    view: { stroke: ink.quiet },
    title: slid.title,
    params: [...slid.params, ...drawn.params],
    encoding: drawn.encoding,
    layer: [...drawn.layer, ...(points === undefined ? [] : pointLayers(points))],
    // The shades have a legend of their own.
    resolve: { scale: { color: "independent" } },
  };
  return new Chart(chartSpec({ title }, parts), sentence(plane, name, points, sliders));
}

/** Width and height of the plane, in pixels. */
const SIZE = 400;

function neuronOf(neuron: unknown): { weights: Weights; activation: DrawableActivationClass } {
  if (typeof neuron !== "object" || neuron === null) {
    throw new TypeError(
      `neuronChart: expected a neuron { weights, bias }, got ${describe(neuron)}`,
    );
  }
  checkOptions("neuronChart", neuron, ["weights", "bias", "activation"]);
  const { weights, bias, activation = Sigmoid } = neuron as Partial<Neuron>;
  if (!isArray(weights)) {
    throw new TypeError(`neuronChart: expected weights to be an array, got ${describe(weights)}`);
  }
  if (weights.length !== 2) {
    throw new RangeError(`neuronChart: expected 2 weights, got ${weights.length}`);
  }
  const [w1, w2]: readonly unknown[] = Array.from(weights);
  checkSize("weights[0]", w1);
  checkSize("weights[1]", w2);
  checkSize("bias", bias);
  checkClass("neuronChart", "activation to be a class", activation);
  return { weights: { w1, w2, b: bias }, activation };
}

function checkSize(name: string, value: unknown): asserts value is number {
  checkFinite("neuronChart", name, value);
  if (Math.abs(value) > MOST) {
    throw new RangeError(`neuronChart: expected ${name} from -1e9 to 1e9, got ${value}`);
  }
}

function checkPlane(from: number, to: number): void {
  checkSize("from", from);
  checkSize("to", to);
  if (!(to - from > 1e-9)) {
    throw new RangeError(`neuronChart: expected from < to, got from ${from} and to ${to}`);
  }
}

/**
 * Sliders that go far enough for the line to come anywhere in a plane up to `extent`, and for u to
 * become ±10 there.
 */
function slidersOf({ w1, w2, b }: Weights, extent: number): Slider[] {
  const most = nextRound(Math.max(2 * Math.abs(w1), 2 * Math.abs(w2), 10 / extent));
  const mostBias = nextRound(Math.max(2 * Math.abs(b), most * extent));
  const slider = (parameter: string, label: string, value: number, max: number): Slider => ({
    parameter,
    label,
    value: roundTo(value, 4),
    min: -max,
    max,
    step: roundTo(max / 100, 4),
  });
  return [
    slider("w1", "w₁", w1, most),
    slider("w2", "w₂", w2, most),
    slider("b", `${word("bias")} b`, b, mostBias),
  ];
}

/** The least number of 1, 2 or 5 · 10ᵏ that is not below x > 0. */
function nextRound(x: number): number {
  return sliderStep(x, 1);
}

interface Moving {
  readonly params: readonly VegaLiteSpec[];
  readonly title: VegaLiteSpec;
}

/** The sliders, and a title that says u where they stand, with room for a line below it. */
function moving(sliders: readonly Slider[], title: string, counted: boolean): Moving {
  const term = (name: string, factor: string): string =>
    `(${name} < 0 ? ' − ' : ' + ') + format(abs(${name}), '.4~g') + '${factor}'`;
  const u = `'u = ' + format(w1, '.4~g') + '·x₁' + ${term("w2", "·x₂")} + ${term("b", "")}`;
  const text = [inLines(title, LINE_EMS.title)].flat();
  return {
    params: sliders.map(sliderParam),
    title: { text, subtitle: { expr: u }, ...(counted ? { offset: 36 } : {}) },
  };
}

function sentence(
  { from, to, weights: { w1, w2, b } }: Plane,
  name: string,
  points: LabelledPoints | undefined,
  [first, , last]: readonly Slider[],
): string {
  const sign = (x: number): string => `${x < 0 ? "−" : "+"} ${roundTo(Math.abs(x), 4)}`;
  const u = `u = ${roundTo(w1, 4)}·x₁ ${sign(w2)}·x₂ ${sign(b)}`;
  const [ends, biases] = [first.max, last.max];
  const all = points?.rows.length ?? 0;
  const right = points?.classes && rightIn(points.rows, { w1, w2, b });
  const counted = inLanguage({
    en: right === undefined ? "" : ` ${right} of ${all} points are on the right side of the line.`,
    ja: right === undefined ? "" : `${all}個の点のうち${right}個が直線の正しい側にあります。`,
  });
  return inLanguage({
    en:
      `One neuron, y = ${name}(u), ${u}: the plane of x₁ and x₂ from ${round(from)} to ${round(to)}, ` +
      `with the line u = 0.${counted} Sliders move w₁ and w₂ from ${-ends} to ${ends}, ` +
      `b from ${-biases} to ${biases}.`,
    ja:
      `1個のニューロンy = ${name}(u)、${u}：x₁とx₂が${round(from)}から${round(to)}までの平面と直線u = 0。` +
      `${counted}スライダーでw₁とw₂を${-ends}から${ends}まで、bを${-biases}から${biases}まで動かせます。`,
  });
}
