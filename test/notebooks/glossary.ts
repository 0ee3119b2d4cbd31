import { readFileSync } from "node:fs";
import { inProject } from "../../scripts/lib/project.mjs";

/** A thing of the glossary, with its word in each language and words that are not used for it. */
export interface Term {
  readonly ja: string;
  readonly en: string;
  readonly not: readonly string[];
}

/** notebooks/glossary.md */
export function glossary(): Term[] {
  const text = readFileSync(inProject("notebooks", "glossary.md"), "utf8");
  const rows = text.split("\n").filter((line) => line.startsWith("| "));
  const cells = rows.map((row) =>
    row
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
  return cells
    .slice(1)
    .map(([ja, en, , , not]) => ({ ja, en, not: not.split(/, ?/).filter(Boolean) }));
}

/** Where a word stands in a text: Latin ones as whole words or their plurals, in any case. */
export function isIn(word: string, text: string): boolean {
  if (!/^[a-z]/i.test(word)) return text.includes(word);
  return new RegExp(`(?<![a-z])${word.replaceAll(/[-\s]/g, "[-\\s]")}(e?s)?(?![a-z])`, "i").test(
    text,
  );
}
