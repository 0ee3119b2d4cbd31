import type { VegaLiteSpec } from "./chart.js";
import type { Curve } from "./curve.js";
import { csvData, round } from "./data.js";
import { ink, PALETTE } from "./style.js";

/** A named curve of a panel. */
export interface Series {
  readonly name: string;
  readonly curve: Curve;
}

/** Solid, then dashes that are told apart at a glance; as many as there are colours. */
const DASHES = [
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
 * filled dots, and dots at x = `at`.
 */
export function curvePanel(series: readonly Series[], at?: number): VegaLiteSpec {
  return {
    encoding: { x: axis("x"), y: axis("y"), color: nominal(series, PALETTE) },
    layer: [lines(series), ...jumpDots(series), ...(at === undefined ? [] : marks(series, at))],
  };
}

function axis(field: "x" | "y"): VegaLiteSpec {
  // The grid line at 0 is darker: most of what is to be seen happens there.
  const gridColor = {
    condition: { test: "datum.value === 0", value: ink.line },
    value: ink.grid,
  };
  const title = field === "x" ? "x" : null;
  return {
    field,
    type: "quantitative",
    title,
    scale: { nice: field === "y" },
    axis: { domain: false, labelFlush: false, gridColor },
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

function seriesData(rows: readonly (readonly [string, number, number])[]): VegaLiteSpec {
  return csvData(["series", "x", "y"], rows);
}

function lines(series: readonly Series[]): VegaLiteSpec {
  const rows = series.flatMap(({ name, curve }) =>
    curve.points.map(({ x, y }) => [name, x, y] as const),
  );
  return {
    data: seriesData(rows),
    // The transparent dots carry the tooltips: a line has but one, that of its first point.
    mark: { type: "line", strokeWidth: 2.5, point: "transparent", tooltip: true },
    encoding: { strokeDash: nominal(series, DASHES) },
  };
}

/**
 * As in a textbook: a filled dot is the value at the jump, an open one a limit that is not taken.
 */
function jumpDots(series: readonly Series[]): VegaLiteSpec[] {
  const jumps = series.flatMap(({ name, curve }) =>
    curve.jumps.filter(({ below }) => Number.isFinite(below)).map((jump) => ({ name, ...jump })),
  );
  const taken = jumps.map(({ name, x, value }) => [name, x, value] as const);
  const limits = jumps.flatMap(({ name, x, below, above, value }) =>
    [below, above].filter((y) => round(y) !== round(value)).map((y) => [name, x, y] as const),
  );
  const dots = [
    { rows: limits, mark: { filled: false, fill: "white", strokeWidth: 2 } },
    { rows: taken, mark: { filled: true } },
  ];
  return dots
    .filter(({ rows }) => rows.length > 0)
    .map(({ rows, mark }) => ({
      data: seriesData(rows),
      mark: { type: "point", size: 45, opacity: 1, ...mark },
    }));
}

function marks(series: readonly Series[], at: number): VegaLiteSpec[] {
  return [
    {
      data: csvData(["x"], [[at]]),
      mark: { type: "rule", color: ink.quiet, strokeDash: [2, 3] },
      encoding: { y: null, color: null },
    },
    {
      data: seriesData(series.map(({ name, curve }) => [name, at, curve.f(at)])),
      mark: { type: "point", filled: true, size: 70, opacity: 1, tooltip: true },
    },
  ];
}
