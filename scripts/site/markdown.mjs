import katexPlugin from "@vscode/markdown-it-katex";
import MarkdownIt from "markdown-it";
import { createCssVariablesTheme, createHighlighter } from "shiki";

/** The languages of code that get colours; code in others is shown plain. */
const LANGUAGES = ["typescript", "javascript", "python", "shellscript", "json"];

/** Colours by name, so that style.css has those of both themes. */
const theme = createCssVariablesTheme({ name: "page", variablePrefix: "--code-" });

const highlighter = await createHighlighter({ themes: [theme], langs: LANGUAGES });
const loaded = new Set(highlighter.getLoadedLanguages());

/** The HTML of code, a `<pre>`. @param {string} code @param {string} language a name or alias of Shiki's */
export function highlight(code, language) {
  const lang = loaded.has(language) ? language : "text";
  // A limit of time would leave a line plain where the machine is busy.
  return highlighter.codeToHtml(code, {
    lang,
    theme: "page",
    tabindex: false,
    tokenizeTimeLimit: 0,
  });
}

/**
 * @typedef {object} Heading
 * @property {number} level
 * @property {string} html its words, as a line of contents
 * @property {string} text
 * @property {string} id
 */

const markdown = new MarkdownIt({ html: true, highlight });
markdown.use(/** @type {any} */ (katexPlugin).default ?? katexPlugin, {
  strict: "ignore", // letters of any script may stand in a formula
  throwOnError: true,
});
// A wide table scrolls by itself.
markdown.renderer.rules.table_open = () => '<div class="scroll"><table>';
markdown.renderer.rules.table_close = () => "</table></div>";

/** @param {string} source */
export function parseMarkdown(source) {
  return markdown.parse(source, {});
}

/** @typedef {ReturnType<typeof parseMarkdown>[number]} Token */

/**
 * The HTML of parsed Markdown, and its headings. A heading with which the piece begins has the anchor
 * of the piece, others have a number after it: so they are the same in every language.
 *
 * @param {Token[]} tokens
 * @param {string} id the anchor of the piece
 */
export function renderMarkdown(tokens, id) {
  /** @type {Heading[]} */
  const headings = [];
  tokens.forEach((token, i) => {
    if (token.type !== "heading_open") return;
    const line = tokens[i + 1];
    const anchor = i === 0 ? id : `${id}-${headings.length + 1}`;
    if (i > 0) token.attrSet("id", anchor);
    headings.push({
      level: Number(token.tag.slice(1)),
      html: markdown.renderer.renderInline(line.children ?? [], markdown.options, {}),
      text: plainText(line),
      id: anchor,
    });
  });
  return { html: markdown.renderer.render(tokens, markdown.options, {}), headings };
}

/** The words of a paragraph or heading, formulas as TeX. @param {Token} inline */
export function plainText({ children }) {
  return (children ?? [])
    .map(({ type, content }) => (/break$/.test(type) ? " " : content))
    .join("")
    .trim();
}
