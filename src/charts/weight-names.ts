import { inUnits, roundTo } from "./data.js";
import type { HeatMapNames } from "./heat-map.js";
import { inLanguage } from "./language.js";
import { numbered, strongest } from "./matrix.js";
import { isCut, type Part, partInWords } from "./part.js";
import { word } from "./words.js";

/** Weights of which a text tells each. */
const TOLD = 12;

/** The names of a weight matrix's rows, the neurons, and columns, the inputs and last the bias. */
export function weightNames(columns: number): HeatMapNames {
  return {
    rowName: (i) => numbered("u", i),
    columnName: (j) => (j === columns - 1 ? word("bias") : numbered("x", j)),
    rowTitle: word("neuron"),
    columnTitle: word("input"),
  };
}

/** The subtitle of a chart of weights: what the cells are, and whether all are shown. */
export function weightSubtitle(w: Part): string[] {
  const cells = {
    en: "row: neuron, column: its input",
    ja: "行：ニューロン、列：その入力",
  };
  return [inLanguage(cells), ...partInWords(w)];
}

/** A layer's size, from its weights: `a layer with 2 inputs and a bias, 3 neurons`. */
export function layerInWords({ rows, columns }: Part["of"]): string {
  return inLanguage({
    en: `a layer with ${count(columns - 1, "input")} and a bias, ${count(rows, "neuron")}`,
    ja: `${columns - 1}個の入力とバイアス、${rows}個のニューロンからなる層`,
  });
}

/**
 * The weight of the greatest absolute value, and its place, as `the strongest weight` or what else it
 * is called.
 */
export function strongestWeight(
  called: { readonly en: string; readonly ja: string },
  part: Part,
  unit = 1,
): string {
  const { matrix, rows, columns, of } = part;
  const shown = isCut(part);
  const [en, ja] = [
    shown ? `${called.en} shown` : called.en,
    shown ? `表示した中で${called.ja}` : called.ja,
  ];
  const found = strongest(matrix);
  if (!found) return inLanguage({ en: `${en} is not finite`, ja: `${ja}は有限の値なし` });
  const { rowName, columnName } = weightNames(of.columns);
  const [from, to] = [columnName(columns[found.column]), rowName(rows[found.row])];
  const value = inUnits(found.value, unit);
  return inLanguage({
    en: `${en} is ${value} from ${from} to ${to}`,
    ja: `${ja}は${from}から${to}への${value}`,
  });
}

/**
 * Every weight in words, neuron by neuron: `u₁: x₁ 0.5, bias -0.25`. With other weights as well, the
 * change of each, `x₁ 0.5 → 0.75`. None of more than 12, or of those that are not all shown.
 */
export function weightsInWords(part: Part, after?: Part): string[] {
  const { matrix, rows, columns, of } = part;
  if (matrix.rows * matrix.columns > TOLD || isCut(part)) return [];
  const { rowName, columnName } = weightNames(of.columns);
  const [colon, comma] = [inLanguage({ en: ": ", ja: "：" }), inLanguage({ en: ", ", ja: "、" })];
  return rows.map((row, i) => {
    const weights = columns.map((column, j) => {
      const values = [matrix, ...(after ? [after.matrix] : [])].map((each) =>
        valueInWords(each.get(i, j)),
      );
      return `${columnName(column)} ${values.join(" → ")}`;
    });
    return `${rowName(row)}${colon}${weights.join(comma)}`;
  });
}

/** A number to 4 digits, or that it is none. */
export function valueInWords(value: number): string {
  if (Number.isFinite(value)) return String(roundTo(value, 4));
  return inLanguage({ en: "not finite", ja: "有限でない値" });
}

function count(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? "" : "s"}`;
}
