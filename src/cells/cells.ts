import type * as ts from "typescript";
import { Chain } from "./chain.js";
import type { BoundFile, Checker, Compiler } from "./compiler.js";
import { type Completions, complete } from "./complete.js";
import { check, type Findings, type Problem, toProblem } from "./diagnostics.js";
import { emit } from "./emit.js";
import { type Files, isOfPackage, join, relative } from "./files.js";
import { foreignForm } from "./foreign-forms.js";
import { isOfRun } from "./import-statements.js";
import { type Description, inspect } from "./inspect.js";
import { type Completeness, isComplete } from "./is-complete.js";
import { jsxTransformer } from "./jsx-transform.js";
import { CELL } from "./marks.js";
import { hasTopLevelAwait, moduleReferences } from "./module-references.js";
import { LivingProgram, type Places } from "./program.js";
import { runtimeTransformer } from "./runtime-transform.js";
import { scopeTransformer } from "./scope-transform.js";
import { readSettings, type Settings } from "./settings.js";
import { SourceMap } from "./source-map.js";

/** Where the compiled code of a cell starts. */
const HEADER = `(async (${CELL}) => {`;

/** What the function that a module of the project is compiled to starts with. */
export const MODULE_HEADER: string = `function (exports, require, module, __filename, __dirname, ${CELL}) {`;

/** A cell that can be run. */
export interface CompiledCell {
  /** An async function of the cell's {@link CellRuntime}; its last expression comes as `[value]`. */
  code: string;
  map: SourceMap;
  /** What strict types find wrong, and tslab lets run. */
  warnings: Problem[];
  /** To be called after the cell has run, or failed: keeps what it has declared for later cells. */
  keep(isThere: (name: string) => boolean): void;
}

/** A module of the project that can be run. */
export interface CompiledModule {
  /** A function of `exports`, `require`, `module`, `__filename`, `__dirname` and `__cell__`. */
  code: string;
  map: SourceMap;
  /** Whether it waits at its top, so that the function has to be async. */
  isAsync: boolean;
  /** The modules that it imports, in their order. */
  imports: string[];
}

/** What the kernel gives the engine besides compiler and files. */
export interface Surroundings extends Places {
  strict: boolean;
  /** Declarations of what the kernel provides to cells, as shared names. */
  provided: string;
  /** Names of all globals there are, whether or not the declarations of the platform know them. */
  globals: readonly string[];
  /** Names of all modules that the platform brings. */
  modules: readonly string[];
}

/** The engine of cells: TypeScript of a cell in; JavaScript, errors, completions, documentation out. */
export class Cells {
  readonly #compiler: Compiler;
  readonly #files: Files;
  readonly #around: Surroundings;
  readonly #settings: Settings;
  readonly #program: LivingProgram;
  readonly #chain: Chain;
  readonly #checked = new WeakMap<ts.SourceFile, Problem[]>();
  readonly #commented = new WeakMap<ts.SourceFile, ts.SourceFile>();
  /** The modules that cells have told of, by `declare module`, counted. */
  readonly #declared = new Map<string, number>();
  #remark: string | undefined;
  #inferred = 0;

  constructor(compiler: Compiler, files: Files, around: Surroundings) {
    this.#compiler = compiler;
    this.#files = files;
    this.#around = around;
    this.#settings = readSettings(compiler, files, around.cwd, around.strict);
    this.#remark = this.#settings.remark;
    const { options } = this.#settings;
    this.#program = new LivingProgram(compiler, files, around, options);
    this.#chain = new Chain(compiler, around.cwd, options);
    this.#declareModules();
    const { checker } = this.#program;
    const unknown = around.globals.filter(
      (name) =>
        checker.resolveName(name, undefined, compiler.SymbolFlags.Value, false) === undefined,
    );
    this.#chain.tell(unknown.map((name) => `declare var ${name}: any;`).join("\n"));
    this.#chain.provide(around.provided);
  }

  /** Modules that the platform has and its declarations do not know hold anything. */
  #declareModules(): void {
    const files = this.#program.view.getSourceFiles() as BoundFile[];
    const known = new Set(files.flatMap(({ ambientModuleNames }) => ambientModuleNames ?? []));
    const unknown = this.#around.modules.filter(
      (name) => !name.startsWith("_") && !known.has(name),
    );
    if (unknown.length === 0) return;
    const text = unknown.map((name) => `declare module "${name}";`).join("\n");
    this.#program.put(join(this.#around.cwd, "__platform__.d.ts"), text);
  }

  /** Something to say once about a `tsconfig.json` beside the notebook. */
  takeRemark(): string | undefined {
    const remark = this.#remark;
    this.#remark = undefined;
    return remark;
  }

  /** Compiles a cell, or says what is wrong with it; nothing is remembered before `keep`. */
  compile(code: string): CompiledCell | { problems: Problem[] } {
    const { file, findings, problems } = this.#check(code);
    if (problems.length > 0) {
      this.#program.forget(file);
      const foreign = foreignForm(problems);
      return { problems: foreign === undefined ? problems : [foreign] };
    }
    const { options } = this.#settings;
    const { checker } = this.#program;
    const emitted = emit(this.#compiler, this.#program.view, checker, file, options, {
      before: [
        scopeTransformer(this.#compiler, checker, this.#chain),
        runtimeTransformer(this.#compiler),
      ],
      after: [jsxTransformer(this.#compiler, options, (name) => this.#isShared(name, file))],
    });
    return {
      code: `${HEADER}${emitted.code.replace(/^#!.*/, "")}\n})`,
      map: new SourceMap(this.#compiler, emitted.map, HEADER.length),
      warnings: findings.warnings.map((warning) => toProblem(this.#compiler, warning, undefined)),
      keep: (isThere) =>
        this.#chain.keep(
          file,
          (name, symbol) =>
            !isThere(name) && isOfRun(this.#compiler, this.#program.checker, symbol),
        ),
    };
  }

  /** The file of the project that `specifier` means in the file `from`; undefined for a package. */
  resolve(specifier: string, from: string): string | undefined {
    const path = this.#program.resolve(specifier, from)?.resolvedFileName;
    return path === undefined || isOfPackage(path) || /\.d\.[cm]?ts$/.test(path) ? undefined : path;
  }

  /** Compiles a module of the project; undefined for a CommonJS file, which runs as it is. */
  compileModule(path: string): CompiledModule | { problems: Problem[] } | undefined {
    const options = { ...this.#settings.options, module: this.#compiler.ModuleKind.CommonJS };
    const transformers = { before: [runtimeTransformer(this.#compiler)] };
    if (/\.[cm]?jsx?$/.test(path)) return this.#compileScript(path, options, transformers);
    this.#program.refresh();
    this.#program.includePaths([path]);
    const file = this.#program.file(path) as BoundFile | undefined;
    if (file === undefined) return undefined;
    const problems = this.#problemsOf(file);
    if (problems.length > 0) return { problems };
    const { view, checker } = this.#program;
    const { code, map } = emit(this.#compiler, view, checker, file, options, transformers);
    return this.#asFunction(file, code, map);
  }

  /** JavaScript, which is not checked; what has no modules in it needs no compiler. */
  #compileScript(
    path: string,
    options: ts.CompilerOptions,
    transformers: ts.CustomTransformers,
  ): CompiledModule | undefined {
    const text = this.#files.readFile(path) ?? "";
    if (!/\bimport\s*[({"'.]|^\s*(im|ex)port\b/m.test(text)) return undefined;
    const { Latest } = this.#compiler.ScriptTarget;
    const file = this.#compiler.createSourceFile(path, text, Latest, true) as BoundFile;
    const { outputText, sourceMapText = "" } = this.#compiler.transpileModule(text, {
      // By its ending a file could be an ES module for good.
      fileName: path.replace(/\.[cm](jsx?)$/, ".$1"),
      compilerOptions: options,
      transformers,
    });
    file.imports = moduleReferences(this.#compiler, file).imports;
    return this.#asFunction(
      file,
      outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, ""),
      sourceMapText,
    );
  }

  #asFunction(file: BoundFile, code: string, map: string): CompiledModule {
    const isAsync = hasTopLevelAwait(this.#compiler, file);
    const header = `(${isAsync ? "async " : ""}${MODULE_HEADER}`;
    return {
      code: `${header}${code}\n})`,
      map: new SourceMap(this.#compiler, map, header.length),
      isAsync,
      imports: this.#importsOf(file),
    };
  }

  /** Makes a module out of a cell: `import … from "./name"` finds it. Returns what is wrong with it. */
  addModule(name: string, code: string): Problem[] {
    const isTsx = /<\/|\/>/.test(code) && this.#chain.bind(code).parseDiagnostics.length > 0;
    const path = join(this.#around.cwd, `${name}.${isTsx ? "tsx" : "ts"}`);
    this.#program.put(path, code);
    const file = this.#program.file(path) as BoundFile;
    return this.#problemsOf(file).map((problem) => ({ ...problem, file: undefined }));
  }

  complete(code: string, position: number): Completions {
    const file = this.#bind(code, false);
    return complete(this.#compiler, this.#program.view, this.#program.host, file, position);
  }

  inspect(code: string, position: number): Description | undefined {
    const file = this.#bind(code, false);
    const { checker } = this.#program;
    return inspect(this.#compiler, checker, file, position, (other) => this.#withComments(other));
  }

  isComplete(code: string): Completeness {
    return isComplete(this.#compiler, code);
  }

  /** Binds a cell and takes up what it imports; what it declares for all only if it is to be run. */
  #bind(code: string, isForRun: boolean): BoundFile {
    const plain = this.#chain.bind(code);
    const isJsx = plain.parseDiagnostics.length > 0 && /<\/|\/>/.test(code);
    const file = isJsx ? this.#bindJsx(code, plain) : plain;
    const { imports, augmentations } = moduleReferences(this.#compiler, file);
    const own = augmentations.filter(({ name }) => this.#isOfCells(name, file));
    if (isForRun && own.length > 0) return this.#bind(this.#takeOut(code, own), true);
    Object.assign(file, {
      imports,
      moduleAugmentations: augmentations.map(({ name }) => name),
      ambientModuleNames: [],
    });
    this.#program.include(file, [...imports, ...namesOf(this.#compiler, augmentations)]);
    if (isForRun && augmentations.length > 0) this.#program.augment(file);
    this.#infer();
    return file;
  }

  /** With tags in it, if that makes it right. */
  #bindJsx(code: string, plain: BoundFile): BoundFile {
    const file = this.#chain.bind(code, this.#compiler.ScriptKind.TSX);
    return file.parseDiagnostics.length === 0 ? file : plain;
  }

  /** Whether `declare module "m"` is of a module that only cells tell of. */
  #isOfCells(name: ts.ModuleName, file: BoundFile): boolean {
    if (!this.#compiler.isStringLiteral(name)) return false;
    if (this.#declared.has(name.text)) return true;
    if (this.#program.resolve(name.text, file.fileName) !== undefined) return false;
    const quoted = `"${name.text}"`;
    return this.#program.checker.getAmbientModules().every((known) => known.name !== quoted);
  }

  /** Such a declaration is one of the project's, not of the cell: blanks take its place. */
  #takeOut(code: string, declarations: ts.ModuleDeclaration[]): string {
    let rest = code;
    for (const node of declarations) {
      const start = node.getStart();
      const text = code.slice(start, node.end);
      const number = this.#declared.get(node.name.text) ?? this.#declared.size;
      this.#declared.set(node.name.text, number);
      this.#program.put(join(this.#around.cwd, `__declared_${number}__.d.ts`), text);
      rest = rest.slice(0, start) + text.replace(/[^\r\n]/g, " ") + rest.slice(node.end);
    }
    return rest;
  }

  #check(code: string): { file: BoundFile; findings: Findings; problems: Problem[] } {
    const file = this.#bind(code, true);
    const findings = this.#find(file);
    const inModules = file.imports.flatMap(({ text }) => {
      const path = this.resolve(text, file.fileName);
      return path === undefined ? [] : this.#problemsBelow(path, new Set());
    });
    const own = findings.errors.map((error) => toProblem(this.#compiler, error, undefined));
    return { file, findings, problems: [...inModules, ...own] };
  }

  #find(file: BoundFile): Findings {
    const lenient = this.#settings.strict ? undefined : (): Checker => this.#program.lenient;
    return check(this.#compiler, file, this.#program.checker, lenient);
  }

  /** What is wrong with a module of the project, and with those that it imports. */
  #problemsBelow(path: string, seen: Set<string>): Problem[] {
    const file = this.#program.file(path) as BoundFile | undefined;
    if (file === undefined || seen.has(path)) return [];
    seen.add(path);
    const below = this.#importsOf(file).flatMap((specifier) => {
      const other = this.resolve(specifier, path);
      return other === undefined ? [] : this.#problemsBelow(other, seen);
    });
    return [...below, ...this.#problemsOf(file)];
  }

  #problemsOf(file: BoundFile): Problem[] {
    const known = this.#checked.get(file);
    if (known !== undefined) return known;
    const name = relative(this.#around.cwd, file.fileName);
    const { errors } = file.fileName.endsWith(".json") ? { errors: [] } : this.#find(file);
    const problems = errors.map((error) => toProblem(this.#compiler, error, name));
    this.#checked.set(file, problems);
    return problems;
  }

  #importsOf(file: BoundFile): string[] {
    const imports = (file.imports ?? []).filter(({ parent }) => isRun(this.#compiler, parent));
    return [...new Set(imports.map(({ text }) => text))];
  }

  #isShared(name: string, file: BoundFile): boolean {
    const symbol = this.#program.checker.resolveName(
      name,
      file,
      this.#compiler.SymbolFlags.Value,
      true,
    );
    return symbol !== undefined && this.#chain.isShared(symbol);
  }

  /**
   * A new checker infers the types of earlier cells in their order: when asked for the last it would go
   * down the whole chain at once, and run out of stack.
   */
  #infer(): void {
    const { checker, generation } = this.#program;
    if (this.#inferred === generation) return;
    this.#inferred = generation;
    for (const file of this.#chain.all) {
      for (const symbol of file.locals?.values() ?? []) {
        if ((symbol.flags & this.#compiler.SymbolFlags.Value) === 0) continue;
        const signatures = checker.getTypeOfSymbol(symbol).getCallSignatures();
        for (const signature of signatures) checker.getReturnTypeOfSignature(signature);
      }
    }
  }

  /** The same file with its comments read, which for libraries are left out at first. */
  #withComments(file: ts.SourceFile): ts.SourceFile {
    const isRead = !isOfPackage(file.fileName) && !file.fileName.startsWith(this.#around.library);
    if (isRead) return file;
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
}

function namesOf(compiler: Compiler, modules: ts.ModuleDeclaration[]): ts.StringLiteral[] {
  return modules.map(({ name }) => name as ts.Node).filter(compiler.isStringLiteral);
}

/** Whether an import is there when the code runs, and not for types alone. */
function isRun(compiler: Compiler, node: ts.Node): boolean {
  if (compiler.isImportDeclaration(node)) {
    return node.importClause?.phaseModifier !== compiler.SyntaxKind.TypeKeyword;
  }
  if (compiler.isExportDeclaration(node)) return !node.isTypeOnly;
  return compiler.isExternalModuleReference(node);
}
