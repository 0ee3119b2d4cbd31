import type * as ts from "typescript";
import { Chain } from "./chain.js";
import type { BoundFile, Compiler } from "./compiler.js";
import { type Completions, complete } from "./complete.js";
import { type Findings, type Problem, toProblem } from "./diagnostics.js";
import { emit } from "./emit.js";
import { type Files, join } from "./files.js";
import { foreignForm } from "./foreign-forms.js";
import { isOfRun } from "./import-statements.js";
import { type Description, inspect } from "./inspect.js";
import { type Completeness, isComplete } from "./is-complete.js";
import { jsxTransformer } from "./jsx-transform.js";
import { loopTransformer } from "./loop-transform.js";
import { CELL } from "./marks.js";
import { moduleReferences } from "./module-references.js";
import { LivingProgram, type Places } from "./program.js";
import { ProjectModules } from "./project-modules.js";
import { runtimeTransformer } from "./runtime-transform.js";
import { scopeTransformer } from "./scope-transform.js";
import { readSettings, type Settings } from "./settings.js";
import { readMapping, SourceMap } from "./source-map.js";

/** Where the compiled code of a cell starts. */
const HEADER = `(async (${CELL}) => {`;

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

/** What the kernel gives the engine besides compiler and files. */
export interface Surroundings extends Places {
  strict: boolean;
  /** Declarations of what the kernel provides to cells, as shared names. */
  provided: string;
  /** Names of all globals there are, whether or not the declarations of the platform know them. */
  globals: readonly string[];
  /** Names of all modules that the platform brings. */
  modules: readonly string[];
  /** Whether loops ask if they shall stop: where nothing else can stop them. */
  loopsAsk?: boolean;
}

/** The engine of cells: TypeScript of a cell in; JavaScript, errors, completions, documentation out. */
export class Cells {
  readonly #compiler: Compiler;
  readonly #around: Surroundings;
  readonly #settings: Settings;
  readonly #program: LivingProgram;
  #chain: Chain;
  /** The modules that cells import from the project. */
  readonly modules: ProjectModules;
  /** The modules that cells have told of, by `declare module`, counted. */
  readonly #declared = new Map<string, number>();
  #remark: string | undefined;
  #inferred = 0;

  constructor(compiler: Compiler, files: Files, around: Surroundings) {
    this.#compiler = compiler;
    this.#around = around;
    this.#settings = readSettings(compiler, files, around.cwd, around.strict);
    this.#remark = this.#settings.remark;
    const { options } = this.#settings;
    this.#program = new LivingProgram(compiler, files, around, options);
    this.modules = new ProjectModules(compiler, files, this.#program, this.#settings, around);
    this.#declareModules();
    this.#chain = this.#newChain(0);
  }

  /** A chain with nothing on it but what the kernel provides. */
  #newChain(made: number): Chain {
    const { cwd, globals, provided } = this.#around;
    const chain = new Chain(this.#compiler, cwd, this.#settings.options, made);
    const { Value } = this.#compiler.SymbolFlags;
    const { checker } = this.#program;
    const unknown = globals.filter(
      (name) => checker.resolveName(name, undefined, Value, false) === undefined,
    );
    chain.tell(unknown.map((name) => `declare var ${name}: any;`).join("\n"));
    chain.provide(provided);
    return chain;
  }

  /** Forgets all cells, whose variables are gone; modules that they have made stay. */
  forget(): void {
    this.#program.forgetAll();
    this.#chain = this.#newChain(this.#chain.made);
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
        ...(this.#around.loopsAsk ? [loopTransformer(this.#compiler)] : []),
      ],
      after: [jsxTransformer(this.#compiler, options, (name) => this.#isShared(name, file))],
    });
    return {
      code: `${HEADER}${emitted.code.replace(/^#!.*/, "")}\n})`,
      map: new SourceMap(() => readMapping(this.#compiler, emitted.map), HEADER.length),
      warnings: findings.warnings.map((warning) => toProblem(this.#compiler, warning, undefined)),
      keep: (isThere) =>
        this.#chain.keep(
          file,
          (name, symbol) =>
            !isThere(name) && isOfRun(this.#compiler, this.#program.checker, symbol),
        ),
    };
  }

  /** Makes a module out of a cell: `import … from "./name"` finds it. Returns what is wrong with it. */
  addModule(name: string, code: string): Problem[] {
    const isTsx = /<\/|\/>/.test(code) && this.#chain.bind(code).parseDiagnostics.length > 0;
    const path = join(this.#around.cwd, `${name}.${isTsx ? "tsx" : "ts"}`);
    this.#program.put(path, code);
    const file = this.#program.file(path) as BoundFile;
    return this.modules.problemsOf(file).map((problem) => ({ ...problem, file: undefined }));
  }

  complete(code: string, position: number): Completions {
    const file = this.#bind(code, false);
    return complete(this.#compiler, this.#program.view, this.#program.host, file, position);
  }

  inspect(code: string, position: number): Description | undefined {
    const file = this.#bind(code, false);
    const { checker } = this.#program;
    return inspect(this.#compiler, checker, file, position, (other) =>
      this.#program.withComments(other),
    );
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
    const findings = this.modules.find(file);
    const inModules = file.imports.flatMap(({ text }) => {
      const path = this.modules.resolve(text, file.fileName);
      return path === undefined ? [] : this.modules.problemsBelow(path);
    });
    const own = findings.errors.map((error) => toProblem(this.#compiler, error, undefined));
    return { file, findings, problems: [...inModules, ...own] };
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
}

function namesOf(compiler: Compiler, modules: ts.ModuleDeclaration[]): ts.StringLiteral[] {
  return modules.map(({ name }) => name as ts.Node).filter(compiler.isStringLiteral);
}
