import { checkClass } from "../check.js";
import { checkSpan, type DrawableActivationClass, evaluate } from "./activation-function.js";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { colours, PALETTE, seriesColours } from "./colours.js";
import { type Curve, courseInWords, sampleCurve } from "./curve.js";
import { curvePanel } from "./curve-panel.js";
import { round } from "./data.js";
import { inLanguage } from "./language.js";
import { shownNames } from "./names.js";
import { chartSpec } from "./style.js";

export type { ScalarActivationClass } from "./activation-function.js";

/** What {@link activationChart} draws. */
export interface ActivationChartOptions {
  /** Left end of the x axis, -6 unless given. */
  readonly from?: number | undefined;
  /** Right end of the x axis, 6 unless given. */
  readonly to?: number | undefined;
  /** A point x to mark on the curves; of a single activation its values are written above them. */
  readonly at?: number | undefined;
}

const STEPS = 120;

/**
 * Curves of an activation function: `y` solid, in the colour of the function, its derivative `dy`
 * dashed and grey. Of several functions, in an array, `y` and `dy` are drawn in two panels, so that they can be compared.
 *
 * A class gets each point x as a number, and where that gives no numbers, as a 1x1 matrix.
 *
 * A jump, as ReLU's derivative has at 0, interrupts the line: the filled dot is the value there.
 * Values that are not finite leave a gap. A second function of one name is called `name (2)`; one
 * without a name is called `f`.
 *
 * TypeError: an activation that is no class, or has values neither of a number nor of a 1x1 matrix,
 * an option that is no number; RangeError: no activation or more than 8, `from` not below `to`,
 * `at` not between them.
 */
export function activationChart(
  activation: DrawableActivationClass | readonly DrawableActivationClass[],
  { from = -6, to = 6, at }: ActivationChartOptions = {},
): Chart {
  const classes: readonly DrawableActivationClass[] = [activation].flat();
  for (const each of classes) {
    checkClass("activationChart", "an activation class, or an array of them", each);
  }
  if (classes.length > PALETTE.length) {
    throw new RangeError(
      `activationChart: expected at most ${PALETTE.length} activations, got ${classes.length}`,
    );
  }
  checkSpan("activationChart", from, to, at);
  const names = shownNames(classes.map(({ name }) => String(name || "f")));
  const functions = classes.map((each, i) => sampleActivation(names[i], each, from, to));
  const [first] = functions;
  if (!first) throw new RangeError("activationChart: expected an activation, got none");
  const spec = functions.length === 1 ? oneFunction(first, at) : comparison(functions, at);
  const range = inLanguage({
    en: `Curves from x = ${from} to ${to}. `,
    ja: `x = ${from}から${to}までの曲線。`,
  });
  const sentences = functions
    .map((each) => inWords(each, at))
    .join(inLanguage({ en: " ", ja: "" }));
  return new Chart(spec, range + sentences);
}

/** An activation function with its two curves. */
interface Activation {
  readonly name: string;
  readonly y: Curve;
  readonly dy: Curve;
}

function oneFunction({ name, y, dy }: Activation, at?: number): VegaLiteSpec {
  const [colour] = seriesColours([name]);
  const series = [
    { name: "y", curve: y, colour },
    { name: "dy/dx", curve: dy, colour: colours.derivative },
  ];
  const title = { en: `Activation function: ${name}`, ja: `活性化関数 ${name}` };
  const subtitle = at === undefined ? undefined : values({ name, y, dy }, at);
  const size = { width: 570, height: 300 };
  return chartSpec({ title, subtitle }, { ...size, ...curvePanel(series, at) });
}

/** Size of each of two panels. */
const COMPARED = { width: 264, height: 264 } as const;

function comparison(functions: readonly Activation[], at?: number): VegaLiteSpec {
  const panels = (["y", "dy"] as const).map((of) => ({
    ...COMPARED,
    ...curvePanel(
      functions.map((each) => ({ name: each.name, curve: each[of] })),
      at,
      { text: of === "y" ? "y" : "dy/dx", width: COMPARED.width },
    ),
  }));
  return chartSpec(
    { title: { en: "Activation functions", ja: "活性化関数" } },
    { hconcat: panels },
  );
}

function sampleActivation(
  name: string,
  activation: DrawableActivationClass,
  from: number,
  to: number,
): Activation {
  return {
    name,
    y: sampleCurve((x) => evaluate("activationChart", activation, x).y, from, to, STEPS),
    dy: sampleCurve((x) => evaluate("activationChart", activation, x).dy, from, to, STEPS),
  };
}

function inWords({ name, y, dy }: Activation, at?: number): string {
  const jump = (of: string, { jumps }: Curve): string[] =>
    jumps.map(({ x }) =>
      inLanguage({ en: `${of} jumps at x = ${round(x)}`, ja: `${of}はx = ${round(x)}で不連続` }),
    );
  const marked = at === undefined ? [] : [values({ name, y, dy }, at)];
  const courses = [courseInWords("y", y.points), courseInWords("dy/dx", dy.points)];
  const said = [...jump("y", y), ...jump("dy/dx", dy), ...marked];
  return inLanguage({
    en: `${name}: ${[courses.join(", "), ...said].join("; ")}.`,
    ja: `${name}：${[...courses, ...said].join("、")}。`,
  });
}

/** `at x = 1: y = 0.73, dy/dx = 0.2` */
function values({ y, dy }: Activation, at: number): string {
  const [value, slope] = [round(y.f(at)), round(dy.f(at))];
  return inLanguage({
    en: `at x = ${at}: y = ${value}, dy/dx = ${slope}`,
    ja: `x = ${at}で y = ${value}, dy/dx = ${slope}`,
  });
}
