import type * as ts from "typescript";
import type { BoundFile, Checker, Compiler, ProgramHost } from "./compiler.js";
import { type Files, join } from "./files.js";
import { Resolver } from "./resolver.js";
import { LENIENT } from "./settings.js";
import { SourceFiles } from "./source-files.js";

/** Where a program finds what it always needs. */
export interface Places {
  /** The notebook's folder. */
  cwd: string;
  /** The folder of TypeScript's library files. */
  library: string;
  /** The declarations of the platform's globals and modules: `@types/node`. */
  platform: string | undefined;
  /** Packages that cells find though they are not installed for the notebook: path of the types by name. */
  packages: ReadonlyMap<string, string>;
}

/**
 * All files that cells know: libraries, packages, and the project's files; with one type checker that lives on
 * while the program grows. Cells are no part of it: they lie in front of it, one behind the other.
 */
export class LivingProgram {
  readonly #compiler: Compiler;
  readonly #files: Files;
  readonly #places: Places;
  readonly options: ts.CompilerOptions;
  readonly #sources: SourceFiles;
  readonly #resolver: Resolver;
  readonly #host: ts.CompilerHost;
  readonly #roots = new Set<string>();
  #program: ts.Program;
  /** The program as checkers see it: with the newest files, and with what cells import. */
  readonly #view: ProgramHost;
  readonly #imports = new WeakMap<ts.SourceFile, Map<string, ts.ResolvedModuleFull | undefined>>();
  #augmenting: ts.SourceFile[] = [];
  #checker: Checker | undefined;
  #lenient: Checker | undefined;
  /** Counts the checkers; a new one has yet to infer the types of earlier cells. */
  generation = 0;

  constructor(compiler: Compiler, files: Files, places: Places, options: ts.CompilerOptions) {
    this.#compiler = compiler;
    this.#files = files;
    this.#places = places;
    this.options = options;
    this.#sources = new SourceFiles(compiler, files, places.library, options.lib ?? []);
    this.#host = this.#createHost();
    const { platform, packages } = places;
    this.#resolver = new Resolver(compiler, options, this.#host, platform, packages);
    if (places.platform !== undefined) this.#roots.add(places.platform);
    this.#program = this.#createProgram();
    this.#view = this.#createView();
  }

  /** The checker whose types cells have. */
  get checker(): Checker {
    if (this.#checker === undefined) {
      this.generation += 1;
      this.#checker = this.#compiler.createTypeChecker(this.#view);
    }
    return this.#checker;
  }

  /** A checker that allows what tslab allows; made when it is first needed. */
  get lenient(): Checker {
    this.#lenient ??= this.#compiler.createTypeChecker(
      Object.assign(Object.create(this.#view), {
        getCompilerOptions: () => ({ ...this.options, ...LENIENT }),
      }),
    );
    return this.#lenient;
  }

  /** The program, as the language services want it. */
  get view(): ProgramHost {
    return this.#view;
  }

  get host(): ts.CompilerHost {
    return this.#host;
  }

  /** A file of the program with its comments, which for libraries are left out at first. */
  withComments(file: ts.SourceFile): ts.SourceFile {
    return this.#sources.withComments(file);
  }

  file(path: string): ts.SourceFile | undefined {
    return this.#program.getSourceFile(path);
  }

  /** The file that `specifier` means in the file `from`. */
  resolve(
    specifier: string,
    from: string,
    mode?: ts.ResolutionMode,
  ): ts.ResolvedModuleFull | undefined {
    return this.#resolver.module(specifier, from, mode);
  }

  /** Takes up what `file`, a cell, imports. */
  include(file: ts.SourceFile, specifiers: readonly ts.StringLiteralLike[]): void {
    const found = new Map<string, ts.ResolvedModuleFull | undefined>();
    this.#imports.set(file, found);
    if (specifiers.length === 0) return;
    this.refresh();
    for (const { text } of specifiers) found.set(text, this.resolve(text, file.fileName));
    const paths = [...found.values()].flatMap((to) =>
      to === undefined ? [] : [to.resolvedFileName],
    );
    this.includePaths(paths);
  }

  /** Takes up files of the disk, with what they import. */
  includePaths(paths: readonly string[]): void {
    const missing = paths.filter((path) => this.file(path) === undefined);
    if (missing.length === 0) return;
    for (const path of missing) this.#roots.add(path);
    this.#grow();
  }

  /** Sees changes of the project's files; whether there were any. */
  refresh(): boolean {
    const changed = this.#sources.changed();
    if (changed.length === 0) return false;
    for (const path of changed) if (!this.#sources.exists(path)) this.#roots.delete(path);
    this.#program = this.#createProgram();
    Object.setPrototypeOf(this.#view, this.#program);
    this.#renewCheckers();
    return true;
  }

  /** Puts a file beside the notebook that is on no disk, or takes the place of one. */
  put(path: string, text: string): void {
    this.#sources.put(path, text);
    this.#roots.add(path);
    this.#program = this.#createProgram();
    Object.setPrototypeOf(this.#view, this.#program);
    this.#renewCheckers();
  }

  /** Has `file`, a cell with `declare global` or a module's augmentation, change what all cells know. */
  augment(file: ts.SourceFile): void {
    this.#augmenting = [...this.#augmenting, file];
    this.#renewCheckers();
  }

  /** Takes that back. */
  forget(file: ts.SourceFile): void {
    if (!this.#augmenting.includes(file)) return;
    this.#augmenting = this.#augmenting.filter((other) => other !== file);
    this.#renewCheckers();
  }

  /** Takes back what all cells have changed of what all cells know. */
  forgetAll(): void {
    if (this.#augmenting.length === 0) return;
    this.#augmenting = [];
    this.#renewCheckers();
  }

  #renewCheckers(): void {
    this.#checker = undefined;
    this.#lenient = undefined;
  }

  /** Where nothing global is new, the checkers go on with the new modules. */
  #grow(): void {
    const before = new Set(this.#program.getSourceFiles());
    this.#program = this.#createProgram();
    Object.setPrototypeOf(this.#view, this.#program);
    const added = this.#program.getSourceFiles().filter((file) => !before.has(file)) as BoundFile[];
    if (added.some((file) => this.#changesGlobals(file))) this.#renewCheckers();
    else for (const file of added) this.#compiler.bindSourceFile(file, this.options);
  }

  #changesGlobals(file: BoundFile): boolean {
    if (file.fileName.endsWith(".json")) return false;
    const isModule = this.#compiler.isExternalModule(file) || "commonJsModuleIndicator" in file;
    return !isModule || file.moduleAugmentations?.length > 0 || file.ambientModuleNames?.length > 0;
  }

  #createProgram(): ts.Program {
    return this.#compiler.createProgram({
      rootNames: [...this.#roots],
      options: this.options,
      host: this.#host,
      oldProgram: this.#program,
    });
  }

  #createView(): ProgramHost {
    const view = Object.create(this.#program) as ProgramHost;
    const ofProgram = (): ProgramHost => this.#program as ProgramHost;
    return Object.assign(view, {
      getSourceFiles: () => [...this.#program.getSourceFiles(), ...this.#augmenting],
      getTypeChecker: () => this.checker,
      getCompilerOptions: () => this.options,
      getResolvedModule: (file: ts.SourceFile, name: string, mode: ts.ResolutionMode) => {
        const own = this.#imports.get(file);
        if (own === undefined) return ofProgram().getResolvedModule(file, name, mode);
        return own.has(name) ? { resolvedModule: own.get(name) } : undefined;
      },
      getResolvedModuleFromModuleSpecifier: (
        specifier: ts.StringLiteralLike,
        file: ts.SourceFile = specifier.getSourceFile(),
      ) => {
        const own = this.#imports.get(file);
        if (own === undefined) {
          return ofProgram().getResolvedModuleFromModuleSpecifier(specifier, file);
        }
        return own.has(specifier.text) ? { resolvedModule: own.get(specifier.text) } : undefined;
      },
    });
  }

  #createHost(): ts.CompilerHost {
    const files = this.#files;
    const { cwd, library } = this.#places;
    return {
      getSourceFile: (path, settings) => this.#sources.parse(path, settings),
      getDefaultLibFileName: (options) =>
        join(library, this.#compiler.getDefaultLibFileName(options)),
      getDefaultLibLocation: () => library,
      getCurrentDirectory: () => cwd,
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => "\n",
      writeFile() {},
      fileExists: (path) => this.#sources.exists(path),
      readFile: (path) => this.#sources.text(path),
      directoryExists: (path) => files.directoryExists(path),
      getDirectories: (path) => files.getDirectories(path),
      realpath: (path) => this.#sources.realpath(path),
      resolveModuleNameLiterals: (literals, from, _redirected, _options, file) =>
        literals.map((literal) => {
          const mode = this.#compiler.getModeForUsageLocation(file, literal, this.options);
          return { resolvedModule: this.#resolver.module(literal.text, from, mode) };
        }),
      resolveTypeReferenceDirectiveReferences: (references, from) =>
        references.map((reference) => {
          const name = typeof reference === "string" ? reference : reference.fileName;
          return this.#resolver.types(name, from);
        }),
    };
  }
}
