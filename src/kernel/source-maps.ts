import { SourceMap, type SourceMapPayload } from "node:module";

/** A place in a file, both counted from 1. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

interface Origin {
  /** The maps from compiled code back to the text of the cell, last step first; read when needed. */
  maps: SourceMapPayload[];
  file: string;
  /** Lines that tslab puts before the text of a cell. */
  shift: number;
}

const origins = new Map<string, Origin>();

/** Remembers that `compiled` came, through `maps`, from `file`. */
export function rememberOrigin(
  compiled: string,
  maps: SourceMapPayload[],
  file: string,
  shift: number,
): void {
  origins.set(compiled, { maps, file, shift });
}

/** Where a place in compiled code comes from, or `undefined` if it is not known. */
export function originOf({ file, line, column }: Place): Place | undefined {
  const origin = origins.get(file);
  if (origin === undefined) return undefined;
  let at = { line: line - 1, column: column - 1 };
  for (const map of origin.maps) {
    const entry = new SourceMap(map).findEntry(at.line, at.column);
    if (!("originalLine" in entry)) return undefined;
    at = { line: entry.originalLine, column: entry.originalColumn };
  }
  return { file: origin.file, line: at.line + 1 - origin.shift, column: at.column + 1 };
}

/** The source map at the end of `code`, as an inline comment, or `undefined`. */
export function inlineMap(code: string): SourceMapPayload | undefined {
  const found = /\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*$/.exec(code);
  return found === null
    ? undefined
    : (JSON.parse(Buffer.from(found[1] ?? "", "base64").toString()) as SourceMapPayload);
}
