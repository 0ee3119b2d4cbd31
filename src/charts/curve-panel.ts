import type { VegaLiteSpec } from "./chart.js";
import { seriesColours } from "./colours.js";
import { type Curve, extent } from "./curve.js";
import { csvData, round } from "./data.js";
import { inLanguage } from "./language.js";
import { axisFormat, isPlain, measure, measured, type Ruler, rulerFor } from "./ruler.js";
import { ink } from "./style.js";
import { word } from "./words.js";

/** A named curve of a panel. */
export interface Series {
  readonly name: string;
  readonly curve: Curve;
  /** That of {@link seriesColours} unless given. */
  readonly colour?: string | undefined;
}

/** The parts of a panel of curves. */
export interface CurvePanel extends VegaLiteSpec {
  readonly encoding: Readonly<Record<"x" | "y" | "color", VegaLiteSpec>>;
  readonly layer: readonly VegaLiteSpec[];
}

/** Solid, then dashes that are told apart at a glance; as many as there are colours. */
export const DASHES: readonly (readonly number[])[] = [
  [1, 0],
  [6, 4],
  [2, 2],
  [10, 3, 2, 3],
  [12, 4],
  [4, 1],
  [1, 3],
  [8, 2, 2, 2, 2, 2],
];

/**
 * At most 8 curves over x in one panel, told apart by colour and dash, with jumps as open and
 * filled dots, and dots at x = `at`. Panels side by side have a heading each in place of the name of the y axis.
 */
export function curvePanel(series: readonly Series[], at?: number, heading?: Heading): CurvePanel {
  const points = series.flatMap(({ curve }) => curve.points);
  const x = extent(points.map((point) => point.x));
  const y = extent(points.map((point) => point.y));
  const rulers = { x: rulerFor(...x), y: rulerFor(...y) };
  const dots = at === undefined ? [] : marks(series, at, rulers);
  return {
    encoding: {
      x: axis("x", x, rulers.x),
      y: axis("y", y, rulers.y, heading),
      color: nominal(series, coloursOf(series)),
    },
    layer: [lines(series, rulers), ...jumpDots(series, rulers), ...dots],
  };
}

function coloursOf(series: readonly Series[]): string[] {
  const own = seriesColours(series.map(({ name }) => name));
  return series.map(({ colour }, i) => colour ?? own[i]);
}

/** How the numbers of the two axes are drawn. */
interface Rulers {
  readonly x: Ruler;
  readonly y: Ruler;
}

/** A text above a panel of such a width. */
export interface Heading {
  readonly text: string;
  readonly width: number;
}

/** At a fixed height: a title of vega stands above the labels of the axis, which reach up in some panels. */
function place(heading: Heading | undefined): VegaLiteSpec {
  if (!heading) return {};
  const [titleX, titleY] = [heading.width / 2, -14];
  return { titleAngle: 0, titleAlign: "center", titleBaseline: "bottom", titleX, titleY };
}

function axis(
  field: "x" | "y",
  ends: readonly [least: number, most: number],
  ruler: Ruler,
  heading?: Heading,
): VegaLiteSpec {
  // The grid line at 0 is darker: most of what is to be seen happens there.
  const gridOpacity = { condition: { test: "datum.value === 0", value: 1 }, value: 0.3 };
  const title =
    field === "y" && isPlain(ruler) && !heading ? null : measured(heading?.text ?? field, ruler);
  return {
    field,
    type: "quantitative",
    title,
    scale: { nice: field === "y" },
    axis: {
      domain: false,
      labelFlush: false,
      gridOpacity,
      ...place(heading),
      ...axisFormat(ends, ruler),
    },
  };
}

function nominal(series: readonly Series[], range: readonly unknown[]): VegaLiteSpec {
  const domain = series.map(({ name }) => name);
  const values = range.slice(0, domain.length);
  const legend = { orient: "top", symbolType: "stroke", symbolSize: 600, symbolStrokeWidth: 2.5 };
  return {
    field: "series",
    type: "nominal",
    title: null,
    scale: { domain, range: values },
    legend,
  };
}

function seriesData(
  rows: readonly (readonly [string, number, number])[],
  { x, y }: Rulers,
): VegaLiteSpec {
  const drawn = rows.map(([name, ...point]) => [name, measure(point[0], x), measure(point[1], y)]);
  return csvData(["series", "x", "y"], drawn);
}

function lines(series: readonly Series[], rulers: Rulers): VegaLiteSpec {
  const rows = series.flatMap(({ name, curve }) =>
    curve.points.map(({ x, y }) => [name, x, y] as const),
  );
  return {
    data: seriesData(rows, rulers),
    // The transparent dots carry the tooltips: a line has but one, that of its first point.
    mark: { type: "line", strokeWidth: 3, point: { size: 80, opacity: 0 } },
    encoding: { strokeDash: nominal(series, DASHES), tooltip: tooltip() },
  };
}

function tooltip(): VegaLiteSpec[] {
  const number = (field: string, title: string): VegaLiteSpec => ({
    field,
    type: "quantitative",
    title,
  });
  return [
    { field: "series", title: inLanguage({ en: "curve", ja: "曲線" }) },
    number("x", "x"),
    number("y", word("value")),
  ];
}

/**
 * As in a textbook: a filled dot is the value at the jump, an open one a limit that is not taken.
 */
function jumpDots(series: readonly Series[], rulers: Rulers): VegaLiteSpec[] {
  const jumps = series.flatMap(({ name, curve }) =>
    curve.jumps.filter(({ below }) => Number.isFinite(below)).map((jump) => ({ name, ...jump })),
  );
  const taken = jumps.map(({ name, x, value }) => [name, x, value] as const);
  const limits = jumps.flatMap(({ name, x, below, above, value }) =>
    [below, above].filter((y) => round(y) !== round(value)).map((y) => [name, x, y] as const),
  );
  const dots = [
    { rows: limits, mark: { filled: false, strokeWidth: 2 } },
    { rows: taken, mark: { filled: true } },
  ];
  return dots
    .filter(({ rows }) => rows.length > 0)
    .map(({ rows, mark }) => ({
      data: seriesData(rows, rulers),
      mark: { type: "point", size: 70, opacity: 1, ...mark },
    }));
}

function marks(series: readonly Series[], at: number, rulers: Rulers): VegaLiteSpec[] {
  const values = series.map(({ name, curve }) => [name, at, curve.f(at)] as const);
  return [
    {
      data: csvData(["x"], [[measure(at, rulers.x)]]),
      mark: { type: "rule", color: ink.quiet, strokeDash: [2, 3] },
      encoding: { y: null, color: null },
    },
    {
      data: seriesData(values, rulers),
      mark: { type: "point", filled: true, size: 110, opacity: 1 },
      encoding: { tooltip: tooltip() },
    },
  ];
}
