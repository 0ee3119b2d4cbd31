import type { Matrix } from "ml-matrix";
import type { VegaLiteSpec } from "./chart.js";
import { PALETTE } from "./colours.js";
import { csvData } from "./data.js";
import { largest, valueFormat } from "./matrix.js";
import { DIGIT_EMS } from "./names.js";
import { measure } from "./ruler.js";
import { ink, TEXT_SIZE } from "./style.js";
import { word } from "./words.js";

const BAR_HEIGHT = 20;

/** Width of a letter of the values, in pixels. */
const DIGIT_WIDTH = DIGIT_EMS * TEXT_SIZE;

/** What all panels of a chart share: the number of samples, at most 8, and the ends of all bars. */
export interface BarLook {
  readonly samples: number;
  /** Letters of the longest value. */
  readonly letters: number;
  /** 0 or less, and 0 or more, of a scale whose length is 1 or 2. */
  readonly least: number;
  readonly most: number;
}

/** How one panel is drawn. */
export interface BarPanelOptions extends BarLook {
  /** What the values are divided by. */
  readonly unit: number;
  /** The end of the scale, as a multiple of the panel's greatest value. */
  readonly excess: number;
  readonly width: number;
  readonly columnName: (index: number) => string;
  readonly columnTitle: string;
  readonly rowTitle: string;
  readonly valueTitle: string;
}

/**
 * A panel with a bar for each element of a matrix of samples x columns, grouped by column, with the
 * number of its sample, whose colour it has in all panels, before it and its value, divided by `unit`, at its end.
 */
export function barPanel(signal: Matrix, options: BarPanelOptions): VegaLiteSpec {
  const { unit, excess, width, columnName, samples } = options;
  const { rows, columns } = signal;
  const most = largest([signal]);
  const { format } = barFormat(most / unit);
  const bars = Array.from({ length: rows * columns }, (_, i) => {
    const [column, row] = [Math.floor(i / rows), i % rows];
    const value = signal.get(row, column);
    const length = most === 0 ? value : value / most / excess;
    return [
      columnName(column),
      sampleName(row),
      measure(value, { offset: 0, unit }),
      length,
    ] as const;
  });
  // Said, so that a column without any finite value keeps its place.
  const names = Array.from({ length: columns }, (_, column) => columnName(column));
  const numbered = samples > 1;
  return {
    data: csvData(["column", "sample", "value", "length"], bars),
    width,
    height: columns * (rows * BAR_HEIGHT + 12),
    encoding: {
      x: {
        field: "length",
        type: "quantitative",
        axis: null,
        scale: valueScale(options),
      },
      y: {
        field: "column",
        type: "nominal",
        title: null,
        axis: { domain: false, ticks: false, labelPadding: numbered ? 26 : 8 },
        scale: { domain: names, paddingInner: 0.2, paddingOuter: 0.1 },
      },
      yOffset: { field: "sample", type: "nominal", scale: { domain: sampleNames(rows) } },
    },
    layer: [bar(options), zeroLine, values(format), ...(numbered ? [sampleNumbers] : [])],
  };
}

/** The format of the values of a panel, and the length of the longest. */
export function barFormat(most: number): { format: string; length: number } {
  return valueFormat(most, 3);
}

/** Samples are numbered by circled digits, as no value is. */
function sampleName(index: number): string {
  return String.fromCodePoint(0x2460 + index);
}

function sampleNames(count: number): string[] {
  return Array.from({ length: count }, (_, i) => sampleName(i));
}

function bar({ samples, columnTitle, rowTitle, valueTitle }: BarPanelOptions): VegaLiteSpec {
  const domain = sampleNames(samples);
  const legend = { orient: "top", direction: "horizontal", titleOrient: "left" };
  return {
    mark: { type: "bar" },
    encoding: {
      color: {
        field: "sample",
        type: "nominal",
        title: word("sample"),
        scale: { domain, range: PALETTE.slice(0, samples) },
        legend: samples > 1 ? legend : null,
      },
      tooltip: [
        { field: "sample", title: rowTitle },
        { field: "column", title: columnTitle },
        { field: "value", type: "quantitative", title: valueTitle },
      ],
    },
  };
}

const zeroLine: VegaLiteSpec = {
  mark: { type: "rule", color: ink.quiet },
  encoding: { x: { datum: 0 }, y: null, yOffset: null },
};

/** Between the names of the columns and the bars: colour alone does not tell whose a bar is. */
const sampleNumbers: VegaLiteSpec = {
  mark: { type: "text", fontSize: TEXT_SIZE, color: ink.letter, align: "right", dx: -6 },
  encoding: { x: { value: 0 }, text: { field: "sample" } },
};

/** At the end of a bar to the right; of one to the left beside its other end, where there is room. */
function values(format: string): VegaLiteSpec {
  return {
    transform: [
      { filter: "isValid(datum.value)" },
      { calculate: "max(0, datum.length)", as: "end" },
    ],
    mark: { type: "text", fontSize: TEXT_SIZE, color: ink.letter, align: "left", dx: 5 },
    encoding: {
      x: { field: "end", type: "quantitative" },
      text: { field: "value", type: "quantitative", format },
    },
  };
}

/** From the least to the greatest length, with zero, and with room on the right for the values. */
function valueScale({ least, most, width, letters }: BarPanelOptions): VegaLiteSpec {
  const label = letters * DIGIT_WIDTH + 8;
  const range = ((most - least || 1) * width) / Math.max(width / 4, width - label);
  // Of -0, JSON makes 0.
  return { domain: [least + 0, least + range], nice: false, zero: false };
}
