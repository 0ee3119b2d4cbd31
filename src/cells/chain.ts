import type * as ts from "typescript";
import type { BoundFile, Compiler } from "./compiler.js";
import { join } from "./files.js";

/**
 * The cells that have run, one behind the other. A cell is a module of its own; what it does not declare is
 * looked up in the cell before, which is its `parent` in the eyes of the checker. So a name declared again
 * hides the earlier one, and nothing that was checked is ever checked again.
 */
export class Chain {
  readonly #compiler: Compiler;
  readonly #folder: string;
  readonly #options: ts.CompilerOptions;
  /** The variables, functions and classes that cells share, as the checker knows them. */
  readonly #shared = new WeakSet<ts.Symbol>();
  /** Those that the kernel provides: they are declared for the checker, and there all the same. */
  readonly #provided = new WeakSet<ts.Symbol>();
  #last: BoundFile | undefined;
  #made: number;

  /** `made`: how many cells there were before: a checker remembers what was wrong with files by their names. */
  constructor(compiler: Compiler, folder: string, options: ts.CompilerOptions, made: number) {
    this.#compiler = compiler;
    this.#folder = folder;
    this.#options = options;
    this.#made = made;
  }

  /** How many cells there were. */
  get made(): number {
    return this.#made;
  }

  /** The cell that a new one would follow. */
  get last(): BoundFile | undefined {
    return this.#last;
  }

  /** `code` as a cell after the last one; it is no part of the chain until it is kept. */
  bind(code: string, kind: ts.ScriptKind = this.#compiler.ScriptKind.TS): BoundFile {
    this.#made += 1;
    const extension = kind === this.#compiler.ScriptKind.TSX ? "tsx" : "ts";
    const path = join(this.#folder, `__cell_${this.#made}__.${extension}`);
    const settings = {
      languageVersion: this.#compiler.ScriptTarget.Latest,
      // With or without import and export, a cell is a module: it may declare what globals declare.
      setExternalModuleIndicator: (file: ts.SourceFile): void => {
        (file as BoundFile).externalModuleIndicator = true;
      },
    };
    const file = this.#compiler.createSourceFile(path, code, settings, true, kind) as BoundFile;
    Object.assign(file, { path, resolvedPath: path, originalFileName: path });
    this.#compiler.bindSourceFile(file, this.#options);
    if (this.#last !== undefined) file.parent = this.#last;
    for (const symbol of topSymbols(file)) this.#shared.add(symbol);
    return file;
  }

  /** Puts declarations of what the kernel provides before all cells. */
  provide(declarations: string): void {
    const file = this.bind(declarations);
    for (const symbol of topSymbols(file)) this.#provided.add(symbol);
    this.#last = file;
  }

  /** Puts declarations of what there is outside of cells before all cells. */
  tell(declarations: string): void {
    this.#last = this.bind(declarations);
  }

  /**
   * Puts a cell that has run at the end of the chain, without the names for which `isMissing` is true:
   * what comes after a failure was never declared.
   */
  keep(file: BoundFile, isMissing: (name: string, symbol: ts.Symbol) => boolean): void {
    for (const [key, symbol] of file.locals ?? []) {
      const name = this.#compiler.unescapeLeadingUnderscores(key);
      if (isAmbient(this.#compiler, symbol) || !isMissing(name, symbol)) continue;
      file.locals?.delete(key);
      file.symbol?.exports?.delete(key);
    }
    // A cell that declares nothing is not asked for names any more.
    if (file.locals !== undefined && file.locals.size > 0) this.#last = file;
  }

  /** Whether `symbol` is shared by cells: declared at the top of one, and not only for the checker. */
  isShared(symbol: ts.Symbol): boolean {
    if (this.#provided.has(symbol)) return true;
    return this.#shared.has(symbol) && !isAmbient(this.#compiler, symbol);
  }

  /** The cells in their order. */
  get all(): BoundFile[] {
    const files: BoundFile[] = [];
    for (let file = this.#last; file !== undefined; file = file.parent as BoundFile)
      files.push(file);
    return files.reverse();
  }
}

/** What a file declares at its top; for what it exports also the side that importers see. */
function topSymbols(file: BoundFile): ts.Symbol[] {
  return [...(file.locals?.values() ?? []), ...(file.symbol?.exports?.values() ?? [])];
}

/** Whether all declarations of a symbol only tell of something, as `declare let` and `declare module` do. */
function isAmbient(compiler: Compiler, symbol: ts.Symbol): boolean {
  const { declarations = [] } = symbol;
  return declarations.length > 0 && declarations.every((node) => isAmbientNode(compiler, node));
}

function isAmbientNode(compiler: Compiler, declaration: ts.Node): boolean {
  for (let node = declaration; node !== undefined; node = node.parent) {
    if (compiler.isSourceFile(node)) return node.isDeclarationFile;
    const modifiers = compiler.canHaveModifiers(node) ? compiler.getModifiers(node) : undefined;
    if (modifiers?.some(({ kind }) => kind === compiler.SyntaxKind.DeclareKeyword)) return true;
  }
  return false;
}
