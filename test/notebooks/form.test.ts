import { statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type Cell,
  joined,
  LANGUAGES,
  type Language,
  type Notebook,
  namesIn,
  navigation,
  pathOf,
  read,
  series,
} from "../../scripts/lib/series.mjs";
import { withoutComments } from "./code.js";
import { chartsOf, codeCells, isEmpty, sourceOf } from "./notebook.js";

/** The article's own cells are as long as they are. */
const LONG = ["01-middle-layer activations", "01-middle-layer layer", "01-middle-layer pass"];

const WORDS = {
  en: {
    summary: "## In short",
    questions: "## Check yourself",
    exercises: "## Exercises",
    hint: "Hint",
    answer: "Answer",
    sentence: /^\S.*\.$/s,
  },
  ja: {
    summary: "## まとめ",
    questions: "## 確かめよう",
    exercises: "## 練習問題",
    hint: "ヒント",
    answer: "答え",
    sentence: /^\S.*。$/s,
  },
};

const NAMES = namesIn("en");

test("each notebook is there in both languages", () => {
  expect(namesIn("ja")).toEqual(NAMES);
});

describe.each(NAMES.filter((name) => namesIn("ja").includes(name)))(
  "%s in both languages",
  (name) => {
    const [en, ja] = LANGUAGES.map((language) => read(name, language));

    test("has the same cells in the same order", () => {
      const cells = ({ cells }: Notebook) => cells.map(({ id, cell_type }) => `${cell_type} ${id}`);
      expect(cells(ja)).toEqual(cells(en));
    });

    test("has the same code but for comments", () => {
      const code = (notebook: Notebook) =>
        codeCells(notebook).map(({ id, source }) => [id, withoutComments(joined(source))]);
      expect(code(ja)).toEqual(code(en));
    });

    test("prints the same, and has the same results", () => {
      expect(textOutputs(ja)).toEqual(textOutputs(en));
    });

    test("has charts of the same numbers", () => {
      const numbers = (notebook: Notebook) =>
        chartsOf(notebook).map(({ cell, spec }) => [cell, numbersOf(spec)]);
      expect(numbers(ja)).toEqual(numbers(en));
    });

    test("has answers of the same code but for comments, that print the same", () => {
      const blocks = (notebook: Notebook) => exercisesOf(notebook).map(blocksOf);
      expect(blocks(ja)).toEqual(blocks(en));
    });

    test("takes as many minutes", () => {
      const minutes = (language: Language) =>
        series(language).find((entry) => entry.name === name)?.minutes;
      expect(minutes("ja")).toBe(minutes("en"));
      expect(minutes("en")).toBeGreaterThan(0);
    });
  },
);

describe.each(
  LANGUAGES.flatMap((language) => namesIn(language).map((name) => [name, language] as const)),
)("%s (%s)", (name, language) => {
  const notebook = read(name, language);
  const words = WORDS[language];
  const exercises = exercisesOf(notebook);

  test("begins with its title and the line of links: else `npm run navigation`", () => {
    const [title, empty, links] = sourceOf(notebook, "title").split("\n");
    expect(notebook.cells[0].id).toBe("title");
    expect([title, empty]).toEqual([expect.stringMatching(/^# \S/), ""]);
    expect(links).toBe(navigation(series(language), name, language));
  });

  test("ends with summary, questions and three or four exercises, each with an empty cell", () => {
    const numbered = exercises.flatMap((_, i) => [`exercise-${i + 1}`, `exercise-${i + 1}-code`]);
    const last = ["summary", "questions", "exercises", ...numbered];
    expect(notebook.cells.slice(-last.length).map(({ id }) => id)).toEqual(last);
    expect([3, 4]).toContain(exercises.length);
    expect(
      codeCells(notebook)
        .filter(isEmpty)
        .map(({ id }) => id),
    ).toEqual(exercises.map(({ id }) => `${id}-code`));
  });

  test("sums up in three to five points", () => {
    const [heading, ...points] = sourceOf(notebook, "summary").split(/\n+/);
    expect(heading).toBe(words.summary);
    expect(points.filter((line) => line.startsWith("- "))).toEqual(points);
    expect([3, 4, 5]).toContain(points.length);
  });

  test("asks three questions with folded answers", () => {
    const text = sourceOf(notebook, "questions");
    expect(text).toMatch(new RegExp(`^${words.questions}\\n`));
    expect(text.match(/^\d\./gm)).toEqual(["1.", "2.", "3."]);
    expect(foldsIn(text)).toEqual([words.answer, words.answer, words.answer]);
  });

  test("has exercises from ★ to ★★★, each with a task, a hint and an answer in code", () => {
    expect(sourceOf(notebook, "exercises")).toMatch(new RegExp(`^${words.exercises}(\\n|$)`));
    for (const { source } of exercises) {
      expect(joined(source)).toMatch(/^### ★{1,3} \S.*\n\n(?!<)\S/);
      expect(foldsIn(joined(source))).toEqual([words.hint, words.answer]);
    }
    const levels = exercises.map(({ source }) => joined(source).match(/★+/)?.[0]);
    expect(levels).toEqual([...levels].sort());
    expect([levels[0], levels.at(-1)]).toEqual(["★", "★★★"]);
    expect(exercises.map(blocksOf).filter((blocks) => blocks.length === 0)).toEqual([]);
  });

  test("has cells of at most 15 lines, where the article's are not longer", () => {
    const long = codeCells(notebook).filter(({ source }) => joined(source).split("\n").length > 15);
    const allowed = LONG.filter((cell) => cell.startsWith(`${name} `));
    expect(long.map(({ id }) => `${name} ${id}`)).toEqual(allowed);
  });

  test("has headings in order", () => {
    const levels = notebook.cells
      .filter(({ cell_type }) => cell_type === "markdown")
      .flatMap(({ source }) => [...withoutFences(joined(source)).matchAll(/^(#+) /gm)])
      .map(([, signs]) => signs.length);
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    const jumps = levels.filter((level, i) => i > 0 && level > levels[i - 1] + 1);
    expect(jumps).toEqual([]);
  });

  test("says what is seen in each chart, to all who do not see it", () => {
    for (const { text, alt, spec } of chartsOf(notebook)) {
      expect(text).toMatch(words.sentence);
      expect(alt).toBe(text);
      expect(spec).toHaveProperty("description", text);
    }
  });

  test("is smaller than 600 kB", () => {
    expect(statSync(pathOf(name, language)).size).toBeLessThan(600_000);
  });
});

function exercisesOf({ cells }: Notebook): Cell[] {
  return cells.filter(({ id }) => /^exercise-\d+$/.test(id));
}

const withoutFences = (text: string): string => text.replace(/^```.*?^```$/gms, "");

/** The titles of the folds in a text; blank lines inside both ends let Markdown in. */
function foldsIn(text: string): string[] {
  const fold = /^<details><summary>([^<]+)<\/summary>\n\n(?:(?!<\/?details).)+\n\n<\/details>$/gms;
  expect(text.replace(fold, "")).not.toMatch(/<\/?(details|summary)/);
  return [...text.matchAll(fold)].map(([, title]) => title);
}

/** The code blocks of an exercise without comments, and its blocks of printed text. */
function blocksOf({ source }: Cell): string[] {
  return [...joined(source).matchAll(/^```(ts|text)\n(.*?)^```$/gms)].map(([, kind, text]) =>
    kind === "ts" ? withoutComments(text) : text,
  );
}

/** All that cells print, and their results but for those of charts. */
function textOutputs(notebook: Notebook): unknown[] {
  return codeCells(notebook).map(({ id, outputs = [] }) => [
    id,
    outputs.filter(({ data = {} }) => !("image/png" in data)),
  ]);
}

/**
 * The numbers of a specification in their places, texts and the names of fields apart. A text with lines
 * is a table.
 */
function numbersOf(value: unknown): unknown {
  if (typeof value === "string") return value.includes("\n") ? numbersOfTable(value) : "";
  if (typeof value !== "object" || value === null) return value;
  return Object.values(value).map(numbersOf);
}

function numbersOfTable(csv: string): (number | string)[][] {
  return csv
    .split("\n")
    .slice(1)
    .map((line) =>
      line
        .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
        .map((cell) => (cell !== "" && Number.isFinite(Number(cell)) ? Number(cell) : "")),
    );
}
