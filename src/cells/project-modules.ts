import type * as ts from "typescript";
import type { BoundFile, Checker, Compiler } from "./compiler.js";
import { check, type Findings, type Problem, toProblem } from "./diagnostics.js";
import { emit } from "./emit.js";
import { type Files, isOfPackage, relative } from "./files.js";
import { loopTransformer } from "./loop-transform.js";
import { CELL } from "./marks.js";
import { hasTopLevelAwait, moduleReferences } from "./module-references.js";
import type { LivingProgram } from "./program.js";
import { runtimeTransformer } from "./runtime-transform.js";
import type { Settings } from "./settings.js";
import { readMapping, SourceMap } from "./source-map.js";

/** What the function that a module of the project is compiled to starts with. */
export const MODULE_HEADER: string = `function (exports, require, module, __filename, __dirname, ${CELL}) {`;

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

/** The modules of the project: checks them and compiles them to CommonJS. */
export class ProjectModules {
  readonly #compiler: Compiler;
  readonly #files: Files;
  readonly #program: LivingProgram;
  readonly #settings: Settings;
  readonly #cwd: string;
  readonly #loopsAsk: boolean;
  readonly #checked = new WeakMap<ts.SourceFile, Problem[]>();

  constructor(
    compiler: Compiler,
    files: Files,
    program: LivingProgram,
    settings: Settings,
    { cwd, loopsAsk = false }: { cwd: string; loopsAsk?: boolean },
  ) {
    this.#compiler = compiler;
    this.#files = files;
    this.#program = program;
    this.#settings = settings;
    this.#cwd = cwd;
    this.#loopsAsk = loopsAsk;
  }

  /** The file of the project that `specifier` means in the file `from`; undefined for a package. */
  resolve(specifier: string, from: string): string | undefined {
    const path = this.#program.resolve(specifier, from)?.resolvedFileName;
    return path === undefined || isOfPackage(path) || /\.d\.[cm]?ts$/.test(path) ? undefined : path;
  }

  /** Compiles a module of the project; undefined for a CommonJS file, which runs as it is. */
  compile(path: string): CompiledModule | { problems: Problem[] } | undefined {
    const options = { ...this.#settings.options, module: this.#compiler.ModuleKind.CommonJS };
    const transformers = {
      before: [
        runtimeTransformer(this.#compiler),
        ...(this.#loopsAsk ? [loopTransformer(this.#compiler)] : []),
      ],
    };
    if (/\.[cm]?jsx?$/.test(path)) return this.#compileScript(path, options, transformers);
    this.#program.refresh();
    this.#program.includePaths([path]);
    const file = this.#program.file(path) as BoundFile | undefined;
    if (file === undefined) return undefined;
    const problems = this.problemsOf(file);
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
      map: new SourceMap(() => readMapping(this.#compiler, map), header.length),
      isAsync,
      imports: this.#importsOf(file),
    };
  }

  /** What is wrong with a file, and what only strict types find wrong. */
  find(file: BoundFile): Findings {
    const lenient = this.#settings.strict ? undefined : (): Checker => this.#program.lenient;
    return check(this.#compiler, file, this.#program.checker, lenient);
  }

  /** What is wrong with a module of the project, and with those that it imports. */
  problemsBelow(path: string, seen: Set<string> = new Set()): Problem[] {
    const file = this.#program.file(path) as BoundFile | undefined;
    if (file === undefined || seen.has(path)) return [];
    seen.add(path);
    const below = this.#importsOf(file).flatMap((specifier) => {
      const other = this.resolve(specifier, path);
      return other === undefined ? [] : this.problemsBelow(other, seen);
    });
    return [...below, ...this.problemsOf(file)];
  }

  problemsOf(file: BoundFile): Problem[] {
    const known = this.#checked.get(file);
    if (known !== undefined) return known;
    const name = relative(this.#cwd, file.fileName);
    const { errors } = file.fileName.endsWith(".json") ? { errors: [] } : this.find(file);
    const problems = errors.map((error) => toProblem(this.#compiler, error, name));
    this.#checked.set(file, problems);
    return problems;
  }

  #importsOf(file: BoundFile): string[] {
    const imports = (file.imports ?? []).filter(({ parent }) => isRun(this.#compiler, parent));
    return [...new Set(imports.map(({ text }) => text))];
  }
}

/** Whether an import is there when the code runs, and not for types alone. */
function isRun(compiler: Compiler, node: ts.Node): boolean {
  if (compiler.isImportDeclaration(node)) {
    return node.importClause?.phaseModifier !== compiler.SyntaxKind.TypeKeyword;
  }
  if (compiler.isExportDeclaration(node)) return !node.isTypeOnly;
  return compiler.isExternalModuleReference(node);
}
