import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { inProject } from "../lib/project.mjs";
import { markForeign } from "./languages.mjs";
import { followLinks, REPOSITORY } from "./links.mjs";
import { parseMarkdown, plainText, renderMarkdown } from "./markdown.mjs";
import { pictureOf } from "./outputs.mjs";
import { WORDS } from "./words.mjs";

/** @typedef {import("./languages.mjs").Language} Language */
/** @typedef {import("./notebook.mjs").Notebook} Notebook */

/**
 * Has Eleventy write a page for each notebook and Markdown file of `notebooks/`, each in the place of
 * its file, and an index for each language.
 *
 * @param {any} config Eleventy's
 * @param {Record<Language, Notebook[]>} series
 */
export function configure(config, series) {
  config.setUseGitIgnore(false);
  config.ignores.add("**/.ipynb_checkpoints/**");
  config.setIncludesDirectory("../scripts/site/layouts");
  config.addPassthroughCopy("notebooks/**/*.{png,svg,jpg}");
  config.addGlobalData(
    "permalink",
    () =>
      (/** @type {any} */ { page }) =>
        `${page.filePathStem}.html`,
  );
  addKind(config, "ipynb", (file) => notebookPage(file, series));
  addKind(config, "md", markdownPage);
  for (const language of /** @type {Language[]} */ (["en", "ja"])) {
    const url = `${language === "en" ? "" : "/ja"}/index.html`;
    config.addTemplate(url.slice(1).replace("html", "njk"), "", indexPage(url, language, series));
  }
  config.addFilter("from", from);
  config.addFilter("picture", pictureOf);
  config.addTransform("foreign words", markForeign);
}

/**
 * Files of a kind become what `page` makes of them.
 *
 * @param {any} config
 * @param {string} ending
 * @param {(file: string) => object & { html: string }} page
 */
function addKind(config, ending, page) {
  config.addTemplateFormats(ending);
  config.addExtension(ending, {
    read: false,
    getData: (/** @type {string} */ path) => page(path.replace(/^\.\//, "")),
    compile:
      () =>
      (/** @type {{ html: string }} */ { html }) =>
        html,
  });
}

/** @param {string} file @param {Record<Language, Notebook[]>} series */
function notebookPage(file, series) {
  const language = file.startsWith("notebooks/ja/") ? "ja" : "en";
  const own = series[language];
  const at = own.findIndex((notebook) => notebook.file === file);
  const notebook = own[at];
  const twin = series[other(language)].find(({ name }) => name === notebook.name);
  return {
    ...everyPage(language, twin?.url),
    ...notebook,
    layout: "notebook.njk",
    live: `/try/notebooks/index.html?path=${file.replace("notebooks/", "")}`,
    before: own[at - 1],
    after: own[at + 1],
  };
}

/** @param {string} file */
function markdownPage(file) {
  const tokens = parseMarkdown(readFileSync(inProject(file), "utf8"));
  const [title = file, description = ""] = tokens
    .filter(({ type }) => type === "inline")
    .map(plainText);
  const { html } = renderMarkdown(tokens, "text");
  const language = file.startsWith("notebooks/ja/") ? "ja" : "en";
  return {
    ...everyPage(language),
    layout: "text.njk",
    title,
    description,
    html: followLinks(html, file),
  };
}

/** @param {string} url @param {Language} language @param {Record<Language, Notebook[]>} series */
function indexPage(url, language, series) {
  const { heading: title, description } = WORDS[language];
  const notebooks = series[language].map((notebook) => {
    const [first] = notebook.pictures;
    const path = from(notebook.url.replace(".html", `/${first?.name}`), url);
    return {
      ...notebook,
      picture: first && { ...first, path, hasDark: Boolean(first.spec), alt: "" },
    };
  });
  return { ...everyPage(language), layout: "index.njk", title, description, notebooks };
}

/** @param {Language} language @param {string} [twin] the page in the other language, if there is one */
function everyPage(language, twin) {
  const homes = { en: "/index.html", ja: "/ja/index.html" };
  return {
    language,
    words: WORDS[language],
    repository: REPOSITORY,
    home: homes[language],
    twin,
    otherHome: homes[other(language)],
  };
}

/** @param {Language} language @returns {Language} */
const other = (language) => (language === "en" ? "ja" : "en");

/** The address of one page in another, so that the site may lie in any folder. @param {string} url @param {string} page */
function from(url, page) {
  return posix.relative(page.replace(/[^/]*$/, ""), url);
}
