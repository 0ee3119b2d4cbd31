import { posix } from "node:path";
import { readJson } from "./files.mjs";

/** Where the project's files can be read. */
export const REPOSITORY = readJson("package.json").repository.url.replace(/^git\+|\.git$/g, "");

/**
 * What an address in a file of the project is on the site, which has the form of `notebooks/`: a page
 * for each notebook and Markdown file, an index for each README. Other files of the project are those
 * in its repository.
 *
 * @param {string} href
 * @param {string} from the file it is in, from the project's folder
 */
export function pageLink(href, from) {
  if (/^[a-z][a-z+.-]*:|^[#/]|^$/i.test(href)) return href;
  const [, path, hash] = /** @type {string[]} */ (/^([^#]*)(#.*)?$/.exec(href) ?? []);
  const file = posix.normalize(posix.join(posix.dirname(from), decodeURI(path)));
  const home = /^README(?:\.(\w+))?\.md$/.exec(file);
  if (home) return relative(`notebooks/${home[1] ? `${home[1]}/` : ""}index.html`, from);
  if (!file.startsWith("notebooks/")) return `${REPOSITORY}/blob/main/${file}${hash ?? ""}`;
  return path.replace(/\.(ipynb|md)$/, ".html") + (hash ?? "");
}

/** @param {string} to @param {string} from */
function relative(to, from) {
  return posix.relative(posix.dirname(from), to);
}

/** The HTML with its addresses made those of the site. @param {string} html @param {string} from */
export function followLinks(html, from) {
  return html.replace(
    /(<(?:a|img)\b[^>]*?\b(?:href|src)=")([^"]*)"/g,
    (_, start, href) => `${start}${pageLink(href, from)}"`,
  );
}
