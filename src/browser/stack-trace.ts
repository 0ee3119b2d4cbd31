import { unmarked } from "../cells/marks.js";
import { caught } from "../run/caught.js";
import { originOf } from "../run/origins.js";

/** Frames kept per error; those that are not the reader's are left out again. */
const LIMIT = 40;

/** A frame as Firefox and Safari write it: `name@file:line:column`. */
const FRAME = /^(.*)@(.*):(\d+):(\d+)$/;

/**
 * Makes `error.stack` what a reader of the notebook expects: places in cells as In[n]:line:column of the
 * cell's own text, project files by their TypeScript lines, no frames of this kernel or of packages.
 */
export function installStackTraces(): void {
  Error.stackTraceLimit = LIMIT;
  Error.prepareStackTrace = (error, sites) => {
    const frames = sites.flatMap((site) => {
      const place = placeOf(
        site.getScriptNameOrSourceURL(),
        site.getLineNumber(),
        site.getColumnNumber(),
      );
      return place === undefined ? [] : [frame(nameOf(site), place)];
    });
    return [heading(error), ...frames].join("\n");
  };
}

/** The stack of an error in a browser that does not ask `Error.prepareStackTrace`. */
export function readableStack(error: Error): string | undefined {
  const lines = error.stack?.split("\n") ?? [];
  if (!lines.some((line) => FRAME.test(line))) return error.stack;
  const frames = lines.flatMap((line) => {
    const [, name = "", file, row, column] = FRAME.exec(line) ?? [];
    const place = placeOf(file, Number(row), Number(column));
    return place === undefined ? [] : [frame(name, place)];
  });
  return [heading(error), ...frames].join("\n");
}

function placeOf(
  file: string | null | undefined,
  line: number | null,
  column: number | null,
): string | undefined {
  if (!file) return undefined;
  const origin = originOf({ file, line: line ?? 0, column: column ?? 0 });
  return origin && `${origin.file}:${origin.line}:${origin.column}`;
}

function frame(name: string, place: string): string {
  return unmarked(name === "" ? `    at ${place}` : `    at ${name} (${place})`);
}

/** The function of a frame, as V8 names it. */
function nameOf(site: NodeJS.CallSite): string {
  const name = site.getFunctionName() ?? "";
  if (site.isConstructor()) return `new ${name || "<anonymous>"}`;
  const type = site.isToplevel() ? null : site.getTypeName();
  const method = type && name !== "" && !name.startsWith(type) ? `${type}.${name}` : name;
  // The code of a cell has a function of its own, which its reader knows nothing of.
  if (/^(Object\.)?eval$/.test(method)) return "";
  return site.isAsync() && method !== "" ? `async ${method}` : method;
}

/** The first lines of a stack: name and message. */
function heading(error: Error): string {
  try {
    return Error.prototype.toString.call(caught(error));
  } catch {
    return "Error";
  }
}
