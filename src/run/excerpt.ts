import { linesOf } from "../cells/files.js";

const texts = new Map<string, string>();

/** Keeps the text of a cell for excerpts, under the name it has in stack traces. */
export function rememberText(file: string, text: string): void {
  texts.set(file, text);
}

/** A line of a cell and a caret under the column, both counted from 1; empty if the cell is not known. */
export function excerpt(file: string, line: number, column: number): string[] {
  const text = linesOf(texts.get(file) ?? "")[line - 1];
  return text === undefined || !texts.has(file) ? [] : withCaret(text, line, column);
}

/** `text`, line `line` of whatever, and a caret under the column. */
export function withCaret(text: string, line: number, column: number): string[] {
  const number = String(line);
  const indent = text
    .slice(0, column - 1)
    .replace(/[^\t]/gu, (c) => (WIDE.test(c) ? "\u3000" : " "));
  return [`  ${number} | ${text}`, `  ${" ".repeat(number.length)} | ${indent}^`];
}

/** Characters two columns wide in a fixed-width font; a space of that width goes under them. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u;
