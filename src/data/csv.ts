import Papa from "papaparse";
import { checkOptions, checkString, checkStrings, describe } from "../check.js";
import { columnOf } from "./column.js";
import { Table } from "./table.js";

/** How `readCsv` reads. */
export interface CsvOptions {
  /** The character between two fields; default `,`. */
  readonly delimiter?: string | undefined;
  /** Names of the columns, for a text whose first line holds values already. */
  readonly names?: readonly string[] | undefined;
  /** What stands for a missing value; default nothing and `NA`. */
  readonly missing?: readonly string[] | undefined;
  /** Names of columns to keep as text though they look like numbers, such as postal codes. */
  readonly text?: readonly string[] | undefined;
}

const OPTIONS: readonly string[] = ["delimiter", "names", "missing", "text"];

/** A record of the text, and the line that it begins in. */
interface Row {
  readonly fields: string[];
  readonly line: number;
}

/**
 * The table that a CSV text holds: fields between commas, in double quotes where they hold commas,
 * quotes (doubled) or ends of lines; the first line names the columns.
 *
 * A column is one of numbers if each of its values is a decimal number, `inf`, `infinity` or `nan`
 * in any case, with spaces around it or not; otherwise it is text. A missing value is NaN among
 * numbers, undefined in text. Lines end in LF, CRLF or CR, which are all LF within quotes. An empty
 * line is left out; where there is one column only, it is a missing value. A byte order mark is left
 * out.
 *
 * TypeError: `text` that is no string, options that there are not or of another kind. RangeError: no
 * line with names, a name twice, more or fewer fields than names, a quote that is not closed or has
 * something behind it, with the number of the line; a delimiter that is not one character, or is a
 * quote or the end of a line; names in the option `text` that there are not.
 * Form: https://www.rfc-editor.org/rfc/rfc4180
 */
export function readCsv(text: string, options: CsvOptions = {}): Table {
  checkString("readCsv", "text", text);
  checkOptions("readCsv", options, OPTIONS);
  const { delimiter = ",", missing = ["", "NA"], text: kept = [] } = options;
  checkDelimiter(delimiter);
  checkStrings("readCsv", "missing", missing);
  checkStrings("readCsv", "text", kept);
  const rows = rowsOf(text, delimiter);
  const { names = takeNames(rows) } = options;
  checkNames(names, kept);
  const records = names.length === 1 ? rows : rows.filter((row) => !isBlank(row));
  checkWidths(records, names.length);
  const columns = names.map((name, i) => {
    const fields = records.map((record) => record.fields[i]);
    return [name, columnOf(fields, new Set(missing), kept.includes(name))] as const;
  });
  return new Table(new Map(columns), records.length);
}

function rowsOf(text: string, delimiter: string): Row[] {
  // One kind of line end, as the parser knows of no texts that mix them.
  const lines = text.replace(/\r\n?/g, "\n");
  const { data, errors } = Papa.parse<string[]>(lines, { delimiter, newline: "\n" });
  const [error] = errors;
  if (error) throw quoteError(error.code, 1 + countEnds(lines.slice(0, error.index)));
  if (lines.endsWith("\n")) data.pop(); // what follows the last end of a line is no row
  let line = 1;
  return data.map((fields) => {
    const row = { fields, line };
    line += 1 + countEnds(fields.join(""));
    return row;
  });
}

function countEnds(text: string): number {
  return text.split("\n").length - 1;
}

function isBlank({ fields }: Row): boolean {
  return fields.length === 1 && fields[0] === "";
}

/** The fields of the first line that is not empty, which is taken out of `rows` with all before it. */
function takeNames(rows: Row[]): readonly string[] {
  const first = rows.findIndex((row) => !isBlank(row));
  if (first === -1) {
    throw new RangeError("readCsv: expected a line with the names of the columns, got none");
  }
  const [{ fields }] = rows.splice(0, first + 1).slice(-1);
  return fields;
}

function quoteError(code: string, line: number): RangeError {
  const [expected, got] =
    code === "MissingQuotes"
      ? ["a closing quote", "the end of the text"]
      : ["nothing behind the closing quote", "more"];
  return new RangeError(`readCsv: expected ${expected} of the field in line ${line}, got ${got}`);
}

function checkDelimiter(delimiter: unknown): void {
  checkString("readCsv", "delimiter", delimiter);
  if ([...delimiter].length !== 1 || /["\r\n\ufeff]/.test(delimiter)) {
    throw new RangeError(
      `readCsv: expected delimiter to be one character, no quote or end of a line, got ${describe(delimiter)}`,
    );
  }
}

function checkNames(names: readonly string[], kept: readonly string[]): void {
  checkStrings("readCsv", "names", names);
  if (names.length === 0) throw new RangeError("readCsv: expected a name or more, got none");
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new RangeError(`readCsv: expected each name once, got ${describe(twice)} twice`);
  }
  const unknown = kept.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(
      `readCsv: expected text to name columns out of ${names.join(", ")}, got ${describe(unknown)}`,
    );
  }
}

function checkWidths(records: readonly Row[], width: number): void {
  const ragged = records.find(({ fields }) => fields.length !== width);
  if (!ragged) return;
  throw new RangeError(
    `readCsv: expected ${width} fields in line ${ragged.line}, got ${ragged.fields.length}`,
  );
}
