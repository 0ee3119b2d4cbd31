import type { Chart, VegaLiteSpec } from "../../src/charts/chart.js";

/** Every table of inline CSV data in a specification, in the order of its columns, as rows of text. */
export function tables(spec: VegaLiteSpec): Record<string, string>[][] {
  const found: Record<string, string>[][] = [];
  JSON.stringify(spec, (key, value) => {
    if (key === "values" && typeof value === "string") found.push(parse(value));
    return value;
  });
  return found;
}

/** The rows of the first table that has the column. */
export function rowsWith(chart: Chart, column: string): Record<string, string>[] {
  return tables(chart.spec).find(([row]) => row && column in row) ?? [];
}

function parse(csv: string): Record<string, string>[] {
  const [header = [], ...rows] = csv.split("\n").map((line) => line.split(","));
  return rows.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ""])));
}

/** The message of the error that a call throws, after its class: `RangeError: …`. */
export function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return String(error);
  }
  return "no error";
}
