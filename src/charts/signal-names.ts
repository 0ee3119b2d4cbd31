import type { AbstractMatrix } from "ml-matrix";
import { inLanguage, type Text } from "./language.js";
import { numbered } from "./matrix.js";
import { shownNames } from "./names.js";
import { word } from "./words.js";

/** What a field of a layer is, and the letter of its columns: x for inputs, u and y for neurons. */
interface Field {
  readonly words: Text;
  readonly letter: "x" | "u" | "y";
}

/** The fields of a layer, and `yB`, what `backward` is given. */
const FIELDS: ReadonlyMap<string, Field> = new Map([
  ["yIn", { words: { en: "yIn input", ja: "入力 yIn" }, letter: "x" }],
  ["u", { words: { en: "u total input", ja: "入力総和 u" }, letter: "u" }],
  ["yOut", { words: { en: "yOut forward signal", ja: "順伝播の信号 yOut" }, letter: "y" }],
  ["yB", { words: { en: "yB reverse signal", ja: "逆信号 yB" }, letter: "y" }],
  ["delta", { words: { en: "delta error δ", ja: "誤差 δ（delta）" }, letter: "u" }],
  ["yBack", { words: { en: "yBack reverse signal", ja: "上の層への逆信号 yBack" }, letter: "x" }],
] as const);

/** A signal's name and the names of its columns. */
export interface SignalNames {
  readonly name: string;
  /** What a column is: `neuron`, `input`, or of a signal that is no field of a layer, `column`. */
  readonly columnTitle: string;
  readonly columnName: (index: number) => string;
  /** Whether columns have names, beside their numbers. */
  readonly hasNames: boolean;
}

/** The names of signals, from their keys; of the fields of a layer in words. */
export function signalNames(
  signals: readonly (readonly [key: Text, signal: AbstractMatrix])[],
): SignalNames[] {
  const fields = signals.map(([key]) => (typeof key === "string" ? FIELDS.get(key) : undefined));
  const names = shownNames(signals.map(([key], i) => inLanguage(fields[i]?.words ?? key)));
  return signals.map(([, signal], i) => columnNames(names[i], fields[i], signal));
}

function columnNames(name: string, field: Field | undefined, signal: AbstractMatrix): SignalNames {
  if (field === undefined) {
    const columnName = (index: number): string => String(index + 1);
    return { name, columnTitle: word("column"), columnName, hasNames: false };
  }
  const { letter } = field;
  const last = signal.columns - 1;
  // The layer keeps its input with the pseudo-signal, a column of ones.
  const hasOnes = letter === "x" && last > 0 && isOnes(signal, last);
  return {
    name,
    hasNames: true,
    columnTitle: word(letter === "x" ? "input" : "neuron"),
    columnName: (index) => (hasOnes && index === last ? "1" : numbered(letter, index)),
  };
}

function isOnes(signal: AbstractMatrix, column: number): boolean {
  for (let row = 0; row < signal.rows; row++) if (signal.get(row, column) !== 1) return false;
  return true;
}
