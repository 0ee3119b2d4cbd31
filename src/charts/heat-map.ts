import type { AbstractMatrix } from "ml-matrix";
import type { VegaLiteSpec } from "./chart.js";
import { csvData } from "./data.js";
import { diverging, divergingColour } from "./diverging.js";
import { valueFormat } from "./matrix.js";
import type { Part, Room } from "./part.js";
import { measure } from "./ruler.js";
import { ink } from "./style.js";

/** Rows that a heat map shows at most, and cells that those of a chart have together. */
const [MOST_ROWS, MOST_CELLS] = [80, 6400];

/** The least side of a cell, and one from which on there is room for a line around it, in pixels. */
const SIDE = { least: 4, parted: 12 } as const;

/** What the rows and columns of a matrix stand for. */
export interface HeatMapNames {
  /** Name of a row, from its index. */
  readonly rowName: (index: number) => string;
  /** Name of a column, from its index. */
  readonly columnName: (index: number) => string;
  /** What a row and a column are, as tooltips say it. */
  readonly rowTitle: string;
  readonly columnTitle: string;
}

/** How a matrix is drawn. */
export interface HeatMapOptions extends HeatMapNames {
  /**
   * Whether the rows are named: of panels side by side only the first needs it. True unless given.
   */
  readonly namedRows?: boolean;
  /** What a value is, as tooltips say it. */
  readonly valueTitle: string;
  /** The greatest absolute value, in units. */
  readonly most: number;
  /** The absolute value that has the strongest colour, as a multiple of `most`; 1 unless given. */
  readonly excess?: number;
  /** What the values are divided by. */
  readonly unit: number;
  /** Whether values stand in the cells if they fit, see {@link valuesFit}; true unless given. */
  readonly values?: boolean;
  /** Room for the cells, in pixels. */
  readonly width: number;
  /** Where the colours are explained, if the cells are too small to hold their values. */
  readonly legend: "right" | "bottom";
}

/**
 * Room for the rows and columns of one of several heat maps whose cells have `width` pixels: no cell
 * is smaller than 4 pixels, and a notebook that holds the chart stays small.
 */
export function heatMapRoom(columns: number, width: number, panels: number): Room {
  const across = Math.floor(width / SIDE.least);
  const down = Math.floor(MOST_CELLS / panels / Math.min(columns, across));
  return { columns: across, rows: Math.max(20, Math.min(MOST_ROWS, down)) };
}

/**
 * A panel with a cell for each element of a matrix, coloured from blue (negative) to orange
 * (positive) and, where there is room, with its value. An element that is not finite stays grey.
 */
export function heatMap({ matrix, rows, columns }: Part, options: HeatMapOptions): VegaLiteSpec {
  const { rowName, columnName, namedRows = true, values = true, most, unit } = options;
  const { excess = 1 } = options;
  const cells = rows.flatMap((row, i) =>
    columns.map((column, j) => {
      const value = measure(matrix.get(i, j), { offset: 0, unit });
      return [rowName(row), columnName(column), value] as const;
    }),
  );
  const label = values ? fitLabel(matrix, most, options.width) : undefined;
  const cell = cellSize(rows.length, Math.floor(options.width / columns.length), label);
  const border = Math.min(cell.width, cell.height) < SIDE.parted ? {} : { stroke: "white" };
  return {
    data: csvData(["row", "column", "value"], cells),
    width: cell.width * columns.length,
    height: cell.height * rows.length,
    encoding: {
      x: axis("column", columns.map(columnName), true),
      y: axis("row", rows.map(rowName), namedRows),
    },
    layer: [
      ...(cells.every(([, , value]) => Number.isFinite(value)) ? [] : [gaps(border)]),
      cellColours(most * excess, label ? null : options.legend, border, options),
      ...(label ? [labels(label)] : []),
    ],
  };
}

/** How values are written in cells. */
interface Label {
  readonly format: string;
  readonly fontSize: number;
}

/** Significant digits and font sizes of values in cells, the best first. */
const LABEL_SIZES = [
  [4, 16],
  [4, 14],
  [4, 12],
  [3, 14],
  [3, 12],
  [2, 12],
] as const;

/** Whether values up to `most` fit in the cells of a matrix, in `width` pixels. */
export function valuesFit(matrix: AbstractMatrix, most: number, width: number): boolean {
  return fitLabel(matrix, most, width) !== undefined;
}

/** The most exact values that fit in the cells. */
function fitLabel(
  { rows, columns }: AbstractMatrix,
  most: number,
  width: number,
): Label | undefined {
  if (rows > 12) return undefined;
  return (
    LABEL_SIZES.map(([digits, fontSize]) => ({ ...valueFormat(most, digits), fontSize }))
      // A digit is 0.55 em wide.
      .find(({ length, fontSize }) => width / columns >= length * 0.55 * fontSize + 5)
  );
}

function cellSize(
  rows: number,
  width: number,
  label: Label | undefined,
): { width: number; height: number } {
  if (label) return { width: Math.min(170, width), height: Math.min(48, Math.max(34, 200 / rows)) };
  const height = Math.min(32, width, Math.floor(400 / rows));
  return { width: Math.min(48, width), height: Math.max(SIDE.least, height) };
}

function axis(field: string, domain: readonly string[], named: boolean): VegaLiteSpec {
  const look = { domain: false, ticks: false, labelOverlap: true, labelSeparation: 4 };
  const place = field === "column" ? { orient: "top", labelAngle: 0 } : {};
  // The domain keeps the order, 2 before 10, and rows and columns without any finite value.
  const channel = { field, type: "nominal", title: null, scale: { domain } };
  return { ...channel, axis: named ? { ...look, ...place, labelPadding: 6 } : null };
}

/** Cells without a value: each on its own, parted from the next by the same white line. */
function gaps(border: VegaLiteSpec): VegaLiteSpec {
  return {
    transform: [{ filter: "!isValid(datum.value)" }],
    mark: { type: "rect", ...border, color: diverging.none },
  };
}

function cellColours(
  end: number,
  orient: "right" | "bottom" | null,
  border: VegaLiteSpec,
  { rowTitle, columnTitle, valueTitle }: HeatMapOptions,
): VegaLiteSpec {
  return {
    mark: { type: "rect", ...border },
    encoding: {
      color: divergingColour("value", end, orient),
      tooltip: [
        { field: "row", title: rowTitle },
        { field: "column", title: columnTitle },
        { field: "value", type: "quantitative", title: valueTitle },
      ],
    },
  };
}

function labels({ format, fontSize }: Label): VegaLiteSpec {
  return {
    transform: [{ filter: "isValid(datum.value)" }],
    mark: { type: "text", fontSize },
    encoding: {
      text: { field: "value", type: "quantitative", format },
      color: { value: ink.cell },
    },
  };
}
