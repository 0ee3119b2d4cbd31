import { describe } from "../check.js";
import { allowed, builtin } from "../node.js";

/** The languages that charts speak: English and Japanese. */
export type Language = "en" | "ja";

/** A text in one language for all, or in each. */
export type Text = string | Readonly<Record<Language, string>>;

const LANGUAGES: readonly Language[] = ["en", "ja"];

let current: Language | undefined;

/**
 * The language of the titles, axes and descriptions of charts; with `code`, sets it first.
 *
 * Unless it is set, it is that of the folder in which a notebook runs: Japanese where its name is
 * `ja`, as in `notebooks/ja/`, so that the same code makes the charts of both; else English.
 *
 * RangeError: another language.
 */
export function language(code?: Language): Language {
  if (code !== undefined) {
    if (!LANGUAGES.includes(code)) {
      throw new RangeError(`language: expected "en" or "ja", got ${describe(code)}`);
    }
    current = code;
  }
  current ??= languageOfFolder();
  return current;
}

function languageOfFolder(): Language {
  const folder = allowed(() => globalThis.process?.cwd?.());
  return folder !== undefined && builtin("path")?.basename(folder) === "ja" ? "ja" : "en";
}

/** `text` in the language of the charts. */
export function inLanguage(text: Text): string {
  return typeof text === "string" ? text : text[language()];
}

/** The parts of a text as one sentence; those that are empty are left out. */
export function sentence(parts: readonly string[]): string {
  const said = parts.filter((part) => part !== "");
  return inLanguage({ en: `${said.join("; ")}.`, ja: `${said.join("。")}。` });
}

/** Throws unless `text` is a {@link Text}: TypeError `call: expected name to be …`. */
export function checkText(call: string, name: string, text: unknown): asserts text is Text {
  if (typeof text === "string") return;
  if (typeof text === "object" && text !== null) {
    if (LANGUAGES.every((code) => typeof Reflect.get(text, code) === "string")) return;
  }
  throw new TypeError(
    `${call}: expected ${name} to be a string, or { en, ja } of strings, got ${describe(text)}`,
  );
}
