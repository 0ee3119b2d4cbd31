import type { Compiler } from "./compiler.js";

/** A place in a text, both counted from 1. */
export interface Position {
  line: number;
  column: number;
}

/** For each line of compiled code where its parts come from; `from` is a column, counted from 0. */
export type Mapping = readonly (readonly { from: number; to: Position }[])[];

/** From places in compiled code back to those in what it was compiled from. */
export class SourceMap {
  readonly #read: () => Mapping;
  readonly #header: number;
  #lines: Mapping | undefined;

  /**
   * `read` is asked when an error wants to know, which most cells never do; `header`: characters put
   * before the compiled code.
   */
  constructor(read: () => Mapping, header: number) {
    this.#read = read;
    this.#header = header;
  }

  /** Where a place comes from, or undefined if it is the compiler's own. */
  find({ line, column }: Position): Position | undefined {
    const at = column - 1 - (line === 1 ? this.#header : 0);
    return this.lines[line - 1]?.findLast(({ from }) => from <= at)?.to;
  }

  /** All of it, without the header, as a message can carry it. */
  get lines(): Mapping {
    this.#lines ??= this.#read();
    return this.#lines;
  }

  /** Characters put before the compiled code. */
  get header(): number {
    return this.#header;
  }
}

/** Reads the map that the compiler wrote, as JSON. */
export function readMapping(compiler: Compiler, json: string): Mapping {
  const lines: { from: number; to: Position }[][] = [];
  const { mappings } = JSON.parse(json) as { mappings: string };
  for (const mapping of compiler.decodeMappings(mappings)) {
    const { generatedLine, generatedCharacter, sourceLine, sourceCharacter } = mapping;
    if (sourceLine === undefined || sourceCharacter === undefined) continue;
    const to = { line: sourceLine + 1, column: sourceCharacter + 1 };
    lines[generatedLine] ??= [];
    lines[generatedLine].push({ from: generatedCharacter, to });
  }
  return lines;
}
