import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { inProject } from "./project.mjs";

// The series is what lies in notebooks/ and notebooks/ja/: the order is that of the names, titles and
// minutes stand in each notebook. So nothing has to be kept equal by hand but this line of links.

/** @typedef {"en" | "ja"} Language */

/**
 * @typedef {object} Cell as nbformat 4.5 has it
 * @property {string} id
 * @property {"markdown" | "code" | "raw"} cell_type
 * @property {string | string[]} source
 * @property {Record<string, unknown>} metadata
 * @property {number | null} [execution_count]
 * @property {Output[]} [outputs]
 */

/**
 * @typedef {object} Output of a cell
 * @property {"stream" | "display_data" | "execute_result" | "error"} output_type
 * @property {string} [name]
 * @property {string | string[]} [text]
 * @property {Record<string, unknown>} [data]
 * @property {Record<string, { width?: number, height?: number } | undefined>} [metadata]
 * @property {string} [ename]
 * @property {string} [evalue]
 */

/** @typedef {{ cells: Cell[], metadata: Record<string, unknown> }} Notebook */
/** @typedef {{ name: string, title: string, minutes: number }} Entry a notebook without its ending */

/** @type {readonly Language[]} */
export const LANGUAGES = ["en", "ja"];

/** @param {Language} language */
const folderOf = (language) => (language === "en" ? ["notebooks"] : ["notebooks", language]);

/** The path of a notebook. @param {string} name @param {Language} language */
export const pathOf = (name, language) => inProject(...folderOf(language), `${name}.ipynb`);

/** The names of the notebooks in a language, in order. @param {Language} language */
export const namesIn = (language) =>
  readdirSync(inProject(...folderOf(language)))
    .filter((file) => file.endsWith(".ipynb"))
    .map((file) => basename(file, ".ipynb"))
    .sort();

/** @param {string} name @param {Language} language @returns {Notebook} */
export const read = (name, language) => JSON.parse(readFileSync(pathOf(name, language), "utf8"));

/** A text of a notebook file, which may be a list of lines. @param {unknown} [text] */
export const joined = (text = "") => [text].flat().join("");

/** The notebooks in a language, with what their first cells say. @param {Language} language @returns {Entry[]} */
export function series(language) {
  return namesIn(language).map((name) => {
    const text = joined(read(name, language).cells[0].source);
    const [, title] = /^# (.+)/.exec(text) ?? [name, name];
    const [, minutes] = /(?:about |約)(\d+)/.exec(text) ?? ["", "0"];
    return { name, title, minutes: Number(minutes) };
  });
}

const WORDS = {
  en: {
    other: "日本語",
    contents: "[Contents](../README.md#notebooks)",
    /** @param {number} n */
    minutes: (n) => `about ${n} minutes`,
  },
  ja: {
    other: "English",
    contents: "[目次](../../README.ja.md#ノートブック)",
    /** @param {number} n */
    minutes: (n) => `約${n}分`,
  },
};

/**
 * The line of links below the title: the other language, the notebook before, the contents, the one
 * after, the minutes.
 *
 * @param {readonly Entry[]} entries the series in this language
 * @param {string} name
 * @param {Language} language
 */
export function navigation(entries, name, language) {
  const at = entries.findIndex((entry) => entry.name === name);
  const { other, contents, minutes } = WORDS[language];
  const [before, after] = [entries[at - 1], entries[at + 1]];
  /** @param {Entry} entry */
  const label = (entry) => `${entry.name.slice(0, 2)} ${entry.title}`;
  return [
    `[${other}](${language === "en" ? "ja" : ".."}/${name}.ipynb)`,
    before && `[← ${label(before)}](${before.name}.ipynb)`,
    contents,
    after && `[${label(after)} →](${after.name}.ipynb)`,
    minutes(entries[at].minutes),
  ]
    .filter(Boolean)
    .join(" · ");
}
