import { type Cell, joined, type Notebook } from "../../scripts/lib/series.mjs";
import { commentsIn } from "./code.js";
import { chartsOf } from "./notebook.js";

/** Words for people in a text of Markdown: without code, formulas and addresses. */
export function wordsOf(markdown: string): string {
  return markdown
    .replace(/^```.*?^```$/gms, " ")
    .replace(/`[^`\n]*`/g, " ")
    .replace(/\$\$.*?\$\$/gs, " ")
    .replace(/\$[^$\n]+\$/g, " ")
    .replace(/\]\([^)]*\)/g, "]")
    .replace(/<[^>]+>/g, " ");
}

/** All that a notebook says to people, each with the place where it stands. */
export function saidIn(notebook: Notebook): { place: string; words: string }[] {
  const ofCells = notebook.cells.map((cell) => ({ place: cell.id, words: wordsOfCell(cell) }));
  const ofCharts = chartsOf(notebook).map(({ cell, text }) => ({ place: cell, words: text }));
  return [...ofCells, ...ofCharts];
}

function wordsOfCell({ cell_type, source }: Cell): string {
  const text = joined(source);
  return cell_type === "markdown" ? wordsOf(text) : commentsIn(text).join("\n");
}
