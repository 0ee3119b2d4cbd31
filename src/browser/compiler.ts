import { Cells, type CompiledCell } from "../cells/cells.js";
import { checkCompiler, type TypeScript } from "../cells/compiler.js";
import { relative } from "../cells/files.js";
import { MODULE_HEADER } from "../cells/project-modules.js";
import type { SourceMap } from "../cells/source-map.js";
import { answer } from "../run/answer.js";
import type { Place, Question } from "../run/messages.js";
import { moduleName } from "../run/module-cells.js";
import { PRELUDE } from "../run/prelude.js";
import type { Code, Compiled, FileChanges, Loaded } from "./channel.js";
import { explain, noModule } from "./explanations.js";
import { PLATFORM } from "./platform.js";
import { VirtualFiles } from "./virtual-files.js";

const PLATFORM_FILE = "/platform.d.ts";

/** The compiler of one kernel: the engine of cells over files in memory. */
export class CellCompiler {
  readonly #files: VirtualFiles;
  readonly #folder: string;
  readonly #cells: Cells;
  #running: CompiledCell | undefined;

  /**
   * @param declarations the library of TypeScript in `/lib`, packages in `/node_modules`
   * @param folder that of the notebook
   * @param loopsAsk whether there is somebody whom loops can ask if they shall stop
   */
  constructor(
    typescript: TypeScript,
    declarations: Record<string, string>,
    folder: string,
    loopsAsk: boolean,
  ) {
    this.#files = new VirtualFiles({ ...declarations, [PLATFORM_FILE]: PLATFORM }, folder);
    this.#folder = folder;
    this.#cells = new Cells(checkCompiler(typescript), this.#files, {
      cwd: folder,
      library: "/lib",
      platform: PLATFORM_FILE,
      packages: new Map(),
      strict: false,
      provided: PRELUDE,
      globals: Object.getOwnPropertyNames(globalThis).filter((name) => /^[\w$]+$/.test(name)),
      modules: [],
      loopsAsk,
    });
  }

  /** Does the first work, which takes longest, with what most notebooks import. */
  warm(): void {
    this.#cells.compile(
      'import { Matrix } from "ml-matrix"; import { random } from "middle-layer"; random; new Matrix(1, 1)',
    );
  }

  compile(code: string): Compiled {
    const module = moduleName(code);
    if (module !== undefined) {
      const problems = this.#cells.addModule(module, code);
      return problems.length > 0 ? { problems: problems.map(explain) } : "module";
    }
    const compiled = this.#cells.compile(code);
    if ("problems" in compiled) return { problems: compiled.problems.map(explain) };
    this.#running = compiled;
    const { warnings } = compiled;
    return { ...toCode(compiled), warnings, remark: this.#cells.takeRemark() };
  }

  keep(names: readonly string[]): void {
    const running = this.#running;
    this.#running = undefined;
    running?.keep((name) => names.includes(name));
  }

  load(specifier: string, from: string): Loaded {
    const path = this.#cells.modules.resolve(specifier, from);
    if (path === undefined) return { missing: noModule(specifier) };
    const text = this.#files.readFile(path) ?? "";
    if (path.endsWith(".json")) return { path, json: text };
    const compiled = this.#cells.modules.compile(path);
    const name = relative(this.#folder, path);
    if (compiled === undefined) {
      return { path, name, imports: [], code: `(${MODULE_HEADER}${text}\n})` };
    }
    if ("problems" in compiled) return { problems: compiled.problems.map(explain) };
    return { path, name, imports: compiled.imports, ...toCode(compiled) };
  }

  answer(question: Question, place: Place): object {
    return answer(this.#cells, question, place);
  }

  change(files: FileChanges): void {
    this.#files.change(files);
  }

  forget(): void {
    this.#running = undefined;
    this.#cells.forget();
  }
}

function toCode({ code, map }: { code: string; map: SourceMap }): Code {
  return { code, map: map.lines, header: map.header };
}
