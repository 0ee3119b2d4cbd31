import { inspect } from "node:util";

/** Rows, in an array, an object, a map or a set, as the table that Node's `console.table` draws. */
export function printTable(data: object, columns?: readonly string[]): string {
  if (data instanceof Map) {
    const rows = [...data].map(([key, value], i) => [String(i), show(key), show(value)]);
    return draw(["(iteration index)", "Key", "Values"], rows);
  }
  const isSet = data instanceof Set;
  const rows = Object.entries(isSet ? [...data] : data);
  const isRow = (value: unknown): value is object => typeof value === "object" && value !== null;
  const names = columns ?? [
    ...new Set(rows.flatMap(([, row]) => (isRow(row) ? Object.keys(row) : []))),
  ];
  const hasValues = rows.some(([, row]) => !isRow(row));
  const head = [
    isSet ? "(iteration index)" : "(index)",
    ...names,
    ...(hasValues ? ["Values"] : []),
  ];
  const body = rows.map(([index, row]) => [
    index,
    ...names.map((name) => (isRow(row) && name in row ? show(Reflect.get(row, name)) : "")),
    ...(hasValues ? [isRow(row) ? "" : show(row)] : []),
  ]);
  return draw(head, body);
}

function show(value: unknown): string {
  const isLarge =
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 2;
  const depth = isLarge ? -1 : 0;
  return inspect(value, { depth, maxArrayLength: 3, breakLength: Number.POSITIVE_INFINITY });
}

function draw(head: string[], body: string[][]): string {
  const widths = head.map((name, i) =>
    Math.max(...[name, ...body.map((row) => row[i] ?? "")].map(widthOf)),
  );
  const line = (left: string, middle: string, right: string): string =>
    left + widths.map((width) => "─".repeat(width + 2)).join(middle) + right;
  const row = (cells: string[]): string =>
    `│${cells.map((cell, i) => ` ${cell}${" ".repeat((widths[i] ?? 0) - widthOf(cell))} `).join("│")}│`;
  return [
    line("┌", "┬", "┐"),
    row(head),
    line("├", "┼", "┤"),
    ...body.map(row),
    line("└", "┴", "┘"),
  ].join("\n");
}

/** Columns of a fixed-width font: the letters of East Asia take two. */
function widthOf(text: string): number {
  return [...text].reduce((width, letter) => width + (WIDE.test(letter) ? 2 : 1), 0);
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/;
