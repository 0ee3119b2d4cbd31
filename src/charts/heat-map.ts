import type { AbstractMatrix } from "ml-matrix";
import type { VegaLiteSpec } from "./chart.js";
import { csvData, round } from "./data.js";
import { diverging, divergingColour } from "./diverging.js";
import { largest, shownIndices, valueFormat } from "./matrix.js";
import { ink } from "./style.js";

/** Rows and columns of a matrix that a heat map shows at most. */
const room = 80;

/** What the rows and columns of a matrix stand for. */
export interface HeatMapNames {
  /** Name of a row, from its index. */
  readonly rowName: (index: number) => string;
  /** Name of a column, from its index. */
  readonly columnName: (index: number) => string;
}

/** How a matrix is drawn. */
export interface HeatMapOptions extends HeatMapNames {
  /** Whether the rows are named: of panels side by side only the first needs it. True unless given. */
  readonly namedRows?: boolean;
  /** The absolute value that has the strongest colour; the matrix's greatest unless given. */
  readonly most?: number;
  /** Room for the cells, in pixels. */
  readonly width: number;
  /** Where the colours are explained, if the cells are too small to hold their values. */
  readonly legend: "right" | "bottom";
}

/**
 * A panel with a cell for each element of a matrix, coloured from blue (negative) to orange (positive) and, where there is
 * room, with its value. An element that is not finite stays grey.
 */
export function heatMap(matrix: AbstractMatrix, options: HeatMapOptions): VegaLiteSpec {
  const rows = shownIndices(matrix.rows, room);
  const columns = shownIndices(matrix.columns, room);
  const { rowName, columnName, namedRows = true, most = largest([matrix]) } = options;
  const cells = rows.flatMap((i) =>
    columns.map((j) => [rowName(i), columnName(j), matrix.get(i, j)] as const),
  );
  const cell = fitCell(rows.length, columns.length, most, options.width);
  return {
    data: csvData(["row", "column", "value"], cells),
    width: cell.width * columns.length,
    height: cell.height * rows.length,
    view: { fill: diverging.none },
    encoding: { x: axis("column", true), y: axis("row", namedRows) },
    layer: cell.label
      ? [colours(most, null), labels(most, cell.label)]
      : [colours(most, options.legend)],
  };
}

/** What a heat map shows of a matrix larger than its room, as a line of a subtitle; none if it shows all. */
export function shownPart({ rows, columns }: AbstractMatrix): string[] {
  const cut = [
    { of: "rows", count: rows },
    { of: "columns", count: columns },
  ].filter(({ count }) => count > room);
  if (cut.length === 0) return [];
  const parts = cut.map(({ of, count }) => `${room} of ${count} ${of}`);
  return [`${parts.join(" and ")} shown: the first ones and the last`];
}

/** How values are written in cells. */
interface Label {
  readonly format: string;
  readonly fontSize: number;
}

interface CellSize {
  readonly width: number;
  readonly height: number;
  readonly label?: Label;
}

/** Cells as large as fit; with values in them, as exact as fit. */
function fitCell(rows: number, columns: number, most: number, available: number): CellSize {
  const width = Math.floor(available / columns);
  for (const [digits, fontSize] of rows > 12
    ? []
    : ([
        [4, 11],
        [3, 11],
        [3, 10],
      ] as const)) {
    const { format, length } = valueFormat(most, digits);
    // A digit is 0.55 em wide.
    if (width >= length * 0.55 * fontSize + 4) {
      return { width: Math.min(112, width), height: 34, label: { format, fontSize } };
    }
  }
  const height = Math.min(24, width, Math.floor(360 / rows));
  return { width: Math.min(40, width), height: Math.max(3, height) };
}

function axis(field: string, named: boolean): VegaLiteSpec {
  const look = { domain: false, ticks: false, labelOverlap: true, labelSeparation: 4 };
  const place = field === "column" ? { orient: "top", labelAngle: 0 } : {};
  // `sort: null` keeps the order of the data; otherwise 10 would stand before 2.
  const channel = { field, type: "nominal", sort: null, title: null };
  return { ...channel, axis: named ? { ...look, ...place, labelPadding: 6 } : null };
}

function colours(most: number, orient: "right" | "bottom" | null): VegaLiteSpec {
  return {
    mark: { type: "rect", stroke: "white", tooltip: true },
    encoding: { color: divergingColour("value", most, orient) },
  };
}

function labels(most: number, { format, fontSize }: Label): VegaLiteSpec {
  const strong = `abs(datum.value) > ${round(0.8 * most)}`;
  return {
    transform: [{ filter: "isValid(datum.value)" }],
    mark: { type: "text", fontSize },
    encoding: {
      text: { field: "value", type: "quantitative", format },
      color: { condition: { test: strong, value: "white" }, value: ink.text },
    },
  };
}
