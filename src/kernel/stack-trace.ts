import { dirname } from "node:path";
import { resolveFromTslab } from "./private-api.js";
import { originOf } from "./source-maps.js";

/** Frames kept per error; most of those that a cell's error has below it are left out again. */
const LIMIT = 40;

const HIDDEN = [
  __dirname,
  dirname(resolveFromTslab("./package.json")),
  "node:internal/",
  "node:vm",
];

/**
 * Makes `error.stack` what a reader of the notebook expects: places in cells as In[n]:line:column of the
 * cell's own text, project files by their TypeScript lines, no frames of tslab or of this launcher. To
 * be called before each cell: libraries put their own in its place and leave it there.
 */
export function installStackTraces(): void {
  Error.stackTraceLimit = LIMIT;
  Error.prepareStackTrace = (error, sites) => {
    const shown = sites.slice(0, endOf(sites)).filter(isShown);
    const frames = shown.map((site) => `\n    at ${describeSite(site)}`);
    return heading(error) + frames.join("");
  };
}

/** The number of frames above the one that calls a cell's code, which vm's own follow. */
function endOf(sites: NodeJS.CallSite[]): number {
  const vm = sites.findIndex((site) => site.getFileName() === "node:vm");
  return vm > 0 && sites[vm - 1]?.getFileName()?.startsWith("In[") ? vm - 1 : sites.length;
}

function isShown(site: NodeJS.CallSite): boolean {
  const file = site.getFileName() ?? "";
  return !HIDDEN.some((start) => file.startsWith(start));
}

function describeSite(site: NodeJS.CallSite): string {
  const file = site.getFileName() ?? "";
  const line = site.getLineNumber() ?? 0;
  const column = site.getColumnNumber() ?? 0;
  const origin = originOf({ file, line, column });
  if (origin === undefined) return String(site);
  const place = `${origin.file}:${origin.line}:${origin.column}`;
  // What earlier cells declared is called as a method of tslab's `exports`, a Proxy.
  return String(site)
    .replace(`${file}:${line}:${column}`, place)
    .replace(/^((?:async )?)Proxy\./, "$1");
}

/** The first lines of a stack: name and message, as V8 writes them. */
function heading(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}
