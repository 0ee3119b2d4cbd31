import { readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, extname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";
import type { Cells } from "../cells/cells.js";
import { isOfPackage, relative } from "../cells/files.js";
import { MODULE_HEADER } from "../cells/project-modules.js";
import { ProblemsError } from "../run/errors.js";
import { isModule, namespace } from "../run/namespaces.js";
import { rememberOrigin } from "../run/origins.js";
import { moduleRuntime } from "../run/runtimes.js";
import { bundleAddress, isBundle } from "./bundles.js";
import { disk, slashed } from "./disk.js";
import { importer } from "./importers.js";
import { loadTslab } from "./tslab.js";

/** A module of the project: a file beside the notebook, below it or above it, but of no package. */
interface Loaded {
  module: {
    exports: unknown;
    id: string;
    filename: string;
    loaded: boolean;
    [name: string]: unknown;
  };
  /** When its file was last changed. */
  modified: number;
  /** Settles when it has run; undefined while it is run by `require`. */
  done: Promise<void> | undefined;
  /** What it imports of packages that only `import` can load. */
  imported: Map<string, unknown>;
}

/** Compiles and holds the modules of the project; all others are Node's. */
export class ModuleLoader {
  readonly #cells: Cells;
  readonly #cwd: string;
  /** Runs the compiler, which nothing may interrupt. */
  readonly #guard: <T>(work: () => T) => T;
  readonly #modules = new Map<string, Loaded>();

  constructor(cells: Cells, cwd: string, guard: <T>(work: () => T) => T) {
    this.#cells = cells;
    this.#cwd = cwd;
    this.#guard = guard;
  }

  /** `import.meta` of the file `path`, a module or a cell. */
  meta(path: string): object {
    return {
      url: pathToFileURL(path).href,
      filename: path,
      dirname: dirname(path),
      resolve: (specifier: string) => pathToFileURL(createRequire(path).resolve(specifier)).href,
    };
  }

  /** `import()` in the file `from`: a module as a namespace. */
  load(specifier: string, from: string, options?: object): Promise<unknown> {
    return this.#load(specifier, from, options, []);
  }

  /** Before an import of a cell: forgets all that was loaded, if a file of it has changed. */
  forgetChanged(): void {
    const changed = [...this.#modules].some(
      ([path, { modified }]) => disk.modified(path) !== modified,
    );
    // All of them: what has not changed itself may hold on to something that has.
    if (changed) this.#modules.clear();
  }

  /** Forgets all that was loaded: a module has been made anew in a cell. */
  forget(): void {
    this.#modules.clear();
  }

  /** Forgets what an interrupt has stopped halfway. */
  forgetUnfinished(): void {
    for (const [path, { module }] of this.#modules) if (!module.loaded) this.#modules.delete(path);
    // Packages too: Node would give them out half-loaded from then on.
    const { cache } = createRequire(import.meta.url);
    for (const [path, module] of Object.entries(cache)) {
      if (module?.loaded === false) delete cache[path];
    }
  }

  /** `require` of the file `from`. */
  require(from: string): NodeJS.Require {
    const native = createRequire(from);
    const require = (specifier: string): unknown => this.#require(specifier, from, native);
    return Object.assign(require, native, { resolve: native.resolve, cache: native.cache });
  }

  async #load(
    specifier: string,
    from: string,
    options: object | undefined,
    above: string[],
  ): Promise<unknown> {
    if (specifier === "tslab") return namespace(loadTslab());
    // By `require`: what that loads is loaded whole (see `builtins.ts`).
    if (isBuiltin(specifier)) return namespace(createRequire(from)(specifier));
    const path = this.#projectFile(specifier, from);
    if (path !== undefined && isBundle(path)) return importer(dirname(from))(bundleAddress(path));
    if (path !== undefined) return namespace(await this.#run(path, above));
    return importer(dirname(from))(specifier, options);
  }

  #require(specifier: string, from: string, native: NodeJS.Require): unknown {
    if (specifier === "tslab") return loadTslab();
    if (isBuiltin(specifier)) return native(specifier);
    const imported = this.#modules.get(from)?.imported;
    if (imported?.has(specifier)) return imported.get(specifier);
    const path = this.#projectFile(specifier, from);
    return path === undefined || isBundle(path) ? native(specifier) : this.#runNow(path);
  }

  /** The file of the project that `specifier` means in the file `from`, or undefined. */
  #projectFile(specifier: string, from: string): string | undefined {
    if (/^(data|https?|node):/.test(specifier)) return undefined;
    if (specifier.startsWith("file:")) return fileURLToPath(specifier);
    const compiled = this.#guard(() => this.#cells.modules.resolve(specifier, slashed(from)));
    if (compiled !== undefined) return compiled;
    try {
      const path = slashed(createRequire(from).resolve(specifier));
      return isOfPackage(path) || extname(path) === ".node" ? undefined : path;
    } catch {
      return undefined;
    }
  }

  /** The exports of a module of the project, which is run first if it was not yet; `above` import it. */
  async #run(path: string, above: string[]): Promise<unknown> {
    const known = this.#modules.get(path);
    if (known !== undefined) {
      // In a circle each sees what the other has exported by then.
      if (!above.includes(path)) await known.done;
      return known.module.exports;
    }
    const loaded = this.#enter(path);
    loaded.done = this.#execute(path, loaded, [...above, path]);
    // Who waits for it hears of a failure; nobody may be there.
    loaded.done.catch(() => {});
    await loaded.done;
    return loaded.module.exports;
  }

  async #execute(path: string, loaded: Loaded, above: string[]): Promise<void> {
    try {
      const { run, imports } = this.#prepare(path, loaded);
      for (const specifier of imports) {
        const found = await this.#load(specifier, path, undefined, above);
        if (isModule(found)) loaded.imported.set(specifier, found);
      }
      await run();
      loaded.module.loaded = true;
    } catch (error) {
      this.#modules.delete(path);
      throw error;
    }
  }

  #runNow(path: string): unknown {
    const known = this.#modules.get(path);
    if (known !== undefined) return known.module.exports;
    const loaded = this.#enter(path);
    try {
      const { run, isAsync } = this.#prepare(path, loaded);
      if (isAsync) throw new Error(`require: ${this.#name(path)} waits at its top; use import`);
      run();
      loaded.module.loaded = true;
    } catch (error) {
      this.#modules.delete(path);
      throw error;
    }
    return loaded.module.exports;
  }

  #enter(path: string): Loaded {
    const module = {
      exports: {},
      id: path,
      filename: path,
      path: dirname(path),
      loaded: false,
      children: [],
      paths: [],
    };
    const loaded = { module, modified: disk.modified(path), done: undefined, imported: new Map() };
    this.#modules.set(path, loaded);
    return loaded;
  }

  #prepare(
    path: string,
    { module }: Loaded,
  ): { run: () => unknown; isAsync: boolean; imports: string[] } {
    if (path.endsWith(".json")) {
      const run = (): void => {
        module.exports = JSON.parse(readFileSync(path, "utf8").replace(/^\uFEFF/, ""));
      };
      return { run, isAsync: false, imports: [] };
    }
    const compiled = this.#guard(() => this.#cells.modules.compile(path));
    if (compiled !== undefined && "problems" in compiled)
      throw new ProblemsError(compiled.problems);
    if (compiled !== undefined) rememberOrigin(path, compiled.map, this.#name(path));
    const { code, isAsync, imports } = compiled ?? { ...asItIs(path), isAsync: false, imports: [] };
    const columnOffset = compiled === undefined ? -MODULE_HEADER.length - 1 : 0;
    const run = (): unknown => {
      const script = new vm.Script(code, { filename: path, columnOffset });
      const body = script.runInThisContext({ displayErrors: false });
      const require = this.require(path);
      Object.assign(module, { require });
      return body.call(
        module.exports,
        module.exports,
        require,
        module,
        path,
        dirname(path),
        moduleRuntime((specifier, options) => this.load(specifier, path, options), this.meta(path)),
      );
    };
    return { run, isAsync, imports };
  }

  #name(path: string): string {
    return relative(slashed(this.#cwd), slashed(path));
  }
}

/** A CommonJS file, which needs no compiler. */
function asItIs(path: string): { code: string } {
  const text = disk.readFile(path) ?? "";
  return { code: `(${MODULE_HEADER}${text.replace(/^#!.*/, "")}\n})` };
}
