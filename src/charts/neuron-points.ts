import type { VegaLiteSpec } from "./chart.js";
import { CLASS_COLOURS } from "./colours.js";
import { type Cell, csvData } from "./data.js";
import { inLanguage } from "./language.js";
import { totalInput, type Weights } from "./neuron-plane.js";
import type { LabelledPoint, LabelledPoints } from "./neuron-samples.js";
import { ink, TEXT_SIZE } from "./style.js";
import { word } from "./words.js";

/** As close to the line as that, a point is on it: the sums of u are not exact. */
const CLOSE = 1e-9;

/** Whether a point lies on the side of its class: where u < 0 for the first, u > 0 for the second. */
function isRight({ x1, x2, index }: LabelledPoint, { w1, w2, b }: Weights): boolean {
  const u = w1 * x1 + w2 * x2 + b;
  return index === 1 ? u > CLOSE : u < -CLOSE;
}

/** How many points lie on the side of their class. */
export function rightIn(points: readonly LabelledPoint[], weights: Weights): number {
  return points.filter((point) => isRight(point, weights)).length;
}

/** The points; with labels in the colours of their classes, those on the wrong side with a ring, and a line of text. */
export function pointLayers({ rows, classes }: LabelledPoints): VegaLiteSpec[] {
  const table = rows.map(({ x1, x2, index }): Cell[] => [
    x1,
    x2,
    ...(classes && index !== undefined ? [index, classes[index]] : []),
  ]);
  const columns = ["x1", "x2", ...(classes ? ["index", "class"] : [])];
  const data = csvData(columns, table);
  const mark = { type: "point", size: 130, opacity: 1, stroke: "black", strokeWidth: 1 };
  if (!classes) return [{ data, mark: { ...mark, fill: ink.quiet }, encoding: {} }];
  const known = "isValid(datum.x1) && isValid(datum.x2)";
  const sign = "(datum.index === 1 ? 1 : -1)";
  const u = totalInput("datum.x1", "datum.x2");
  const transform = [{ calculate: `${known} && ${sign} * (${u}) > ${CLOSE} ? 1 : 0`, as: "right" }];
  return [
    {
      data,
      transform,
      layer: [ring(), { mark, encoding: classChannels(classes) }, count(rows.length)],
    },
  ];
}

function ring(): VegaLiteSpec {
  return {
    transform: [{ filter: "datum.right === 0" }],
    mark: {
      type: "point",
      size: 500,
      filled: false,
      opacity: 1,
      stroke: ink.letter,
      strokeWidth: 2,
    },
  };
}

function classChannels(classes: readonly string[]): VegaLiteSpec {
  const legend = { symbolSize: 130, symbolOpacity: 1 };
  const channel = (range: readonly string[]): VegaLiteSpec => ({
    field: "class",
    type: "nominal",
    title: word("class"),
    scale: { domain: classes, range },
    legend,
  });
  return {
    fill: channel(CLASS_COLOURS.slice(0, classes.length)),
    shape: channel(["circle", "square"].slice(0, classes.length)),
    tooltip: ["class", "x1", "x2"].map((field) => ({ field })),
  };
}

/** A line of text above the plane. */
function count(points: number): VegaLiteSpec {
  const text = inLanguage({
    en: `datum.right + ' of ${points} points are on the right side'`,
    ja: `'${points}個の点のうち' + datum.right + '個が正しい側にあります'`,
  });
  return {
    transform: [
      { aggregate: [{ op: "sum", field: "right", as: "right" }] },
      { calculate: text, as: "text" },
    ],
    mark: {
      type: "text",
      align: "left",
      baseline: "bottom",
      fontSize: TEXT_SIZE,
      color: ink.letter,
    },
    encoding: { x: { value: 0 }, y: { value: -8 }, text: { field: "text" } },
  };
}
