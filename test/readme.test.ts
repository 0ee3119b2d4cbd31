import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { picturesOf, shownChart } from "../scripts/lib/pictures.mjs";
import { inProject } from "../scripts/lib/project.mjs";
import { LANGUAGES, series } from "../scripts/lib/series.mjs";
import { blocksOf, linksOf, proseOf, text } from "./documents.js";

const README = { en: "README.md", ja: "README.ja.md" } as const;

/** The parts of a text from heading to heading. */
const sections = (markdown: string): string[] => proseOf(markdown).split(/^(?=#{1,3} )/m);

/** A link of either README as the English one has it. */
const english = (link: string): string =>
  link.replace("notebooks/ja/", "notebooks/").replace("/layer-ja", "/layer");

/** The cells of all tables, row by row. */
const rows = (markdown: string): string[][] =>
  [...markdown.matchAll(/^\|(.*)\|$/gm)].map(([, row = ""]) => row.split("|"));

const codes = (markdown: string): string[] =>
  [...markdown.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code).sort();

/** Numbers that stand in the text, but not within words or code. */
const numbers = (markdown: string): string[] =>
  (
    markdown.replace(/`[^`]*`|\]\([^)]*\)/g, "").match(/(?<![\p{L}\d.])\d+(?:\.\d+)*/gu) ?? []
  ).sort();

describe("README.md and README.ja.md", () => {
  const [en, ja] = [text(README.en), text(README.ja)];

  test("have the same sections", () => {
    const levels = (markdown: string) => sections(markdown).map((part) => /^#*/.exec(part)?.[0]);
    expect(levels(ja)).toEqual(levels(en));
  });

  test("have the same code, but for comments at the ends of lines", () => {
    const code = (markdown: string) =>
      blocksOf(markdown).map((block) => ({
        ...block,
        code: block.code.replace(/(?<=\S)\s+(\/\/|#) .*$/gm, ""),
      }));
    expect(code(ja)).toEqual(code(en));
  });

  test("have the same rows in their tables, with the same code, links and numbers", () => {
    const cells = (markdown: string) =>
      rows(markdown).map((row) =>
        row.map((cell) => ({
          codes: codes(cell),
          links: linksOf(cell).map(english),
          // Prose counts in its own way: what is compared are cells that hold nothing else.
          number: /^ [\d.,]+ $/.test(cell) ? cell : undefined,
        })),
      );
    expect(cells(ja)).toEqual(cells(en));
  });

  test("have the same code and links in each section", () => {
    const told = (markdown: string) =>
      sections(markdown)
        .slice(2)
        .map((part) => ({
          codes: codes(part),
          links: [...new Set(linksOf(part).map(english))].sort(),
        }));
    expect(told(ja)).toEqual(told(en));
  });

  test("say the same versions and sizes", () => {
    const versions = (markdown: string) => numbers(markdown).filter((n) => /\.\d|^\d{2,}$/.test(n));
    expect(versions(ja)).toEqual(versions(en));
  });
});

describe.each(LANGUAGES)("the README in %s", (language) => {
  const markdown = text(README[language]);

  test("has a row for each notebook, with its title and minutes", () => {
    const folder = language === "en" ? "notebooks/" : `notebooks/${language}/`;
    const table = rows(markdown)
      .map(([link = "", , minutes = ""]) => ({
        ...(/\[\d+ (?<title>.+)\]\((?<path>.+)\.ipynb\)/.exec(link)?.groups ?? {}),
        minutes: Number(minutes),
      }))
      .filter((row) => "path" in row);
    const expected = series(language).map(({ name, title, minutes }) => ({
      title,
      path: `${folder}${name}`,
      minutes,
    }));
    expect(table).toEqual(expected);
  });

  test("shows the chart of notebook 01, on light and on dark ground", () => {
    const { light, dark } = picturesOf(language);
    expect(markdown).toContain(`srcset="notebooks/images/${dark}"`);
    expect(markdown).toContain(`src="notebooks/images/${light}"`);
    const [shown, other] = [light, dark].map((name) =>
      readFileSync(inProject("notebooks", "images", name)),
    );
    const { png } = shownChart(language);
    expect(shown?.equals(png)).toBe(true);
    // Width and height: what is on it is drawn from the same specification.
    expect(other?.subarray(16, 24)).toEqual(png.subarray(16, 24));
  });
});
