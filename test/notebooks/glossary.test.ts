import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { inProject } from "../../scripts/lib/project.mjs";
import { LANGUAGES, namesIn, read } from "../../scripts/lib/series.mjs";
import { glossary, isIn } from "./glossary.js";
import { codeCells, stdout } from "./notebook.js";
import { saidIn, wordsOf } from "./prose.js";

const TERMS = glossary();
const UNUSED = TERMS.flatMap(({ not }) => not);

/** Names that stay in their language. */
const NAMES = ["中間層の実装", "数値計算ノート", "日本語"];

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]+/g;

/** What texts say of `words`, each with its place; none if they keep to the glossary. */
function found(
  said: readonly { place: string; words: string }[],
  words: readonly string[],
): string[] {
  return said.flatMap(({ place, words: text }) =>
    words.filter((word) => isIn(word, text)).map((word) => `${place}: ${word}`),
  );
}

describe.each(
  LANGUAGES.flatMap((language) => namesIn(language).map((name) => [name, language] as const)),
)("%s (%s)", (name, language) => {
  const notebook = read(name, language);
  const said = saidIn(notebook);

  test("uses no other words for the things in the glossary", () => {
    expect(found(said, UNUSED)).toEqual([]);
  });

  test.runIf(language === "ja")("has no English for the things in the glossary", () => {
    expect(
      found(
        said,
        TERMS.map(({ en }) => en),
      ),
    ).toEqual([]);
  });

  test.runIf(language === "en")("holds nothing in Japanese but names and what cells print", () => {
    const printed = codeCells(notebook).map(stdout).join("\n");
    const isKnown = (word: string) => NAMES.includes(word) || printed.includes(word);
    const words = said.flatMap(({ place, words }) =>
      [...words.matchAll(JAPANESE)].map(([word]) => ({ place, word })),
    );
    expect(words.filter(({ word }) => !isKnown(word))).toEqual([]);
  });
});

const README = inProject("README.ja.md");

test.runIf(existsSync(README))(
  "README.ja.md uses no other words for the things in the glossary",
  () => {
    const words = wordsOf(readFileSync(README, "utf8"));
    expect(found([{ place: "README.ja.md", words }], UNUSED)).toEqual([]);
  },
);

test("the glossary has a word in each language for each thing, and each word once", () => {
  expect(TERMS.length).toBeGreaterThan(20);
  for (const language of LANGUAGES) {
    const words = TERMS.map((term) => term[language]);
    expect(words.filter((word) => word === "")).toEqual([]);
    expect(new Set(words).size).toBe(words.length);
  }
  const words = TERMS.flatMap(({ ja, en }) => [ja, en]);
  expect(UNUSED.filter((word) => words.some((text) => isIn(word, text)))).toEqual([]);
});

test("isIn finds whole words, their plurals, and any case of them", () => {
  expect(
    ["A hidden layer.", "Hidden layers", "hidden\nlayer", "hidden-layer"].map((text) =>
      isIn("hidden layer", text),
    ),
  ).toEqual([true, true, true, true]);
  expect(isIn("test set", "the latest set, a test setting")).toBe(false);
  expect(isIn("総入力", "この総入力は")).toBe(true);
});
