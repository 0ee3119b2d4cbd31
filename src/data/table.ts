import type { Matrix } from "ml-matrix";
import { checkStrings, describe } from "../check.js";
import { dense } from "../linalg/dense.js";
import type { Column } from "./column.js";

/** Columns of one length, each of numbers or of text, in their order: what `readCsv` gives. */
export class Table {
  /** The columns by name. */
  readonly columns: ReadonlyMap<string, Column>;
  /** How many rows there are. */
  readonly rows: number;

  constructor(columns: ReadonlyMap<string, Column>, rows: number) {
    this.columns = columns;
    this.rows = rows;
  }

  /** The names of the columns. */
  get names(): string[] {
    return [...this.columns.keys()];
  }

  /** A copy of a column of numbers, NaN where one is missing. RangeError: no such column, or text. */
  numbers(name: string): number[] {
    const column = this.#column("Table.numbers", name);
    if (isNumbers(column)) return column.slice();
    throw new RangeError(`Table.numbers: expected ${name} to be a column of numbers, got text`);
  }

  /**
   * A copy of a column of text, `missing` in place of what is missing. RangeError: no such column,
   * numbers, or a value that is missing and nothing to put in its place.
   */
  texts(name: string, missing?: string): string[] {
    const column = this.#column("Table.texts", name);
    if (!isText(column)) {
      throw new RangeError(`Table.texts: expected ${name} to be a column of text, got numbers`);
    }
    return column.map((value, row) => {
      const text = value ?? missing;
      if (text !== undefined) return text;
      throw new RangeError(
        `Table.texts: expected no missing value in ${name}, got one in row ${row}`,
      );
    });
  }

  /**
   * The rows that miss no value in the columns `names`, default all. Infinite numbers are not
   * missing. RangeError: no such column.
   */
  complete(names: readonly string[] = this.names): Table {
    checkStrings("Table.complete", "names", names);
    const needed = names.map((name) => this.#column("Table.complete", name));
    const rows = Array.from({ length: this.rows }, (_, row) => row);
    const kept = rows.filter((row) => needed.every((column) => !isMissing(column[row])));
    const pick = (column: Column): Column => kept.map((row) => column[row]) as Column;
    const columns = Array.from(this.columns, ([name, column]) => [name, pick(column)] as const);
    return new Table(new Map(columns), kept.length);
  }

  /**
   * Columns of numbers side by side, rows × names, default all; NaN where a value is missing.
   * RangeError: no such column, or text.
   */
  matrix(names: readonly string[] = this.names): Matrix {
    checkStrings("Table.matrix", "names", names);
    const columns = names.map((name) => this.numbers(name));
    const values = new Float64Array(this.rows * columns.length);
    columns.forEach((column, j) => {
      for (let i = 0; i < this.rows; i++) values[i * columns.length + j] = column[i];
    });
    return dense(this.rows, columns.length, values);
  }

  #column(call: string, name: string): Column {
    const column = this.columns.get(name);
    if (column) return column;
    throw new RangeError(
      `${call}: expected a column out of ${this.names.join(", ")}, got ${describe(name)}`,
    );
  }
}

// A column without values is of both kinds.

function isNumbers(column: Column): column is readonly number[] {
  return column.length === 0 || typeof column[0] === "number";
}

function isText(column: Column): column is readonly (string | undefined)[] {
  return typeof column[0] !== "number";
}

function isMissing(value: number | string | undefined): boolean {
  return value === undefined || Number.isNaN(value);
}
