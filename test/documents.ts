import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { inProject } from "../scripts/lib/project.mjs";
import { joined, LANGUAGES, namesIn, read } from "../scripts/lib/series.mjs";

const FOLDERS = [".", "docs", "test", "notebooks", join("src", "data")];

/** All Markdown files of the project, by their paths from its folder. */
export const DOCUMENTS: readonly string[] = FOLDERS.flatMap((folder) =>
  readdirSync(inProject(folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name).replaceAll("\\", "/")),
);

export const text = (path: string): string => readFileSync(inProject(path), "utf8");

/** A block of code in Markdown. */
export interface Block {
  readonly language: string;
  readonly code: string;
}

export function blocksOf(markdown: string): Block[] {
  const all = markdown.matchAll(/^```(\w*)\n(.*?)^```$/gms);
  return [...all].map(([, language = "", code = ""]) => ({ language, code }));
}

/** Markdown without its blocks of code. */
export const proseOf = (markdown: string): string => markdown.replace(/^```.*?^```$/gms, "");

/** What links, pictures and `srcset`s of a Markdown text lead to. */
export function linksOf(markdown: string): string[] {
  const prose = proseOf(markdown).replace(/`[^`\n]*`/g, "``");
  const links = [...prose.matchAll(/\]\(([^()\s]*(?:\([^()]*\)[^()\s]*)*)\)/g)];
  const tags = [...prose.matchAll(/(?:src|srcset|href)="([^"]*)"/g)];
  const bare = [...prose.matchAll(/<(https?:[^>\s]*)>/g)];
  return [...links, ...tags, ...bare].map(([, link = ""]) => link);
}

/** The anchors of the headings of a Markdown text, as GitHub makes them. */
export function anchorsOf(markdown: string): string[] {
  const seen = new Map<string, number>();
  return [...proseOf(markdown).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) => {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const anchor = words.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "").replaceAll(" ", "-");
    const number = seen.get(anchor) ?? 0;
    seen.set(anchor, number + 1);
    return number === 0 ? anchor : `${anchor}-${number}`;
  });
}

/** A text with links, by its path: a document, or the prose of a notebook. */
export interface Page {
  readonly path: string;
  readonly markdown: string;
}

export function pages(): Page[] {
  const documents = DOCUMENTS.map((path) => ({ path, markdown: text(path) }));
  const notebooks = LANGUAGES.flatMap((language) =>
    namesIn(language).map((name) => ({
      path: `notebooks/${language === "en" ? "" : `${language}/`}${name}.ipynb`,
      markdown: read(name, language)
        .cells.filter(({ cell_type }) => cell_type === "markdown")
        .map(({ source }) => joined(source))
        .join("\n\n"),
    })),
  );
  return [...documents, ...notebooks];
}

/** The file of the project that a link of a page leads to, and the anchor in it. */
export function target(from: string, link: string): { path: string; anchor: string } {
  const [file = "", anchor = ""] = decodeURI(link).split("#");
  const path = file === "" ? from : normalize(join(dirname(from), file)).replaceAll("\\", "/");
  return { path, anchor };
}
