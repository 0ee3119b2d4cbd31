import { pathToFileURL } from "node:url";
import { unmarked } from "../cells/marks.js";
import { caught } from "../run/caught.js";
import { originOf } from "../run/origins.js";
import type { Engine } from "./engine.js";

/** Frames kept per error; most of those that a cell's error has below it are left out again. */
const LIMIT = 40;

/** Where this kernel's own code is, with its compiler of cells. */
const OWN = pathToFileURL(import.meta.dirname).href;

/** The method of this kernel's that calls the compiled code of cells. */
const STARTER: keyof Engine = "execute";

const HIDDEN = [OWN, "node:internal/", "node:vm"];

/**
 * Makes `error.stack` what a reader of the notebook expects: places in cells as In[n]:line:column of the
 * cell's own text, project files by their TypeScript lines, no frames of this kernel. To
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

/** The number of frames above the one that starts a cell. */
function endOf(sites: NodeJS.CallSite[]): number {
  const start = sites.findIndex(isStart);
  return start < 0 ? sites.length : start;
}

function isStart(site: NodeJS.CallSite): boolean {
  return site.getFunctionName() === STARTER && site.getFileName()?.startsWith(OWN) === true;
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
  if (origin === undefined) return unmarked(String(site));
  const place = `${origin.file}:${origin.line}:${origin.column}`;
  return unmarked(String(site)).replace(`${file}:${line}:${column}`, place);
}

/** The first lines of a stack: name and message, as V8 writes them. */
function heading(error: Error): string {
  try {
    return Error.prototype.toString.call(caught(error));
  } catch {
    return "Error";
  }
}
