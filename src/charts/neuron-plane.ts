import type { VegaLiteSpec } from "./chart.js";
import { CLASS_COLOURS, translucent } from "./colours.js";
import { extent } from "./curve.js";
import { roundTo } from "./data.js";
import { ink, TEXT_SIZE } from "./style.js";

/** What the sliders set. */
export interface Weights {
  readonly w1: number;
  readonly w2: number;
  readonly b: number;
}

/** A part of the plane, and the neuron that shades it. */
export interface Plane {
  readonly from: number;
  readonly to: number;
  readonly weights: Weights;
  readonly f: (u: number) => number;
  /** How far the sliders of w₁, w₂ and b go from 0. */
  readonly ends: readonly number[];
}

/** Cells across and down: of 8 pixels. */
const CELLS = 50;

/** Steps of the table of f on each side of 0. */
const STEPS = 400;

/** How strong the colours are where y is least and greatest. */
const STRENGTH = 0.65;

/** An expression for the u of a point, from those of its inputs. */
export function totalInput(x1: string, x2: string): string {
  return `w1 * ${x1} + w2 * ${x2} + b`;
}

/** The shaded plane with its line and its arrow, what the chart needs for them, and both axes. */
export function planeLayers(plane: Plane): {
  encoding: VegaLiteSpec;
  layer: VegaLiteSpec[];
  params: VegaLiteSpec[];
} {
  const { from, to } = plane;
  const channel = (field: string, title: string): VegaLiteSpec => ({
    field,
    type: "quantitative",
    title,
    scale: { domain: [from, to], nice: false, zero: false },
    axis: { grid: false, domain: false, tickCount: 6 },
  });
  return {
    params: tableParams(plane),
    encoding: { x: channel("x1", "x₁"), y: channel("x2", "x₂") },
    layer: [cells(plane), line(plane), arrow(plane)],
  };
}

/** f at equal steps of u, as far as the sliders can lead, and what is read from it. */
function tableParams({ to, from, f, ends }: Plane): VegaLiteSpec[] {
  const far = Math.max(Math.abs(from), Math.abs(to));
  const most = (ends[0] + ends[1]) * far + ends[2];
  const values = Array.from({ length: 2 * STEPS + 1 }, (_, i) => f((i / STEPS - 1) * most));
  const table = values.map((y) => (Number.isFinite(y) ? roundTo(y, 4) : null));
  const [least, greatest] = extent(values);
  return [
    { name: "table", value: table },
    { name: "reach", value: most },
    // Between samples further apart f jumps: there is no value between them.
    { name: "jump", value: roundTo((greatest - least) / 5 || 1, 4) },
  ];
}

/** Transforms that compute u and y = f(u) at x1 and x2. */
function outputTransforms(): VegaLiteSpec[] {
  const [low, high] = ["table[floor(datum.k)]", "table[ceil(datum.k)]"];
  const between = `${low} + (datum.k - floor(datum.k)) * (${high} - ${low})`;
  const side = `(datum.u < 0 ? ${low} : ${high})`;
  return [
    { calculate: totalInput("datum.x1", "datum.x2"), as: "u" },
    { calculate: `clamp((datum.u / reach + 1) * ${STEPS}, 0, ${2 * STEPS})`, as: "k" },
    {
      calculate:
        `isValid(${low}) && isValid(${high}) ? ` +
        `(abs(${high} - ${low}) > jump ? ${side} : ${between}) : null`,
      as: "y",
    },
  ];
}

function cells(plane: Plane): VegaLiteSpec {
  const { from, to } = plane;
  const width = (to - from) / CELLS;
  const place = (index: string, part: number): string =>
    `${from} + ${width} * (${index} + ${part})`;
  const [column, row] = [`datum.cell % ${CELLS}`, `floor(datum.cell / ${CELLS})`];
  const places = {
    x1: place(column, 0.5),
    x2: place(row, 0.5),
    left: place(column, 0),
    right: place(column, 1),
    bottom: place(row, 0),
    top: place(row, 1),
  };
  return {
    data: { sequence: { start: 0, stop: CELLS ** 2, as: "cell" } },
    transform: [
      ...Object.entries(places).map(([as, calculate]) => ({ calculate, as })),
      ...outputTransforms(),
    ],
    mark: { type: "rect" },
    encoding: {
      x: { field: "left" },
      x2: { field: "right" },
      y: { field: "bottom" },
      y2: { field: "top" },
      color: {
        field: "y",
        type: "quantitative",
        scale: { ...shades(plane), clamp: true },
        legend: { title: "y", gradientLength: 120, tickCount: 3 },
      },
      tooltip: ["x1", "x2", "u", "y"].map((field) => ({ field, format: ".4~g" })),
    },
  };
}

/**
 * The colours of outputs: none on the line, where u = 0. They are at their strongest where |u| is 4,
 * or where it is greatest at first, if that is more.
 */
function shades({ from, to, weights: { w1, w2, b }, f }: Plane): VegaLiteSpec {
  const corners = [from, to].flatMap((x1) => [from, to].map((x2) => w1 * x1 + w2 * x2 + b));
  const most = Math.max(4, ...corners.map(Math.abs));
  const values = Array.from({ length: 201 }, (_, i) => f((i / 100 - 1) * most));
  const [least, greatest] = extent(values).map((y) => roundTo(y, 4));
  if (!(least < greatest)) return { domain: [0, 1], range: ends(0, 1) };
  const middle = roundTo(f(0), 4);
  const none = translucent(ink.quiet, 0);
  if (middle > least && middle < greatest) {
    const [low, high] = ends(STRENGTH, STRENGTH);
    return { domain: [least, middle, greatest], range: [low, none, high] };
  }
  const domain = [least, greatest];
  return { domain, range: middle >= greatest ? ends(STRENGTH, 0) : ends(0, STRENGTH) };
}

/** The colours of the two classes, so strong. */
function ends(low: number, high: number): [low: string, high: string] {
  return [translucent(CLASS_COLOURS[0], low), translucent(CLASS_COLOURS[1], high)];
}

/** Whether the line can be seen: u has both signs in the plane. */
function isSeen({ from, to }: Plane): string {
  const [middle, half] = [(from + to) / 2, (to - from) / 2];
  return (
    "(w1 !== 0 || w2 !== 0) && " +
    `abs(${totalInput(String(middle), String(middle))}) <= (abs(w1) + abs(w2)) * ${half}`
  );
}

function line(plane: Plane): VegaLiteSpec {
  const { from, to } = plane;
  const isSteep = "abs(w1) > abs(w2)";
  const at = (end: number) => ({
    x1: `${isSteep} ? -(b + w2 * ${end}) / w1 : ${end}`,
    x2: `${isSteep} ? ${end} : -(b + w1 * ${end}) / w2`,
  });
  const places = { left: at(from).x1, start: at(from).x2, right: at(to).x1, end: at(to).x2 };
  return {
    data: { values: [{}] },
    transform: [
      { filter: isSeen(plane) },
      ...Object.entries(places).map(([as, calculate]) => ({ calculate, as })),
    ],
    mark: { type: "rule", clip: true, color: ink.letter, strokeWidth: 2.5 },
    encoding: {
      x: { field: "left" },
      x2: { field: "right" },
      y: { field: "start" },
      y2: { field: "end" },
    },
  };
}

/** An arrow of one length, across the line to where u is above 0. */
function arrow(plane: Plane): VegaLiteSpec {
  const middle = (plane.from + plane.to) / 2;
  const length = (plane.to - plane.from) * 0.07;
  const size = "sqrt(w1 * w1 + w2 * w2)";
  const foot = `(${totalInput(String(middle), String(middle))}) / (w1 * w1 + w2 * w2)`;
  const places = {
    x1: `${middle} - w1 * ${foot}`,
    x2: `${middle} - w2 * ${foot}`,
    right: `datum.x1 + ${length} * w1 / ${size}`,
    top: `datum.x2 + ${length} * w2 / ${size}`,
  };
  const look = { clip: true, color: ink.letter };
  const tip = { x: { field: "right" }, y: { field: "top" } };
  const angle = { expr: "atan2(w1, w2) * 180 / PI" };
  return {
    data: { values: [{}] },
    transform: [
      { filter: isSeen(plane) },
      ...Object.entries(places).map(([as, calculate]) => ({ calculate, as })),
    ],
    layer: [
      {
        mark: { type: "rule", strokeWidth: 2, ...look },
        encoding: { x2: { field: "right" }, y2: { field: "top" } },
      },
      {
        mark: {
          type: "point",
          shape: "triangle",
          filled: true,
          size: 120,
          opacity: 1,
          angle,
          ...look,
        },
        encoding: tip,
      },
      {
        mark: { type: "text", text: "u > 0", fontSize: TEXT_SIZE, dy: -14, ...look },
        encoding: tip,
      },
    ],
  };
}
