import { Chart, type VegaLiteSpec } from "./chart.js";
import { extent } from "./curve.js";
import { DASHES } from "./curve-panel.js";
import { type Cell, csvData, round } from "./data.js";
import { inLanguage, type Text } from "./language.js";
import { type DrawnAxis, lineAxis } from "./line-axis.js";
import { lineColours } from "./line-colours.js";
import { type LineRow, lineData, pointTransforms } from "./line-data.js";
import { checkLineOptions, LINE_OPTIONS, type LineOptions } from "./line-options.js";
import { type Line, type Lines, linesOf, type NamedLine } from "./line-series.js";
import { checkLook } from "./look.js";
import { gapsInWords } from "./matrix.js";
import { emsOf } from "./names.js";
import { chartSpec, TEXT_SIZE } from "./style.js";
import { thinCurve } from "./thin.js";

export type { Line, Lines };

/** How {@link lineChart} draws. */
export interface LineChartOptions extends LineOptions {
  /** Whether each point has a dot: unless said, where lines have at most 12. */
  readonly points?: boolean | undefined;
}

const OPTIONS = ["title", "width", "height", ...LINE_OPTIONS];

const DOT = { size: 40, filled: true, opacity: 1 };

/** Lines that a chart holds, points of all of them, and points of a line that have dots. */
const [MOST_LINES, ROOM, DOTS] = [10, 3000, 12];

/**
 * Lines through numbers, such as losses by epoch for several rates, or the size of signals by layer:
 * an object of them by name, `{ training: [3, 2], validation: [4, 3] }`, or an array of
 * `{ name, y, x }`, whose names may be in two languages. Points are joined in their order, but those
 * of `{ x, y, dots: true }`, such as samples beside a curve, stay alone.
 *
 * A number that is not finite, or not above 0 on a logarithmic axis, interrupts its line. Of more
 * than 3000 points in all about so many are drawn, the least and greatest of each stretch.
 *
 * TypeError for a wrong kind; RangeError for no line or more than 10, one without numbers, or with
 * another number of places.
 */
export function lineChart(series: Lines, options: LineChartOptions = {}): Chart {
  checkLook("lineChart", options, OPTIONS);
  checkLineOptions("lineChart", options);
  const lines = linesOf("lineChart", series, options.x, MOST_LINES);
  const {
    title = lines.map(({ name }) => name).join(", "),
    width = 540,
    height = 260,
    xTitle,
    yTitle,
  } = options;
  const axis = (field: "x" | "y", name: Text | undefined, log = false): DrawnAxis =>
    lineAxis({
      field,
      title: name === undefined ? undefined : inLanguage(name),
      log,
      numbers: lines.flatMap((line) => line[field]),
      length: field === "x" ? width : height,
    });
  const x = axis("x", xTitle, options.xLog);
  const y = axis("y", yTitle, options.yLog);
  const drawn = lines.map((line) => drawnLine(line, { x, y }, Math.floor(ROOM / lines.length)));
  const { points = drawn.every(({ xs, dots }) => dots || xs.length <= DOTS) } = options;
  const parts = { width, height, ...marks(drawn, { width, axes: { x, y }, points }) };
  return new Chart(chartSpec({ title }, parts), sentence(lines, options));
}

interface Axes {
  readonly x: DrawnAxis;
  readonly y: DrawnAxis;
}

interface DrawnLine extends LineRow {
  readonly dots: boolean;
}

/** A line as it is drawn: of more points than there is room for some. */
function drawnLine({ name, x, y, dots }: NamedLine, axes: Axes, room: number): DrawnLine {
  const ys = y.map((value) => axes.y.draw(value));
  const kept = thinCurve(ys, room);
  const xs = kept.map((i) => axes.x.draw(x[i]));
  return { cells: [name], xs, ys: kept.map((i) => ys[i]), dots };
}

/** The lines, their dots, and dots of points that have no neighbours to be joined with. */
function marks(
  lines: readonly DrawnLine[],
  {
    width,
    axes,
    points,
  }: { readonly width: number; readonly axes: Axes; readonly points: boolean },
): VegaLiteSpec {
  const names = lines.map(({ cells: [name] }) => String(name));
  const legend = names.length === 1 ? null : legendFor(names, width);
  const nominal = (range: readonly unknown[]): VegaLiteSpec => ({
    field: "series",
    type: "nominal",
    title: null,
    scale: { domain: names, range },
    legend,
  });
  const dashes = names.map((_, i) => DASHES[i % DASHES.length]);
  const tooltip = [
    { field: "series", title: inLanguage({ en: "line", ja: "線" }) },
    { field: "x", title: axes.x.channel.title ?? "x" },
    { field: "y", title: axes.y.channel.title ?? "y" },
  ];
  const lonely = lines.filter((line) => line.dots || !points).flatMap(lonelyPoints);
  const dots = { data: csvData(["series", "x", "y"], lonely), mark: { type: "point", ...DOT } };
  return {
    encoding: {
      x: axes.x.channel,
      y: axes.y.channel,
      color: nominal(lineColours(names)),
      tooltip,
    },
    layer: [
      {
        data: lineData(
          ["series"],
          lines.filter((line) => !line.dots),
        ),
        transform: pointTransforms(),
        // The transparent dots carry the tooltips: a line has but one, that of its first point.
        mark: { type: "line", strokeWidth: 2.5, point: points ? DOT : "transparent" },
        encoding: { strokeDash: nominal(dashes), order: { value: null } },
      },
      ...(lonely.length === 0 ? [] : [dots]),
    ],
  };
}

function legendFor(names: readonly string[], width: number): VegaLiteSpec {
  const widest = Math.min(240, Math.max(...names.map(emsOf)) * TEXT_SIZE) + 50;
  const columns = Math.max(1, Math.floor(width / widest));
  return { orient: "top", columns, symbolType: "stroke", symbolSize: 600, symbolStrokeWidth: 2.5 };
}

function lonelyPoints({ cells: [name], xs, ys, dots }: DrawnLine): Cell[][] {
  const drawn = (i: number): boolean => Number.isFinite(xs[i]) && Number.isFinite(ys[i]);
  return [...xs.keys()]
    .filter((i) => drawn(i) && (dots || (!drawn(i - 1) && !drawn(i + 1))))
    .map((i) => [name, xs[i], ys[i]]);
}

function sentence(lines: readonly NamedLine[], { xTitle = "x" }: LineChartOptions): string {
  const [from, to] = extent(lines.flatMap(({ x }) => x)).map(round);
  const over = inLanguage(xTitle);
  const each = lines.map(lineInWords);
  const text = inLanguage({
    en: `Lines over ${over} from ${from} to ${to}: ${each.join("; ")}.`,
    ja: `${over}が${from}から${to}までの線：${each.join("；")}。`,
  });
  return text + gapsInWords(lines.flatMap(({ y }) => y));
}

function lineInWords({ name, y, dots }: NamedLine): string {
  const [least, most] = extent(y).map(round);
  const [first, last] = [y[0], y[y.length - 1]].map(round);
  if (Number.isNaN(least)) {
    return inLanguage({ en: `${name} has no finite value`, ja: `${name}は有限な値なし` });
  }
  if (least === most) return inLanguage({ en: `${name} is ${least}`, ja: `${name}は${least}` });
  if (dots) {
    const ends = { en: `between ${least} and ${most}`, ja: `${least}から${most}の間` };
    return inLanguage({
      en: `${name}, ${y.length} dots ${ends.en}`,
      ja: `${name}は${y.length}個の点、${ends.ja}`,
    });
  }
  return inLanguage({
    en: `${name}: ${first} at first, ${last} at last, between ${least} and ${most}`,
    ja: `${name}は最初${first}、最後${last}、${least}から${most}の間`,
  });
}
