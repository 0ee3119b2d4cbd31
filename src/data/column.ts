/** The values of a column: numbers, NaN where one is missing, or text, undefined where it is missing. */
export type Column = readonly number[] | readonly (string | undefined)[];

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const SPECIAL = /^(?:([+-]?)inf(?:inity)?|[+-]?nan)$/i;

/** The column that `fields` are: numbers if they all are some or missing, and not `asText`. */
export function columnOf(
  fields: readonly string[],
  missing: ReadonlySet<string>,
  asText: boolean,
): Column {
  const numbers = asText ? undefined : numbersOf(fields, missing);
  return numbers ?? fields.map((field) => (missing.has(field) ? undefined : field));
}

function numbersOf(fields: readonly string[], missing: ReadonlySet<string>): number[] | undefined {
  const numbers: number[] = [];
  for (const field of fields) {
    const text = field.trim();
    const isMissing = missing.has(field) || missing.has(text);
    const number = isMissing ? Number.NaN : numberOf(text);
    if (number === undefined) return undefined;
    numbers.push(number);
  }
  return numbers;
}

/** The number that `text` is in decimal, or by its name; undefined if it is none. */
function numberOf(text: string): number | undefined {
  if (DECIMAL.test(text)) return Number(text);
  const special = SPECIAL.exec(text);
  if (!special) return undefined;
  const [, sign] = special;
  if (sign === undefined) return Number.NaN;
  return sign === "-" ? -Infinity : Infinity;
}
