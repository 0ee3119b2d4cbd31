import { relative } from "node:path";
import { root } from "../lib/project.mjs";
import { joined, namesIn, pathOf, read } from "../lib/series.mjs";
import { escapeHtml } from "./html.mjs";
import { followLinks } from "./links.mjs";
import { highlight, parseMarkdown, plainText, renderMarkdown } from "./markdown.mjs";
import { renderOutputs } from "./outputs.mjs";
import { WORDS } from "./words.mjs";

/** @typedef {import("../lib/series.mjs").Cell} Cell */
/** @typedef {import("../lib/series.mjs").Language} Language */
/** @typedef {import("./markdown.mjs").Heading} Heading */
/** @typedef {import("./markdown.mjs").Token} Token */
/** @typedef {import("./outputs.mjs").Picture} Picture */

/**
 * What a page shows of a notebook.
 *
 * @param {string} name
 * @param {Language} language
 */
function readNotebook(name, language) {
  const { cells } = read(name, language);
  const file = relative(root, pathOf(name, language)).replaceAll("\\", "/");
  const first = parseMarkdown(cells[0]?.cell_type === "markdown" ? joined(cells[0].source) : "");
  const { minutes, rest } = withoutNavigation(first);
  const words = rest.filter(({ type }) => type === "inline").map(plainText);
  const parts = cells.map((cell, i) => {
    if (cell.cell_type === "markdown") return prose(cell, i === 0 ? rest : undefined);
    return cell.cell_type === "code" ? code(cell, name, language) : { html: "" };
  });
  return {
    file,
    name,
    url: file.replace(/^notebooks|\.ipynb$/g, "").concat(".html"),
    number: /^\d+/.exec(name)?.[0] ?? "",
    title: words[0] ?? name,
    description: firstSentences(words[1] ?? ""),
    minutes,
    headings: parts.flatMap(({ headings = [] }) => headings),
    pictures: parts.flatMap(({ pictures = [] }) => pictures),
    html: followLinks(parts.map(({ html }) => html).join("\n"), file),
  };
}

/** @typedef {{ html: string, headings?: Heading[], pictures?: Picture[] }} Part */

/** @param {Cell} cell @param {Token[]} [tokens] @returns {Part} */
function prose({ id, source }, tokens = parseMarkdown(joined(source))) {
  const { html, headings } = renderMarkdown(tokens, id);
  return { html: `<div class="cell prose" id="${id}">\n${html}</div>`, headings };
}

/** @param {Cell} cell @param {string} name @param {Language} language @returns {Part} */
function code({ id, source, execution_count: count, outputs = [] }, name, language) {
  const text = joined(source);
  if (text.trim() === "") {
    return { html: `<p class="cell yours" id="${id}">${escapeHtml(WORDS[language].tryIt)}</p>` };
  }
  const { html, pictures } = renderOutputs(outputs, id, name);
  const prompt = `<div class="prompt"><span>In [${count ?? " "}]</span></div>`;
  const source_ = highlight(text, "typescript");
  const shown = html && `\n<div class="outputs">\n${html}\n</div>`;
  return {
    html: `<div class="cell code" id="${id}">${prompt}\n${source_}${shown}</div>`,
    pictures,
  };
}

/**
 * A first cell without its line of links to other notebooks, in place of which a page has its own; and
 * the minutes that the line says the notebook takes.
 *
 * @param {Token[]} tokens
 */
function withoutNavigation(tokens) {
  const at = tokens.findIndex(
    ({ type, content }) =>
      type === "inline" && / · /.test(content) && /\.(ipynb|md)\b/.test(content),
  );
  if (at < 0) return { minutes: 0, rest: tokens };
  const minutes = Number(/(\d+)\s*(?:minutes|分)/.exec(tokens[at].content)?.[1] ?? 0);
  return { minutes, rest: tokens.toSpliced(at - 1, 3) };
}

/**
 * As much of a paragraph as a list or a search result shows: sentences as wide as 160 Latin letters, or one.
 *
 * @param {string} text
 */
function firstSentences(text) {
  const sentences = text.match(/.+?(?:[.!?](?=\s|$)|[。！？]|$)\s*/gs) ?? [];
  const limit = /[\u3040-\u30ff]/.test(text) ? 80 : 160; // kana are twice as wide
  let shown = "";
  for (const sentence of sentences) {
    if (shown && (shown + sentence).length > limit) break;
    shown += sentence;
  }
  return shown.trim();
}

/** @typedef {ReturnType<typeof readNotebook>} Notebook */

/** The notebooks of a language, in their order. @param {Language} language @returns {Notebook[]} */
export const readSeries = (language) =>
  namesIn(language).map((name) => readNotebook(name, language));
