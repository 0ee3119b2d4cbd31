import { checkClass, checkOptions } from "../check.js";
import { checkSpan, type DrawableActivationClass, evaluate } from "./activation-function.js";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { colours, seriesColours } from "./colours.js";
import { type Curve, extent, sampleCurve } from "./curve.js";
import { curvePanel } from "./curve-panel.js";
import { csvData, round, roundTo } from "./data.js";
import { checkText, inLanguage, type Text } from "./language.js";
import { lineInBox } from "./line-in-box.js";
import { inLines, shownNames } from "./names.js";
import { measure, measured, type Ruler, rulerFor } from "./ruler.js";
import { type Slider, sliderParam, sliderStep } from "./slider.js";
import { chartSpec, LINE_EMS } from "./style.js";

/** What {@link tangentChart} draws. */
export interface TangentChartOptions {
  /** Where the slider stands at first, 1 unless given. */
  readonly at?: number | undefined;
  /** Left end of the x axis, -6 unless given. */
  readonly from?: number | undefined;
  /** Right end of the x axis, 6 unless given. */
  readonly to?: number | undefined;
  /** The title; it names the function unless given. */
  readonly title?: Text | undefined;
}

/** Steps of the curves, and about as many of the slider at most. */
const STEPS = 120;

/**
 * An activation function (活性化関数) with its tangent (接線) at x, which a slider moves: `y` solid,
 * its derivative `dy` dashed, and the values of both. The slope of the tangent is the class's `dy`:
 * one that is wrong is seen, as its line is no tangent.
 *
 * All values are computed beforehand, so the slider works in a notebook that is only opened, and on
 * a page. A class gets each x as a number, and where that gives no numbers, as a 1x1 matrix. There
 * is no tangent where y or dy is not finite.
 *
 * TypeError: no class, one that has values neither of a number nor of a 1x1 matrix, an option of a
 * wrong kind or name; RangeError: `from` not below `to`, `at` not between them, or not finite.
 */
export function tangentChart(
  activation: DrawableActivationClass,
  options: TangentChartOptions = {},
): Chart {
  checkClass("tangentChart", "an activation class", activation);
  checkOptions("tangentChart", options, ["at", "from", "to", "title"]);
  const { from = -6, to = 6, at = Math.max(from, Math.min(to, 1)) } = options;
  checkSpan("tangentChart", from, to, at);
  const [name] = shownNames([String(activation.name || "f")]);
  const { title = { en: `${name} and its tangent`, ja: `${name}とその接線` } } = options;
  checkText("tangentChart", "title", title);
  const of = (key: "y" | "dy"): Curve =>
    sampleCurve((x) => evaluate("tangentChart", activation, x)[key], from, to, STEPS);
  const curves = { y: of("y"), dy: of("dy") };
  const samples = samplesOf(curves, { from, to, at });
  const [own] = seriesColours([name]);
  const series = [
    { name: "y", curve: curves.y, colour: own },
    { name: "dy/dx", curve: curves.dy, colour: colours.derivative },
  ];
  const { encoding, layer } = curvePanel(series);
  const parts = {
    width: 570,
    height: 300,
    ...moving(samples, inLanguage(title)),
    encoding: { ...encoding, y: { ...encoding.y, scale: { domain: samples.domain, nice: true } } },
    layer: [...layer, ...tangentLayers(samples, own)],
  };
  return new Chart(chartSpec({ title }, parts), sentence(name, curves, samples));
}

/** What the slider chooses from, in numbers as they are drawn. */
interface Samples {
  readonly slider: Slider;
  /** For each place of the slider x, y, dy, and the ends of the tangent. */
  readonly rows: readonly (readonly number[])[];
  /** What the y axis shows, wherever the slider stands. */
  readonly domain: readonly [least: number, most: number];
  readonly rulers: { readonly x: Ruler; readonly y: Ruler };
}

const DATA = "samples";

function samplesOf(
  { y, dy }: { readonly y: Curve; readonly dy: Curve },
  { from, to, at }: { readonly from: number; readonly to: number; readonly at: number },
): Samples {
  const [bottom, top] = extent([...y.points, ...dy.points].map((point) => point.y));
  const rulers = { x: rulerFor(from, to), y: rulerFor(bottom, top) };
  const [left, right, value] = [from, to, at].map((x) => measure(x, rulers.x));
  const box = { left, right, bottom: measure(bottom, rulers.y), top: measure(top, rulers.y) };
  const step = sliderStep(right - left, STEPS);
  // Counted from `at`, which is to be one of them.
  const [before, after] = [value - left, right - value].map((way) => Math.floor(way / step + 1e-9));
  const xs = Array.from({ length: before + after + 1 }, (_, i) =>
    Math.min(right, Math.max(left, roundTo(value + (i - before) * step, 12))),
  );
  const rows = xs.map((x) => {
    const real = x * rulers.x.unit + rulers.x.offset;
    const [valueY, valueDy] = [y.f(real), dy.f(real)].map((each) => measure(each, rulers.y));
    const slope = (dy.f(real) / rulers.y.unit) * rulers.x.unit;
    return [x, valueY, valueDy, ...lineInBox(box, x, valueY, slope)];
  });
  const label = measured("x", rulers.x);
  const ends = { min: xs[0], max: xs[xs.length - 1] };
  const [least, most] = [Math.min(0, box.bottom), Math.max(0, box.top)];
  const domain = least < most ? ([least, most] as const) : ([0, 1] as const);
  return { slider: { parameter: "x", label, value, step, ...ends }, rows, domain, rulers };
}

/** The slider, and a title that says the values where it stands. */
function moving({ slider, rulers }: Samples, title: string): VegaLiteSpec {
  const text = [inLines(title, LINE_EMS.title)].flat();
  const row = `data('${DATA}')[place]`;
  const none = inLanguage({ en: "not finite", ja: "有限でない値" });
  const values = [
    { name: slider.label, value: "x" },
    // An expression sees named data as they are before they are parsed: texts.
    { name: measured("y", rulers.y), value: `toNumber(${row}.y)` },
    { name: measured("dy/dx", rulers.y), value: `toNumber(${row}.dy)` },
  ].map(
    ({ name, value }) =>
      `'${name} = ' + (isValid(${value}) ? format(${value}, '.5~g') : '${none}')`,
  );
  const place = `round((x - ${slider.min}) / ${slider.step})`;
  return {
    params: [sliderParam(slider), { name: "place", expr: place }],
    title: { text, subtitle: { expr: values.join(" + ', ' + ") } },
  };
}

/** The tangent, and the points that the slider moves. */
function tangentLayers({ rows }: Samples, own: string): VegaLiteSpec[] {
  const data = { name: DATA, ...csvData(["x", "y", "dy", "left", "start", "right", "end"], rows) };
  const transform = [
    { window: [{ op: "row_number", as: "row" }] },
    { filter: "datum.row === place + 1" },
  ];
  const points = [
    ["y", own],
    ["dy", colours.derivative],
  ].map(([field, color]) => ({
    mark: { type: "point", filled: true, size: 80, opacity: 1, color },
    encoding: { x: { field: "x" }, y: { field }, color: null },
  }));
  const tangent = {
    mark: { type: "rule", color: colours.derivative, strokeWidth: 2.5 },
    encoding: {
      x: { field: "left" },
      y: { field: "start" },
      x2: { field: "right" },
      y2: { field: "end" },
      color: null,
    },
  };
  return [{ data, transform, layer: [tangent, ...points] }];
}

function sentence(
  name: string,
  { y, dy }: { readonly y: Curve; readonly dy: Curve },
  { slider: { value, min, max }, rulers: { x } }: Samples,
): string {
  const real = (drawn: number): number => roundTo(drawn * x.unit + x.offset, 12);
  const at = real(value);
  return inLanguage({
    en:
      `${name} and its tangent at x = ${at}: y = ${round(y.f(at))}, and the slope dy/dx = ` +
      `${round(dy.f(at))}. A slider moves x from ${real(min)} to ${real(max)}.`,
    ja:
      `${name}とx = ${at}での接線：y = ${round(y.f(at))}、傾きdy/dx = ${round(dy.f(at))}。` +
      `スライダーでxを${real(min)}から${real(max)}まで動かせます。`,
  });
}
