import type { Position, SourceMap } from "../cells/source-map.js";

/** A place in a file. */
export interface Place extends Position {
  file: string;
}

const origins = new Map<string, { map: SourceMap; file: string }>();

/** Remembers that what is called `compiled` in stack traces came, through `map`, from `file`. */
export function rememberOrigin(compiled: string, map: SourceMap, file: string): void {
  origins.set(compiled, { map, file });
}

/** Where a place in compiled code comes from, or undefined if it is not known. */
export function originOf({ file, line, column }: Place): Place | undefined {
  const origin = origins.get(file);
  const found = origin?.map.find({ line, column });
  return origin === undefined || found === undefined ? undefined : { file: origin.file, ...found };
}
