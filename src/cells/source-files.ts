import type * as ts from "typescript";
import type { Compiler } from "./compiler.js";
import { type Files, isOfPackage } from "./files.js";

/** What the browser's libraries would promise, and Node does not have. */
const BROWSER_LIBRARY = /\/lib\.(dom|webworker|scripthost)[^/]*\.d\.ts$/;

/** The parsed files of a program; a file of the project is parsed again when it has changed. */
export class SourceFiles {
  readonly #compiler: Compiler;
  readonly #files: Files;
  readonly #library: string;
  /** Library files that are wanted by name, also those of browsers. */
  readonly #wanted: readonly string[];
  /** Files that are on no disk: modules and declarations made in cells. */
  readonly #virtual = new Map<string, string>();
  readonly #parsed = new Map<string, { file: ts.SourceFile; modified: number }>();
  readonly #commented = new WeakMap<ts.SourceFile, ts.SourceFile>();

  /** `library`: the folder of TypeScript's library files, of which `wanted` are asked for by name. */
  constructor(compiler: Compiler, files: Files, library: string, wanted: readonly string[]) {
    this.#compiler = compiler;
    this.#files = files;
    this.#library = library;
    this.#wanted = wanted;
  }

  exists(path: string): boolean {
    return this.#virtual.has(path) || this.#files.fileExists(path);
  }

  text(path: string): string | undefined {
    return this.#virtual.get(path) ?? this.#files.readFile(path);
  }

  realpath(path: string): string {
    return this.#virtual.has(path) ? path : this.#files.realpath(path);
  }

  /** Puts a file where none is, or in the place of one. */
  put(path: string, text: string): void {
    this.#virtual.set(path, text);
    this.#parsed.delete(path);
  }

  /** The files of the project that are not what they were when they were parsed. */
  changed(): string[] {
    const all = [...this.#parsed];
    return all
      .filter(([path, { modified }]) => this.#modified(path) !== modified)
      .map(([path]) => path);
  }

  parse(
    path: string,
    settings: ts.ScriptTarget | ts.CreateSourceFileOptions,
  ): ts.SourceFile | undefined {
    const modified = this.#modified(path);
    const known = this.#parsed.get(path);
    if (known !== undefined && known.modified === modified) return known.file;
    const text = this.#isUnwanted(path) ? "" : this.text(path);
    if (text === undefined) return undefined;
    const { ParseAll, ParseNone } = this.#compiler.JSDocParsingMode;
    // The comments of libraries are read when somebody asks for them: they are half of the text.
    const jsDocParsingMode = this.#isLibrary(path) ? ParseNone : ParseAll;
    const given = typeof settings === "object" ? settings : { languageVersion: settings };
    const file = this.#compiler.createSourceFile(path, text, { ...given, jsDocParsingMode });
    this.#parsed.set(path, { file, modified });
    return file;
  }

  /** The same file with its comments. */
  withComments(file: ts.SourceFile): ts.SourceFile {
    if (!this.#isLibrary(file.fileName)) return file;
    const known = this.#commented.get(file);
    if (known !== undefined) return known;
    const settings = {
      languageVersion: this.#compiler.ScriptTarget.Latest,
      jsDocParsingMode: this.#compiler.JSDocParsingMode.ParseAll,
    };
    const read = this.#compiler.createSourceFile(file.fileName, file.text, settings, true);
    this.#commented.set(file, read);
    return read;
  }

  #isLibrary(path: string): boolean {
    return isOfPackage(path) || path.startsWith(this.#library);
  }

  #isUnwanted(path: string): boolean {
    return BROWSER_LIBRARY.test(path) && !this.#wanted.some((name) => path.endsWith(`/${name}`));
  }

  /** What a package brings is taken not to change. */
  #modified(path: string): number {
    return this.#virtual.has(path) || this.#isLibrary(path) ? 0 : this.#files.modified(path);
  }
}
