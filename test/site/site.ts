import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, posix } from "node:path";
import { promisify } from "node:util";
import { inProject } from "../../scripts/lib/project.mjs";
import { type StaticServer, serveFiles } from "../../scripts/lib/static-server.mjs";
import { LIMIT } from "../limits.js";

/** Runs `npm run site`, into a folder. */
export async function buildSite(folder: string): Promise<void> {
  const args = [inProject("scripts", "site.mjs"), "--output", folder];
  await promisify(execFile)(process.execPath, args, { timeout: LIMIT });
}

/** The files of a folder with one of the endings, with `/` between their parts, in order. */
export function filesOf(folder: string, ...endings: string[]): string[] {
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const named = all.map((file) => file.replaceAll("\\", "/"));
  return named.filter((file) => endings.includes(extname(file))).sort();
}

/** The files with HTML that are ours: those of the API reference are typedoc's, others JupyterLite's. */
export function ownPages(folder: string): string[] {
  return filesOf(folder, ".html").filter((page) => !/^(api|try)\//.test(page));
}

/** Values of an attribute in HTML, of the elements whose start tag matches. */
export function attributes(html: string, tag: RegExp, name: string): string[] {
  const tags = html.match(/<[a-z][^\s>]*(?:\s[^>]*)?>/g) ?? [];
  const value = new RegExp(`\\s${name}="([^"]*)"`);
  return tags.filter((text) => tag.test(text)).flatMap((text) => value.exec(text)?.[1] ?? []);
}

/**
 * What is wrong with the links of a folder of pages: files that are not there, anchors that no element
 * has, addresses from the root, and what would be loaded from elsewhere.
 */
export function wrongLinks(folder: string): string[] {
  const pages = filesOf(folder, ".html");
  const files = new Set(readdirSync(folder, { recursive: true, encoding: "utf8" }));
  const html = new Map(pages.map((page) => [page, readFileSync(join(folder, page), "utf8")]));
  const ids = new Map(
    [...html].map(([page, text]) => [page, new Set(attributes(text, /./, "id"))]),
  );
  return [...html].flatMap(([page, text]) => {
    const loaded = [
      ...attributes(text, /^<(img|script|source|iframe)\b/, "(?:src|srcset)"),
      ...attributes(text, /^<link\b/, "href"),
    ];
    const foreign = loaded.filter((address) => /^([a-z]+:)?\/\//i.test(address));
    const links = [...loaded, ...attributes(text, /^<a\b/, "href")];
    const broken = links.filter((link) => !isThere(link, page, files, ids));
    return [...foreign, ...broken].map((link) => `${page}: ${link}`);
  });
}

function isThere(
  link: string,
  page: string,
  files: ReadonlySet<string>,
  ids: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  if (/^(https?:|data:|mailto:)/.test(link)) return true;
  const [, path = "", hash = ""] = /^([^#?]*)[^#]*#?(.*)$/.exec(link) ?? [];
  const file = path === "" ? page : posix.join(posix.dirname(page), decodeURI(path));
  if (path.startsWith("/") || !files.has(file)) return false;
  // Some anchors within typedoc's pages are wrong by typedoc.
  return (
    hash === "" || page.startsWith("api/") || ids.get(file)?.has(decodeURIComponent(hash)) === true
  );
}

/**
 * What a strict host may send along: nothing from elsewhere, no script in a page. KaTeX, Shiki and vega
 * write styles of elements; vega makes code of a chart's expressions.
 */
const POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'";

/** Serves a folder below `/a/b/`, as pages of a project are, our own by the strict policy. */
export function serveSite(folder: string): Promise<StaticServer> {
  return serveFiles(folder, {
    below: "/a/b/",
    headers: (name) => (/^api\//.test(name) ? {} : { "Content-Security-Policy": POLICY }),
  });
}
