import type { Compiler } from "./compiler.js";

/** A place in a text, both counted from 1. */
export interface Position {
  line: number;
  column: number;
}

/** From places in compiled code back to those in what it was compiled from. */
export class SourceMap {
  readonly #compiler: Compiler;
  readonly #json: string;
  readonly #header: number;
  #lines: { from: number; to: Position }[][] | undefined;

  /** `json`: the map as the compiler wrote it; `header`: characters put before the compiled code. */
  constructor(compiler: Compiler, json: string, header: number) {
    this.#compiler = compiler;
    this.#json = json;
    this.#header = header;
  }

  /** Where a place comes from, or undefined if it is the compiler's own. */
  find({ line, column }: Position): Position | undefined {
    this.#lines ??= this.#read();
    const at = column - 1 - (line === 1 ? this.#header : 0);
    return this.#lines[line - 1]?.findLast(({ from }) => from <= at)?.to;
  }

  /** Read when an error asks for it, which most cells never do. */
  #read(): { from: number; to: Position }[][] {
    const lines: { from: number; to: Position }[][] = [];
    const { mappings } = JSON.parse(this.#json) as { mappings: string };
    for (const mapping of this.#compiler.decodeMappings(mappings)) {
      const { generatedLine, generatedCharacter, sourceLine, sourceCharacter } = mapping;
      if (sourceLine === undefined || sourceCharacter === undefined) continue;
      const to = { line: sourceLine + 1, column: sourceCharacter + 1 };
      lines[generatedLine] ??= [];
      lines[generatedLine].push({ from: generatedCharacter, to });
    }
    return lines;
  }
}
