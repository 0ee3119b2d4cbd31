import type { Matrix } from "ml-matrix";
import type { VegaLiteSpec } from "./chart.js";
import { PALETTE } from "./colours.js";
import { extent } from "./curve.js";
import { csvData } from "./data.js";
import { largest, valueFormat } from "./matrix.js";
import { measure } from "./ruler.js";
import { ink } from "./style.js";

const WIDTH = 124;
const BAR_HEIGHT = 15;

/** Width of a digit of the values, in pixels. */
const DIGIT_WIDTH = 6;

/**
 * A panel with a bar for each element of a matrix of samples x units, grouped by unit, coloured by
 * sample, with its value, divided by `unit`, at the end. `samples` is their number in the whole chart, at most 8, so
 * that a sample has one colour in all its panels.
 */
export function barPanel(signal: Matrix, samples: number, unit: number): VegaLiteSpec {
  const { rows, columns } = signal;
  const drawn = signal.to1DArray().map((value) => measure(value, { offset: 0, unit }));
  const format = valueFormat(largest([signal]) / unit, 3);
  const bars = Array.from({ length: rows * columns }, (_, i) => {
    const [column, row] = [Math.floor(i / rows), i % rows];
    return [`unit ${column + 1}`, String(row + 1), drawn[row * columns + column]] as const;
  });
  // Said, so that a unit without any finite value keeps its place.
  const units = [...new Set(bars.map(([unit]) => unit))];
  return {
    data: csvData(["unit", "sample", "value"], bars),
    width: WIDTH,
    height: columns * (rows * BAR_HEIGHT + 10),
    encoding: {
      x: {
        field: "value",
        type: "quantitative",
        axis: null,
        scale: valueScale(drawn, format.length),
      },
      y: {
        field: "unit",
        type: "nominal",
        title: null,
        axis: { domain: false, ticks: false },
        scale: { domain: units, paddingInner: 0.2, paddingOuter: 0.1 },
      },
      yOffset: { field: "sample", type: "nominal", scale: { domain: sampleNames(rows) } },
    },
    layer: [bar(samples), zeroLine, values(format.format)],
  };
}

function sampleNames(count: number): string[] {
  return Array.from({ length: count }, (_, i) => String(i + 1));
}

function bar(samples: number): VegaLiteSpec {
  const domain = sampleNames(samples);
  const range = PALETTE.slice(0, samples);
  return {
    mark: { type: "bar", tooltip: true },
    encoding: {
      color: {
        field: "sample",
        type: "nominal",
        title: "sample サンプル",
        scale: { domain, range },
        legend: { orient: "top", direction: "horizontal", titleOrient: "left" },
      },
    },
  };
}

const zeroLine: VegaLiteSpec = {
  mark: { type: "rule", color: ink.quiet },
  encoding: { x: { datum: 0 }, y: null, yOffset: null },
};

function values(format: string): VegaLiteSpec {
  const side = (negative: string, positive: string): VegaLiteSpec => ({
    expr: `datum.value < 0 ? ${negative} : ${positive}`,
  });
  const place = { align: side("'right'", "'left'"), dx: side("-4", "4"), baseline: "middle" };
  return {
    transform: [{ filter: "isValid(datum.value)" }],
    mark: { type: "text", fontSize: 10, color: ink.letter, ...place },
    encoding: {
      text: { field: "value", type: "quantitative", format },
    },
  };
}

/**
 * From the least to the greatest value, with zero, and with room beyond the ends of the bars for
 * their values, texts of so many letters.
 */
function valueScale(drawn: readonly number[], letters: number): VegaLiteSpec {
  const [least, most] = extent([0, ...drawn]);
  const label = letters * DIGIT_WIDTH + 6;
  const sides = (least < 0 ? 1 : 0) + (most > 0 ? 1 : 0);
  const range = ((most - least || 1) * WIDTH) / (WIDTH - sides * label);
  const margin = (range * label) / WIDTH;
  const domain = [least < 0 ? least - margin : 0, most > 0 || least === 0 ? most + margin : 0];
  return { domain, nice: false, zero: false };
}
