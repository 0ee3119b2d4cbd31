import { inspect } from "node:util";

/** Rows, an object of objects or of values, as the table that Node's `console.table` draws. */
export function printTable(data: object, columns?: readonly string[]): string {
  const rows = Object.entries(data);
  const isRow = (value: unknown): value is object => typeof value === "object" && value !== null;
  const names = columns ?? [
    ...new Set(rows.flatMap(([, row]) => (isRow(row) ? Object.keys(row) : []))),
  ];
  const hasValues = columns === undefined && rows.some(([, row]) => !isRow(row));
  const head = ["(index)", ...names, ...(hasValues ? ["Values"] : [])];
  const body = rows.map(([index, row]) => [
    index,
    ...names.map((name) => (isRow(row) && name in row ? show(Reflect.get(row, name)) : "")),
    ...(hasValues ? [isRow(row) ? "" : show(row)] : []),
  ]);
  return draw(head, body);
}

function show(value: unknown): string {
  return inspect(value, { depth: typeof value === "object" ? -1 : 2, maxArrayLength: 3 });
}

function draw(head: string[], body: string[][]): string {
  const widths = head.map(
    (name, i) => Math.max(...[name, ...body.map((row) => row[i] ?? "")].map(widthOf)) + 2,
  );
  const line = (left: string, middle: string, right: string): string =>
    left + widths.map((width) => "─".repeat(width)).join(middle) + right;
  const row = (cells: string[]): string =>
    `│${cells.map((cell, i) => centred(cell, widths[i] ?? 0)).join("│")}│`;
  return [
    line("┌", "┬", "┐"),
    row(head),
    line("├", "┼", "┤"),
    ...body.map(row),
    line("└", "┴", "┘"),
  ].join("\n");
}

function centred(text: string, width: number): string {
  const space = width - widthOf(text);
  const left = Math.floor(space / 2);
  return " ".repeat(left) + text + " ".repeat(space - left);
}

/** Columns of a fixed-width font: those of East Asia's letters are two. */
function widthOf(text: string): number {
  return [...text].reduce(
    (width, letter) =>
      width +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/.test(
        letter,
      )
        ? 2
        : 1),
    0,
  );
}
