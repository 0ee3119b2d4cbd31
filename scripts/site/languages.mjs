/** @typedef {import("../lib/series.mjs").Language} Language */

const JAPANESE =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々〆、。・「」『』（）〜";

/** What in a page of a language is of the other one. @type {Record<Language, { other: Language, words: RegExp }>} */
const FOREIGN = {
  en: { other: "ja", words: new RegExp(`[${JAPANESE}]+(?:[ \\d]+[${JAPANESE}]+)*`, "gu") },
  // Names and single words are read as Japanese reads them.
  ja: { other: "en", words: /[A-Za-z][a-z’'-]+(?: [A-Za-z][a-z’'-]*){2,}/g },
};

/** Elements whose text is no language, or that may hold no others. */
const CLOSED = /^(script|style|title|textarea|option|annotation|mtext)$/;

/**
 * The page with `lang` on words of the other language, which a screen reader then says, and a browser
 * draws, as that language does.
 *
 * @param {string} html a whole page
 */
export function markForeign(html) {
  const language = /** @type {Language} */ (/^<html lang="(\w+)"/m.exec(html)?.[1] ?? "en");
  const { other, words } = FOREIGN[language];
  let closed = "";
  return html.replace(/<(\/?)([a-z][\w-]*)[^>]*>|[^<]+/gi, (part, slash, name) => {
    if (name) {
      if (slash && name === closed) closed = "";
      else if (
        !slash &&
        !closed &&
        (CLOSED.test(name) || (/ lang="/.test(part) && name !== "html"))
      )
        closed = name;
      return part;
    }
    return closed ? part : part.replace(words, `<span lang="${other}">$&</span>`);
  });
}
