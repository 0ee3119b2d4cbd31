import { dirname } from "../cells/files.js";
import { SourceMap } from "../cells/source-map.js";
import { ProblemsError } from "../run/errors.js";
import { namespace } from "../run/namespaces.js";
import { rememberOrigin } from "../run/origins.js";
import { type Load, moduleRuntime } from "../run/runtimes.js";
import type { Calls } from "./calls.js";
import type { Loaded, ToCompiler } from "./channel.js";
import { evaluateScript } from "./script.js";

/** A module that runs, or has run; in a circle each sees what the other has exported by then. */
interface Module {
  exports: unknown;
  done: Promise<void>;
}

/** Holds the modules that cells import: the page's own, and the files beside the notebook. */
export class ModuleLoader {
  readonly #compiler: Calls<ToCompiler>;
  readonly #own: ReadonlyMap<string, () => unknown>;
  readonly #modules = new Map<string, Module>();

  /** `own`: what the page has, by its names. */
  constructor(compiler: Calls<ToCompiler>, own: ReadonlyMap<string, () => unknown>) {
    this.#compiler = compiler;
    this.#own = own;
  }

  /** `import()` in the file `from`. */
  loader(from: string): Load {
    return async (specifier) => (await this.#load(specifier, from, [])).namespace;
  }

  /** `import.meta` of a file. */
  meta(path: string): object {
    return { url: `file://${path}`, filename: path, dirname: dirname(path) };
  }

  /** A file or a cell that is a module has changed: what has not may hold on to it. */
  forget(): void {
    this.#modules.clear();
  }

  async #load(
    specifier: string,
    from: string,
    above: readonly string[],
  ): Promise<{ exports: unknown; namespace: unknown }> {
    const own = this.#own.get(specifier);
    if (own !== undefined) return { exports: own(), namespace: own() };
    const loaded = await this.#compiler.ask<Loaded>({ type: "load", specifier, from });
    if ("problems" in loaded) throw new ProblemsError(loaded.problems);
    if ("missing" in loaded) throw new Error(loaded.missing);
    const { path } = loaded;
    const module = this.#modules.get(path) ?? this.#start(loaded, above);
    if (!above.includes(path)) await module.done;
    return { exports: module.exports, namespace: namespace(module.exports) };
  }

  #start(loaded: Extract<Loaded, { path: string }>, above: readonly string[]): Module {
    const { path } = loaded;
    const module: Module = { exports: {}, done: Promise.resolve() };
    this.#modules.set(path, module);
    module.done = this.#run(module, loaded, [...above, path]).catch((error) => {
      this.#modules.delete(path);
      throw error;
    });
    // Who waits for it hears of a failure; nobody may be there.
    module.done.catch(() => {});
    return module;
  }

  async #run(
    module: Module,
    loaded: Extract<Loaded, { path: string }>,
    above: readonly string[],
  ): Promise<void> {
    const { path } = loaded;
    if ("json" in loaded) {
      module.exports = JSON.parse(loaded.json.replace(/^\uFEFF/, ""));
      return;
    }
    if ("map" in loaded) {
      const map = new SourceMap(() => loaded.map, loaded.header);
      rememberOrigin(path, map, loaded.name);
    }
    const imported = new Map<string, unknown>();
    for (const specifier of loaded.imports) {
      imported.set(specifier, (await this.#load(specifier, path, above)).exports);
    }
    const require = (specifier: string): unknown => {
      const own = this.#own.get(specifier);
      if (own !== undefined) return own();
      if (imported.has(specifier)) return imported.get(specifier);
      throw new Error(`require: in a page "${specifier}" can only be imported`);
    };
    const runtime = moduleRuntime(this.loader(path), this.meta(path));
    const body = evaluateScript(loaded.code, path);
    await body.call(module.exports, module.exports, require, module, path, dirname(path), runtime);
  }
}
